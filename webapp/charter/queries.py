"""The rules of one village on one day: the law, and what the village has added to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from webapp.charter.models import LocalRule
from webapp.charter.rules import Profile, apply_standing, profile_on
from webapp.core.database import once, prepared

IN_ORDER = (LocalRule.effective_from, LocalRule.rule_id)
STANDING = prepared(select(LocalRule.effective_from, LocalRule.rule_id, LocalRule.value).order_by(*IN_ORDER))


def local_rules(session: Session, village_id: int) -> Sequence[LocalRule]:
    """Everything the village has ever added to the law, oldest first."""
    statement = select(LocalRule).where(LocalRule.village_id == village_id)
    return session.scalars(statement.order_by(*IN_ORDER)).all()


def local_values(session: Session, on_date: date) -> dict[str, object]:
    """The village's own rules on a day: rule id → value; a rule withdrawn by then is missing."""
    found = {rule_id: value for since, rule_id, value in once(session, _standing) if since <= on_date}
    return {rule_id: value for rule_id, value in found.items() if value is not None}


def rules_in_force(session: Session, on_date: date) -> Profile:
    """The rules by which an act of ``on_date`` in this village is judged; one query, however often a page asks."""
    return apply_standing(profile_on(on_date), local_values(session, on_date))


def adopted_on(session: Session, rule_id: str, on_date: date) -> date | None:
    """Since when the village's own rule counts that stands on a day; nothing where the law's own number applies."""
    standing = [(since, value) for since, own, value in once(session, _standing) if own == rule_id and since <= on_date]
    return standing[-1][0] if standing and standing[-1][1] is not None else None


def _standing(session: Session) -> Sequence[Row[date, str, Any]]:
    return session.execute(STANDING).all()


def decisions_in_force(session: Session, village_id: int, on_date: date) -> dict[str, LocalRule]:
    """For each rule of the village's own, the row that holds on a day: since when, and by which decision."""
    rows = {row.rule_id: row for row in local_rules(session, village_id) if row.effective_from <= on_date}
    return {rule_id: row for rule_id, row in rows.items() if row.value is not None}


def local_source(session: Session, village_id: int, rule_id: str, on_date: date) -> str:
    """The decision on which a rule of the village's own rests that stands on a day; empty where the law alone does."""
    rows = [row for row in local_rules(session, village_id) if row.rule_id == rule_id and row.effective_from <= on_date]
    return rows[-1].source if rows and rows[-1].value is not None else ""
