"""The rules of one village on one day: the law, and what the village has added to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.charter.models import LocalRule
from webapp.charter.rules import Profile, apply_standing, profile_on


def local_rules(session: Session, village_id: int) -> Sequence[LocalRule]:
    """Everything the village has ever added to the law, oldest first."""
    statement = select(LocalRule).where(LocalRule.village_id == village_id)
    return session.scalars(statement.order_by(LocalRule.effective_from, LocalRule.rule_id)).all()


def local_values(session: Session, village_id: int, on_date: date) -> dict[str, object]:
    """The village's own rules on a day: rule id → value; a rule withdrawn by then is missing."""
    found: dict[str, object] = {}
    for row in local_rules(session, village_id):
        if row.effective_from <= on_date:
            found[row.rule_id] = row.value
    return {rule_id: value for rule_id, value in found.items() if value is not None}


def rules_in_force(session: Session, village_id: int, on_date: date) -> Profile:
    """The rules by which an act of ``on_date`` in this village is judged."""
    return apply_standing(profile_on(on_date), local_values(session, village_id, on_date))


def local_source(session: Session, village_id: int, rule_id: str, on_date: date) -> str:
    """The decision on which a rule of the village's own rests that stands on a day; empty where the law alone does."""
    rows = [row for row in local_rules(session, village_id) if row.rule_id == rule_id and row.effective_from <= on_date]
    return rows[-1].source if rows and rows[-1].value is not None else ""
