"""Who is due at a meeting, as the registers of offices and of households know it on its day."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.branch.matters.rules import latest_birthday
from webapp.branch.steps.queries import due_at
from webapp.charter.procedure import StepBody
from webapp.charter.rules import Body, CountBy, profile_on
from webapp.council.meetings.rules import (
    DUE_OFFICES,
    Due,
    Gathering,
    Inhabitant,
    SeatKind,
    Term,
    due_households,
    due_list,
    due_persons,
)
from webapp.village.offices.queries import office_holders
from webapp.village.register.models import Household, Resident, VillagersGroup
from webapp.village.register.queries import is_here, is_lived_in
from webapp.village.register.rules import Relation, Sex

REPRESENTATIVES = Gathering()


def who_is_due(session: Session, on: date, gathering: Gathering = REPRESENTATIVES) -> list[Due]:
    """Everyone due if this body met on a day, as the registers know it now. At most two queries."""
    if gathering.body is Body.REPRESENTATIVES:
        return _representatives(session, on)
    if gathering.body is Body.PARTY_MEMBERS:
        return _party_members(session, on)
    people = _inhabitants(session, on, gathering.group_id)
    if gathering.count_by is CountBy.HOUSEHOLDS:
        return due_households(people)
    return due_persons(people, gathering.seat_kind)


def _representatives(session: Session, on: date) -> list[Due]:
    held = office_holders(session, DUE_OFFICES, on)
    counts = select(Household.constituency_id, func.count(Household.id)).where(is_lived_in(on))
    rows = session.execute(counts.group_by(Household.constituency_id))
    households = {key: count for key, count in rows if key}
    terms = [
        Term(resident.id, resident.name, term.office, resident.sex is Sex.FEMALE, term.constituency_id)
        for term, resident in held
    ]
    return due_list(terms, households)


def _party_members(session: Session, on: date) -> list[Due]:
    return [
        Due(one.id, one.name, SeatKind.PARTY_MEMBER, one.sex is Sex.FEMALE, None, 0)
        for one in due_at(session, StepBody.PARTY_MEMBERS, on)
    ]


def _inhabitants(session: Session, on: date, group_id: uuid.UUID | None) -> list[Inhabitant]:
    """Who belongs to the village on that day, in the register's order: the whole village or one group. One query."""
    birthday = latest_birthday(on, profile_on(on).number("assembly.minAge"))
    query = (
        select(
            Resident.id,
            Resident.name,
            Resident.sex,
            Resident.relation,
            (Resident.born_on <= birthday) & Resident.registered_here.is_(True),
            Resident.household_id,
            Household.constituency_id,
        )
        .join(Household, (Household.village_id == Resident.village_id) & (Household.id == Resident.household_id))
        .join(
            VillagersGroup,
            (VillagersGroup.village_id == Household.village_id) & (VillagersGroup.id == Household.group_id),
        )
        .where(is_here(on))
        .order_by(VillagersGroup.position, Household.position, Household.number, Resident.position, Resident.id)
    )
    if group_id is not None:
        query = query.where(Household.group_id == group_id)
    return [
        Inhabitant(key, name, sex is Sex.FEMALE, relation is Relation.HEAD, bool(has_say), home, area)
        for key, name, sex, relation, has_say, home, area in session.execute(query)
    ]
