"""Supervisors sign the log: whose key counts, what may be signed, and when it is enough."""

from __future__ import annotations

import base64
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, update

from tests.audit.signers import Signer, witness
from tests.harness.clock import StoppedClock
from tests.harness.village import SmallVillage, small_village
from webapp.audit.check import problems_of_village
from webapp.audit.evidence import newest_signed, note_of
from webapp.audit.keyring import KeyRing
from webapp.audit.log import MerkleLog
from webapp.audit.models import LogCosignature
from webapp.audit.outside import read_outside
from webapp.audit.problems import ProblemKind
from webapp.audit.verifier.note import read_vkey
from webapp.audit.verifier.policy import judge, read_policy
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import InvalidInput, NotPermitted, RuleBroken
from webapp.core.settings import UnsafeSetting
from webapp.core.upkeep import upkeep
from webapp.grants import GrantTable
from webapp.supervision.witnesses import operations, queries, quorum, rules
from webapp.supervision.witnesses.models import WitnessKey
from webapp.village.accounts.operations import invite

pytestmark = pytest.mark.both_databases
ROLES = ("supervision_chair", "supervisor", "supervisor_2")


class Desk:
    """A village with a signed log, and its supervisors with keys of their own."""

    def __init__(self, acting: Any, clock: StoppedClock, folder: Path) -> None:
        self.acting, self.clock = acting, clock
        self.village: SmallVillage = small_village(acting)
        self.log = MerkleLog(KeyRing(folder, "village.example"))
        self.grow()

    def ctx(self, role: str) -> Context:
        found: Context = self.acting(actor=self.village.actor(role), grants=GrantTable(), log=self.log)
        return found

    def grow(self) -> int:
        """One more entry in the log, and its newest signature; the log's size."""
        self.acting.close()
        ctx = self.acting(log=self.log)
        invite(ctx, self.village.stranger(), f"1290000{len(self.acting.opened):04d}")
        with upkeep(ctx.session):
            return self.log.cut(ctx.session)

    def register(self, role: str, made: Signer, because: str = "", public: bytes | None = None) -> WitnessKey:
        ctx = self.ctx(role)
        origin = queries.log_origin(ctx.session) or ""
        shown = public or made.key.public
        message = rules.proof_message(origin, ctx.actor.pseudonym, base64.b64encode(shown).decode())
        return operations.register_witness_key(ctx, shown, made.secret.sign(message), because)

    def sign(self, role: str, row: WitnessKey, made: Signer, size: int, **altered: int) -> None:
        ctx = self.ctx(role)
        text = note_of(ctx.session, newest_signed(ctx.session)).text  # type: ignore[arg-type]
        time = altered.get("time", int(self.clock().timestamp()))
        operations.cosign_checkpoint(ctx, row.id, size, time, made.cosign(text, time).signature[8:])


@pytest.fixture
def desk(acting: Any, clock: StoppedClock, tmp_path: Path) -> Desk:
    return Desk(acting, clock, tmp_path)


def codes(act: Any) -> list[str]:
    with pytest.raises(RuleBroken) as broken:
        act()
    return [blocker.code for blocker in broken.value.blockers]


def test_a_key_counts_when_a_second_person_compared_it(desk: Desk) -> None:
    made = witness("phone-of-the-supervisor")
    row = desk.register("supervisor", made)
    assert (row.name, row.number) == ("village.example/v/411381105201/supervisor/1", 1)
    assert codes(lambda: desk.register("supervisor_2", made)) == ["witness.known"]
    assert codes(lambda: desk.register("supervisor_2", made, public=witness("x").key.public)) == ["witness.not_held"]
    with pytest.raises(InvalidInput):
        operations.register_witness_key(desk.ctx("supervisor"), bytes(32), bytes(64))
    with pytest.raises(NotPermitted):
        desk.register("chair", witness("phone-of-the-chair"))
    size = desk.grow()
    assert codes(lambda: desk.sign("supervisor", row, made, size)) == ["witness.unconfirmed"]
    assert codes(lambda: operations.confirm_witness_key(desk.ctx("supervisor"), row.id)) == ["witness.own"]
    for stranger in ("chair", "clerk", "villager"):
        with pytest.raises(NotPermitted):
            operations.confirm_witness_key(desk.ctx(stranger), row.id)
    operations.confirm_witness_key(desk.ctx("secretary"), row.id)
    assert codes(lambda: operations.confirm_witness_key(desk.ctx("supervisor_2"), row.id)) == ["witness.confirmed"]


