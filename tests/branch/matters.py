"""Matters as tests of this and the higher rooms need them: raised, gathered, and brought up to the meeting."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from tests.harness.village import SmallVillage
from webapp.branch.matters import operations
from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import Source, Step
from webapp.branch.steps.models import StepRecord
from webapp.branch.steps.operations import record_step
from webapp.branch.steps.queries import due_at
from webapp.core.clock import china_date

TEXT = "把村东头到学校的路修成水泥路。\n\n宽 4 米,长 800 米。"


def branch_matter(village: SmallVillage, **changed: Any) -> Matter:
    """A matter the Party branch raised today."""
    given: dict[str, Any] = {
        "source": Source.PARTY_BRANCH, "kind": "public_welfare", "title": "修村东路", "text": TEXT, "budget_fen": 12_800_000
    }  # fmt: skip
    return operations.raise_matter(village.ctx("secretary"), **(given | changed))


def villagers_matter(village: SmallVillage, role: str = "villager", source: Source = Source.VILLAGERS) -> Matter:
    """A matter that gathers names; the one who raised it has signed."""
    return operations.raise_matter(village.ctx(role), source, "public_welfare", "装路灯", TEXT)


def hold(village: SmallVillage, matter_id: uuid.UUID, step: Step, **changed: Any) -> StepRecord:
    """A sitting of today where everyone due came and agreed, unless `changed` says otherwise."""
    ctx = village.ctx("secretary")
    held_on = changed.get("held_on", china_date(ctx.now))
    due = [person.id for person in due_at(ctx.session, changed.pop("body", step), held_on)]
    present = changed.pop("present_ids", due)
    given: dict[str, Any] = {
        "held_on": held_on,
        "notified_on": date(2026, 2, 20) if step is Step.PARTY_REVIEW else None,
        "place": "村委会会议室",
        "chair_id": present[0] if present else None,
        "present_ids": present,
        "votes_for": len(present),
        "votes_against": 0,
        "votes_abstain": 0,
        "minutes": "逐项讨论,一致同意。",
    }
    return record_step(ctx, matter_id, step, **(given | changed))


def bring_to_resolve(village: SmallVillage, matter_id: uuid.UUID) -> None:
    """Let the matter pass the three sittings, all today."""
    for step in (Step.PROPOSE, Step.CONSULT, Step.PARTY_REVIEW):
        hold(village, matter_id, step)


def reload(village: SmallVillage, matter_id: uuid.UUID) -> Matter:
    """The matter as the database has it now."""
    ctx = village.acting(village.village_id)
    matter = ctx.session.get(Matter, (village.village_id, matter_id))
    assert matter is not None
    return matter
