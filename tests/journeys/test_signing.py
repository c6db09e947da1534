"""A supervisor makes a key in the browser, a second person confirms it, the log is signed; a forked log is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import delete, select, update

from tests.harness.browser import require_accessible, screenshots
from tests.journeys.conftest import Stage
from tests.journeys.person import Entering, Person
from webapp.audit.evidence import newest_signed, note_of
from webapp.audit.keyring import KeyRing
from webapp.audit.log import MerkleLog
from webapp.audit.models import LogCheckpoint, LogCosignature, LogEntry, LogHead
from webapp.audit.verifier.merkle import EMPTY, append
from webapp.audit.verifier.policy import judge
from webapp.core.clock import china_date
from webapp.core.database import VillageSession
from webapp.core.upkeep import upkeep
from webapp.supervision.witnesses.queries import key_by_number
from webapp.supervision.witnesses.quorum import village_policy

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def state(person: Person, expected: str) -> None:
    """The page of signing has come to this point."""
    expect(person.page.locator("#signing")).to_have_attribute("data-state", expected)


def cut(session: VillageSession, log: MerkleLog) -> int:
    with upkeep(session):
        return log.cut(session)


def rewrite(session: VillageSession, log: MerkleLog) -> None:
    """What somebody with all passwords and the key could do: alter an entry, hash everything anew, sign it."""
    with upkeep(session):
        frontier = EMPTY
        for seq, body in session.execute(select(LogEntry.seq, LogEntry.body).order_by(LogEntry.seq)).all():
            altered = body.replace(b'"operator"', b'"operateur"') if seq == 1 else body
            frontier, hashes = append(frontier, altered)
            session.execute(update(LogEntry).where(LogEntry.seq == seq).values(body=altered, hashes=hashes))
        session.execute(update(LogHead).values(frontier=frontier.to_bytes()))
        session.execute(delete(LogCheckpoint))
        log.cut(session)


def make_key(supervisor: Person, second: Person) -> None:
    """The key is made on the supervisor's phone; the second person compares and confirms."""
    supervisor.go("log/sign")
    state(supervisor, "make")
    require_accessible(supervisor.page)
    screenshots(supervisor.page, "signing-make")
    supervisor.press("造钥匙")
    state(supervisor, "waits")
    screenshots(supervisor.page, "signing-waits")
    shown = supervisor.page.locator("[data-fingerprint]").inner_text()

    second.go("log/witnesses/1/confirm")
    second.reads(shown)
    screenshots(second.page, "signing-confirm")
    second.press("一致，确认")
    second.reads("这把钥匙现在算数了。")


def test_a_key_is_made_the_log_is_signed_and_a_forked_log_refused(
    stage: Stage, enter: Entering, tmp_path: Path
) -> None:
    log, village = MerkleLog(KeyRing(tmp_path / "keys", "village.example")), stage.village
    with stage.database.session(village.village_id) as session:
        first = cut(session, log)
    supervisor = enter("supervisor")
    supervisor.page.clock.set_fixed_time(stage.clock())
    make_key(supervisor, enter("secretary"))
    supervisor.go("log/sign")
    state(supervisor, "sign")
    expect(supervisor.page.locator("[data-show-also=first]")).to_be_visible()
    require_accessible(supervisor.page)
    screenshots(supervisor.page, "signing-sign")
    supervisor.press("在留痕上签名")
    supervisor.reads("您的签名已经写在留痕下面。")
    screenshots(supervisor.page, "signing-signed")
    supervisor.go("log/sign")
    state(supervisor, "nothing")
    assert stage.problems() == []
    with stage.database.session(village.village_id) as session:
        newest, policy = newest_signed(session), village_policy(session, china_date(stage.clock()), ())
        assert newest is not None
        verdict = judge(policy, note_of(session, newest).format().encode())
        assert (verdict.checkpoint.size, set(verdict.cosigned_at), verdict.is_met) == (first, {"S1"}, True)
        assert cut(session, log) > first

    supervisor.go("log/sign")
    state(supervisor, "sign")
    expect(supervisor.page.locator("[data-show-also=extends]")).to_be_visible()
    with stage.database.session(village.village_id) as session:
        rewrite(session, log)
    supervisor.go("log/sign")
    state(supervisor, "forked")
    expect(supervisor.page.get_by_role("alert")).to_contain_text("请不要签名")
    for part in ("seen", "shown"):
        expect(supervisor.page.locator(f"[data-{part}]")).to_contain_text("\u2014 village.example/")
    expect(supervisor.main.get_by_role("button", name="在留痕上签名", exact=True)).to_be_hidden()
    require_accessible(supervisor.page)
    screenshots(supervisor.page, "signing-forked")
    with stage.database.session(village.village_id) as session:
        assert session.execute(select(LogCosignature.size)).scalars().all() == [first]
        assert key_by_number(session, 1) is not None
