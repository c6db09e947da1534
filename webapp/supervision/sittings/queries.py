"""Reading the supervision committee's meetings and whether one is owed."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.board.rules import read_short_number
from webapp.charter.queries import adopted_on, rules_in_force
from webapp.core.pages import Page, page_of
from webapp.council.duties.rules import Duty
from webapp.supervision.sittings import rules
from webapp.supervision.sittings.models import Sitting, SittingMember
from webapp.supervision.sittings.rules import Signing
from webapp.village.offices.queries import office_holders
from webapp.village.offices.rules import Body, offices_of
from webapp.village.queries import founded_on
from webapp.village.register.models import Resident


def members_on(session: Session, day: date) -> list[Resident]:
    """Who sits in the supervision committee on a day, the chair first, each person once. One query."""
    held = office_holders(session, offices_of(Body.SUPERVISION), day)
    return list({resident.id: resident for _, resident in held}.values())


def sitting_by_number(session: Session, number: str) -> Sitting | None:
    """The meeting people call 2026-3."""
    wanted = read_short_number(number)
    if wanted is None:
        return None
    query = select(Sitting).where(Sitting.year == wanted[0], Sitting.number == wanted[1])
    return session.execute(query).scalar_one_or_none()


def sittings_page(session: Session, number: int) -> Page:
    """A page of all meetings, the newest first. Two queries."""
    return page_of(session, select(Sitting).order_by(Sitting.held_on.desc(), Sitting.number.desc()), number)


def members_of(session: Session, sitting_id: uuid.UUID) -> Sequence[SittingMember]:
    """The members of the committee at a meeting: who was there first."""
    query = select(SittingMember).where(SittingMember.sitting_id == sitting_id)
    return session.execute(query.order_by(SittingMember.is_present.desc(), SittingMember.name)).scalars().all()


def signings(members: Sequence[SittingMember]) -> list[Signing]:
    """The members as the rules see them."""
    return [Signing(one.resident_id, one.is_present, one.signed_at is not None) for one in members]


def record_of(sitting: Sitting, members: Sequence[SittingMember]) -> dict[str, Any]:
    """The whole record as plain data: what is hashed and signed."""
    return {
        "number": sitting.short_number,
        "held_on": sitting.held_on.isoformat(),
        "place": sitting.place,
        "members": sorted([one.name, one.is_present] for one in members),
        "looked_at": sitting.looked_at,
        "remarks": sitting.remarks,
        "decisions": sitting.decisions,
    }


def unsigned_by(session: Session, resident_id: uuid.UUID) -> Sequence[Sitting]:
    """Records of meetings at which this person was, that wait for their name. One query."""
    query = (
        select(Sitting)
        .join(
            SittingMember, (SittingMember.village_id == Sitting.village_id) & (SittingMember.sitting_id == Sitting.id)
        )
        .where(
            SittingMember.resident_id == resident_id,
            SittingMember.is_present.is_(True),
            SittingMember.signed_at.is_(None),
        )
        .order_by(Sitting.held_on)
    )
    return session.execute(query).scalars().all()


def sitting_duty(session: Session, today: date) -> Duty | None:
    """How the supervision committee stands to its own meetings; nothing before there is a village. Two queries."""
    began = founded_on(session)
    if began is None:
        return None
    held = session.execute(select(Sitting.held_on)).scalars().all()
    own = adopted_on(session, rules.FREQUENCY, today)
    return rules.sitting_duty(rules_in_force(session, today), held, max(began, own or began), today)
