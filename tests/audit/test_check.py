"""`audit verify`: a change behind the log's back is named, whatever was done."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from tests.harness.village import SmallVillage, small_village
from webapp.audit.check import problems_of_village
from webapp.audit.models import LogEntry, LogHead, LogPreimage
from webapp.audit.problems import ProblemKind
from webapp.audit.queries import head_of, prove_consistency, prove_inclusion, root_of
from webapp.audit.verifier.merkle import leaf_hash, verify_consistency, verify_inclusion
from webapp.core.context import Context
from webapp.village.accounts.operations import invite
from webapp.village.register.models import Resident

pytestmark = pytest.mark.both_databases


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    return small_village(acting)


def kinds(ctx: Context) -> set[str]:
    return {problem.kind for problem in problems_of_village(ctx.session)}


def behind_the_back(ctx: Context, statement: Any) -> None:
    """What an operator with the database password could do."""
    ctx.session.execute(statement)
    ctx.session.commit()


def test_an_untouched_village_has_no_problems(village: SmallVillage, acting: Any) -> None:
    invite(acting(), village.stranger(), "12900000001")
    assert list(problems_of_village(acting().session)) == []


def test_an_altered_row_is_named_with_its_entry(village: SmallVillage, acting: Any) -> None:
    ctx = acting()
    behind_the_back(ctx, update(Resident).where(Resident.id == village.people["chair"]).values(name="别人"))
    found = list(problems_of_village(ctx.session))
    assert [(problem.kind, problem.row) for problem in found] == [
        (ProblemKind.ROW_ALTERED, ("resident", village.people["chair"].hex))
    ]


def test_a_deleted_entry_is_named(village: SmallVillage, acting: Any) -> None:
    ctx = acting()
    behind_the_back(ctx, delete(LogEntry).where(LogEntry.seq == 1))
    assert ProblemKind.SEQUENCE_BROKEN in kinds(ctx)


def test_a_deleted_and_renumbered_entry_is_named(village: SmallVillage, acting: Any) -> None:
    ctx = acting()
    behind_the_back(ctx, delete(LogPreimage))
    behind_the_back(ctx, delete(LogEntry).where(LogEntry.seq == 1))
    behind_the_back(ctx, update(LogEntry).where(LogEntry.seq == 2).values(seq=1))
    behind_the_back(ctx, update(LogHead).values(size=LogHead.size - 1))
    assert kinds(ctx)


def test_an_altered_entry_is_named(village: SmallVillage, acting: Any) -> None:
    ctx = acting()
    body = ctx.session.execute(select(LogEntry.body).where(LogEntry.seq == 0)).scalar_one()
    behind_the_back(
        ctx, update(LogEntry).where(LogEntry.seq == 0).values(body=body.replace("槐".encode(), "柳".encode()))
    )
    assert ProblemKind.ENTRY_ALTERED in kinds(ctx)


def test_proofs_from_the_database_verify(village: SmallVillage, acting: Any) -> None:
    person = village.stranger()
    for number in range(12):
        invite(acting(), person, f"1290000{number:04d}")
    session = acting().session
    size = head_of(session).size
    entries = session.execute(select(LogEntry).order_by(LogEntry.seq)).scalars().all()
    assert len(entries) == size == session.execute(select(func.count()).select_from(LogEntry)).scalar_one()
    for entry in entries:
        proof = prove_inclusion(session, entry.seq, size)
        verify_inclusion(leaf_hash(entry.body), entry.seq, size, proof, root_of(session, size))
    for old in range(1, size + 1):
        verify_consistency(
            old, size, prove_consistency(session, old, size), root_of(session, old), root_of(session, size)
        )


def test_erasing_a_personal_fact_leaves_the_log_whole(village: SmallVillage, acting: Any) -> None:
    ctx = acting()
    invite(ctx, village.stranger(), "12900000001")
    behind_the_back(ctx, delete(LogPreimage).where(LogPreimage.name == "sign_in_name"))
    assert list(problems_of_village(acting().session)) == []
