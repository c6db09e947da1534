"""The installation's key: it signs how long the logs are, it changes hands in the open, and a forged signature shows."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, update

from tests.audit.signers import signer, witness
from tests.harness.acting import VILLAGE
from tests.harness.village import SmallVillage, small_village
from webapp.audit.check import problems_of_village
from webapp.audit.evidence import log_keys, newest_signed, note_of, signed_checkpoint, villages_due
from webapp.audit.keyring import CURRENT, NEXT, KeyRing
from webapp.audit.log import MerkleLog
from webapp.audit.models import LogCheckpoint, LogCosignature, LogKey
from webapp.audit.operations import rotate_log_key
from webapp.audit.problems import ProblemKind
from webapp.audit.queries import entry, head_of, root_of
from webapp.audit.verifier.checkpoint import read_signed_checkpoint
from webapp.audit.verifier.note import NoteError
from webapp.audit.verifier.rotation import verify_rotation
from webapp.core.context import Context
from webapp.core.errors import Conflict, InvalidInput
from webapp.core.settings import UnsafeSetting
from webapp.core.upkeep import NotUpkeep, upkeep
from webapp.village.accounts.operations import invite
from webapp.village.register.models import Resident

HOST = "village.example"


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    return small_village(acting)


def cut(ctx: Context, log: MerkleLog) -> int:
    with upkeep(ctx.session):
        return log.cut(ctx.session)


def kinds(ctx: Context) -> list[str]:
    return [problem.kind for problem in problems_of_village(ctx.session)]


def forge(ctx: Context, statement: Any) -> None:
    with upkeep(ctx.session):
        ctx.session.execute(statement)


@pytest.mark.both_databases
def test_a_log_is_signed_once_for_each_size_and_its_key_changes_in_the_open(
    village: SmallVillage, acting: Any, tmp_path: Path
) -> None:
    log = MerkleLog(KeyRing(tmp_path, HOST))
    ctx = acting(log=log)
    with pytest.raises(Conflict, match="none"):
        rotate_log_key(ctx, log.ring, "no key yet")
    cut(ctx, MerkleLog())
    assert newest_signed(ctx.session) is None
    assert [due.size for due in villages_due(ctx.session)] == [head_of(ctx.session).size]
    first = cut(ctx, log)
    assert cut(ctx, log) == first, "what is signed already is not signed again"
    assert villages_due(ctx.session) == []
    keys = log_keys(ctx.session)
    assert [(one.key.name, one.since, one.until) for one in keys] == [(f"{HOST}/v/{VILLAGE}/log", first, None)]
    row = newest_signed(ctx.session)
    assert row is not None
    signed = read_signed_checkpoint(note_of(ctx.session, row).format().encode(), [keys[0].key])
    assert (signed.checkpoint.size, signed.checkpoint.root) == (first, root_of(ctx.session, first))

    with pytest.raises(InvalidInput):
        rotate_log_key(ctx, log.ring, " ")
    rotate_log_key(ctx, log.ring, "yearly change")
    old, new = log_keys(ctx.session)
    assert (old.until, new.since) == (first, first + 1)
    body = entry(ctx.session, first)
    assert body is not None
    assert verify_rotation(json.loads(body.body)["facts"]) == (old.key, new.key)
    with pytest.raises(Conflict, match="current"):
        rotate_log_key(ctx, log.ring, "once more")
    assert log.ring is not None
    log.ring.finish_change()
    assert not (tmp_path / NEXT).exists()
    invite(ctx, village.stranger(), "12900000001")
    row = signed_checkpoint(ctx.session, cut(ctx, log))
    assert row is not None
    with pytest.raises(NoteError):
        read_signed_checkpoint((row.note or "").encode(), [old.key])
    read_signed_checkpoint((row.note or "").encode(), [new.key])
    assert kinds(ctx) == []


def test_a_running_server_finds_the_new_key_and_a_lost_one_does_not_stop_the_village(
    village: SmallVillage, acting: Any, tmp_path: Path
) -> None:
    running, command = MerkleLog(KeyRing(tmp_path, HOST)), KeyRing(tmp_path, HOST)
    ctx = acting(log=running)
    cut(ctx, running)
    rotate_log_key(acting(log=MerkleLog(command)), command, "yearly change")
    command.finish_change()
    invite(ctx, village.stranger(), "12900000001")
    size = cut(ctx, running)
    assert signed_checkpoint(ctx.session, size) is not None
    (tmp_path / CURRENT).unlink()
    lost = MerkleLog(KeyRing(tmp_path, "elsewhere.example"))
    invite(acting(log=lost), village.stranger(), "12900000002")
    size = cut(ctx, lost)
    assert signed_checkpoint(ctx.session, size) is None
    with pytest.raises(Conflict, match="missing"):
        rotate_log_key(acting(log=lost), lost.ring, "the disk broke")
    rotate_log_key(acting(log=lost), lost.ring, "the disk broke", lost=True)
    assert [one.key.name for one in log_keys(acting().session)] == [f"{HOST}/v/{VILLAGE}/log"] * 3
    assert kinds(acting()) == []


def test_every_false_signature_is_named(village: SmallVillage, acting: Any, tmp_path: Path) -> None:
    log = MerkleLog(KeyRing(tmp_path, HOST))
    ctx = acting(log=log)
    size = cut(ctx, log)
    row, key = newest_signed(ctx.session), log_keys(ctx.session)[0]
    assert row is not None
    text = (row.note or "").partition("\n\n")[0] + "\n"
    seen = witness(f"{HOST}/supervisor/1")
    line = seen.cosign(text, 1_700_000_000)
    given = {"size": size, "public": seen.key.public, "name": seen.key.name, "time": 1_700_000_000}
    with upkeep(ctx.session):
        ctx.session.add(LogCosignature(**given, line=line.line))
    assert kinds(ctx) == []
    assert note_of(ctx.session, row).signatures[1] == line
    forge(ctx, update(LogCosignature).values(time=1_700_000_001))
    assert kinds(ctx) == [ProblemKind.COSIGNATURE_WRONG]
    forge(ctx, update(LogCosignature).values(time=1_700_000_000, public=witness("other").key.public))
    assert kinds(ctx) == [ProblemKind.COSIGNATURE_WRONG]
    forge(ctx, delete(LogCosignature))
    other = signer(key.key.name)
    forge(ctx, update(LogCheckpoint).values(note=other.note(text).format()))
    assert kinds(ctx) == [ProblemKind.SIGNATURE_WRONG]
    forge(ctx, update(LogKey).values(public=other.key.public))
    assert kinds(ctx) == [], "a thief of the database who signs all anew is found by whoever kept the key"
    with upkeep(ctx.session):
        ctx.session.add(LogKey(number=2, origin=key.key.name, public=signer("third").key.public))
    assert kinds(ctx) == [ProblemKind.KEY_UNPROVEN]


def test_upkeep_changes_nothing_that_the_log_must_prove(village: SmallVillage, acting: Any) -> None:
    ctx = acting()
    with pytest.raises(NotUpkeep), upkeep(ctx.session):
        ctx.session.get_one(Resident, (VILLAGE, village.people["chair"])).name = "别人"
    assert kinds(acting()) == []


def test_the_key_file_is_for_its_owner_only(tmp_path: Path) -> None:
    public = KeyRing(tmp_path, HOST).newest()
    path = tmp_path / CURRENT
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert KeyRing(tmp_path, HOST).newest() == public
    path.chmod(0o640)
    with pytest.raises(UnsafeSetting, match="chmod 600"):
        KeyRing(tmp_path, HOST).newest()
    path.chmod(0o600)
    path.write_text("nonsense")
    with pytest.raises(UnsafeSetting, match="backup"):
        KeyRing(tmp_path, HOST).newest()