def test_a_lost_key_is_replaced_or_ended_by_two_people_with_a_reason(desk: Desk) -> None:
    old, new = witness("old-phone"), witness("new-phone")
    first = desk.register("supervisor", old)
    operations.confirm_witness_key(desk.ctx("supervisor_2"), first.id)
    assert codes(lambda: desk.register("supervisor", new)) == ["witness.because"]
    second = desk.register("supervisor", new, "手机掉进河里了")
    operations.confirm_witness_key(desk.ctx("supervisor_2"), second.id)
    today = china_date(desk.clock())
    assert [one.counts for one in queries.held_keys(desk.ctx("chair").session, today)] == [False, True]
    assert codes(lambda: operations.ask_witness_key_end(desk.ctx("supervisor"), second.id, " ")) == ["witness.because"]
    operations.ask_witness_key_end(desk.ctx("supervisor"), second.id, "手机被偷")
    assert codes(lambda: operations.agree_witness_key_end(desk.ctx("supervisor"), second.id)) == ["witness.asker"]
    operations.agree_witness_key_end(desk.ctx("secretary"), second.id)
    assert codes(lambda: operations.agree_witness_key_end(desk.ctx("secretary"), second.id)) == ["witness.ended"]
    third = desk.register("supervisor_2", witness("third-phone"))
    operations.ask_witness_key_end(desk.ctx("supervisor_2"), third.id, "按错了")
    assert queries.keys_of_person(desk.ctx("chair").session, third.resident_id) == []
    assert list(problems_of_village(desk.acting().session)) == []


def test_the_log_is_signed_forward_only_and_enough_signatures_meet_the_policy(desk: Desk) -> None:
    made = {role: witness(role) for role in ROLES}
    rows = {role: desk.register(role, made[role]) for role in ROLES}
    for role, row in rows.items():
        operations.confirm_witness_key(desk.ctx("secretary"), row.id)
        assert row.number == ROLES.index(role) + 1
    size, today = desk.grow(), china_date(desk.clock())
    state = quorum.state_of_witnesses(desk.acting().session, today, ())
    assert (state.counting, state.wanted, state.seen, state.is_met) == (3, 2, None, False)
    first, second, third = ROLES
    assert codes(lambda: desk.sign(second, rows[first], made[first], size)) == ["witness.not_yours"]
    assert codes(lambda: desk.sign(first, rows[first], made[second], size)) == ["witness.false"]
    assert codes(lambda: desk.sign(first, rows[first], made[first], size - 1)) == ["witness.no_checkpoint"]
    late = int((desk.clock() - timedelta(minutes=11)).timestamp())
    assert codes(lambda: desk.sign(first, rows[first], made[first], size, time=late)) == ["witness.clock"]
    with pytest.raises(InvalidInput):
        operations.cosign_checkpoint(desk.ctx(first), rows[first].id, size, 2**62, bytes(64))
    desk.sign(first, rows[first], made[first], size)
    assert codes(lambda: desk.sign(first, rows[first], made[first], size)) == ["witness.not_newer"]
    assert quorum.state_of_witnesses(desk.acting().session, today, ()).is_met is False
    desk.sign(third, rows[third], made[third], size)
    session = desk.acting().session
    state = quorum.state_of_witnesses(session, today, ())
    assert (state.supervisors, state.is_met, state.seen and state.seen.size) == (2, True, size)
    text = quorum.policy_text(state.policy)
    verdict = judge(read_policy(text.encode()), note_of(session, state.seen).format().encode())  # type: ignore[arg-type]
    assert verdict.is_met
    assert set(verdict.cosigned_at) == {"S1", "S3"}
    assert list(problems_of_village(session)) == []
    with upkeep(session):
        session.execute(update(LogCosignature).values(line=LogCosignature.line.concat("x")))
    assert quorum.state_of_witnesses(desk.acting().session, today, ()).is_broken
    with upkeep(session):
        session.execute(delete(LogCosignature))
    found = list(problems_of_village(desk.acting().session))
    assert [problem.kind for problem in found] == [ProblemKind.COSIGNATURE_WRONG] * 2, "two entries speak of them"


def test_all_are_offered_the_log_of_last_night(desk: Desk) -> None:
    session = desk.acting().session
    newest = newest_signed(session)
    assert newest is not None
    offered = queries.offered_checkpoint(session, desk.clock(), 0)
    assert offered is not None
    assert offered.size == newest.size, "a new village signs what there is"
    desk.clock.advance(days=1)
    desk.grow()
    session = desk.acting().session
    offered = queries.offered_checkpoint(session, desk.clock(), 0)
    assert offered is not None
    assert offered.size == newest.size
    assert queries.offered_checkpoint(session, desk.clock(), newest.size) is None


def test_outside_witnesses_of_the_settings() -> None:
    key = witness("w.example").key
    outside = read_outside(f"https://w.example/prefix/ {key.text}")
    assert outside == (("https://w.example/prefix", read_vkey(key.text)),)
    log = key.text.replace("+", " ", 1)
    for wrong in (
        "https://w.example",
        f"http://w.example {key.text}",
        f"https://w.example {log}",
        f"ftp://w {key.text}",
    ):
        with pytest.raises(UnsafeSetting, match="YISHI_WITNESSES"):
            read_outside(wrong)
    with pytest.raises(UnsafeSetting, match="twice"):
        read_outside(f"https://w.example {key.text} https://v.example {key.text}")
