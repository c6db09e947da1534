"""Reading the household register: everyone, somebody, and a file that waits for the clerk's yes."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session, aliased

from webapp.village.register.known import KnownHousehold, KnownResident
from webapp.village.register.models import Household, RegisterDraft, Resident, VillagersGroup
from webapp.village.register.rules import PoliticalStatus, Relation, Sex, household_key

MOST_FOUND = 20


def known_households(session: Session) -> list[KnownHousehold]:
    """The whole register with who was taken out of it, households in their order. Two queries; about 1 kB a person."""
    people: dict[uuid.UUID, list[KnownResident]] = {}
    wanted = select(
        Resident.household_id,
        Resident.id,
        Resident.relation,
        Resident.name,
        Resident.sex,
        Resident.born_on,
        Resident.identity_digest,
        Resident.identity_last4,
        Resident.phone,
        Resident.registered_here,
        Resident.lives_here,
        Resident.political_status,
        Resident.departed_on,
    ).order_by(Resident.position, Resident.id)
    for (
        household_id,
        key,
        relation,
        name,
        sex,
        born_on,
        digest,
        last4,
        phone,
        here,
        lives,
        status,
        left,
    ) in session.execute(wanted):
        political = PoliticalStatus(status) if status else None
        known = KnownResident(key, relation, name, sex, born_on, digest, last4, phone, here, lives, political, left)
        people.setdefault(household_id, []).append(known)
    homes = (
        select(Household.id, Household.number, VillagersGroup.name, Household.door)
        .join(
            VillagersGroup,
            (VillagersGroup.village_id == Household.village_id) & (VillagersGroup.id == Household.group_id),
        )
        .order_by(VillagersGroup.position, Household.position, Household.number)
    )
    return [
        KnownHousehold(key, number, group, door, tuple(people.get(key, ())))
        for key, number, group, door in session.execute(homes)
    ]


def villagers_groups(session: Session) -> Sequence[VillagersGroup]:
    """The villagers' groups in their order. One query."""
    return session.scalars(select(VillagersGroup).order_by(VillagersGroup.position, VillagersGroup.name)).all()


def open_draft(session: Session, key: uuid.UUID, account_id: uuid.UUID | None) -> RegisterDraft | None:
    """The file this person handed in, if it is theirs; it may be too old to be used."""
    query = select(RegisterDraft).where(RegisterDraft.id == key, RegisterDraft.account_id == account_id)
    return session.execute(query).scalar_one_or_none()


def waiting_draft(session: Session, account_id: uuid.UUID | None, now: datetime) -> RegisterDraft | None:
    """The file this person handed in and has not decided about."""
    query = select(RegisterDraft).where(RegisterDraft.account_id == account_id, RegisterDraft.expires_at > now)
    return session.execute(query.order_by(RegisterDraft.id.desc()).limit(1)).scalar_one_or_none()


@dataclasses.dataclass(frozen=True)
class Villager:
    """A person as a list shows them: enough to tell namesakes apart, and no more."""

    resident_id: uuid.UUID
    name: str
    sex: Sex
    born_on: date
    relation: Relation
    household_id: uuid.UUID
    household: str
    group: str
    constituency_id: uuid.UUID | None


def is_here(on: date | None = None) -> ColumnElement[bool]:
    """The condition on residents who belong to the village: now, or on a day; not those who died or left before."""
    stays = Resident.departed_on.is_(None)
    return stays if on is None else or_(stays, Resident.departed_on > on)


def is_lived_in(on: date | None = None) -> ColumnElement[bool]:
    """The condition on households that count: somebody belongs to them, now or on a day. Where all left, none does."""
    member = aliased(Resident)
    stays = member.departed_on.is_(None)
    return (
        select(member.id)
        .where(
            member.village_id == Household.village_id,
            member.household_id == Household.id,
            stays if on is None else or_(stays, member.departed_on > on),
        )
        .correlate(Household)
        .exists()
    )


def is_first_of_household() -> ColumnElement[bool]:
    """The condition on the resident by whose name a household goes: its head, or else the next who is there."""
    other = aliased(Resident)
    first = (
        select(other.id)
        .where(
            other.village_id == Household.village_id,
            other.household_id == Household.id,
            other.departed_on.is_(None),
        )
        .order_by(other.relation != Relation.HEAD, other.position, other.id)
        .limit(1)
        .correlate(Household)
    )
    return Resident.id == first.scalar_subquery()


def _villagers() -> Select[Resident, Household, str]:
    return (
        select(Resident, Household, VillagersGroup.name)
        .join(Household, (Household.village_id == Resident.village_id) & (Household.id == Resident.household_id))
        .join(
            VillagersGroup,
            (VillagersGroup.village_id == Household.village_id) & (VillagersGroup.id == Household.group_id),
        )
    )


def villagers_asked_for(session: Session, asked: str) -> list[Villager]:
    """People whose name holds these characters, whose initials begin so (wxl), or who live in the household of this
    number; at most 20. One query.
    """
    asked = asked.strip()
    if not asked:
        return []
    statement = _villagers().where(_matches(asked), is_here())
    statement = statement.order_by(Resident.name, Household.position, Resident.position)
    return [_villager(one, home, group) for one, home, group in session.execute(statement.limit(MOST_FOUND))]


def villager(session: Session, resident_id: uuid.UUID) -> Villager | None:
    """One person of the register."""
    row = session.execute(_villagers().where(Resident.id == resident_id)).one_or_none()
    return _villager(row[0], row[1], row[2]) if row else None


def villagers_named(session: Session, name: str, household: str = "") -> list[Villager]:
    """People of exactly this name, in the household of this number if one is given."""
    statement = _villagers().where(Resident.name == name, is_here())
    if household:
        statement = statement.where(Household.number.in_(written_numbers(household)))
    return [_villager(one, home, group) for one, home, group in session.execute(statement.limit(MOST_FOUND))]


def written_numbers(asked: str) -> Sequence[str]:
    """The ways a household number may stand in the register: with and without leading zeros."""
    key = household_key(asked)
    return [asked, *(key.zfill(width) for width in range(1, 9))]


def _matches(asked: str) -> ColumnElement[bool]:
    tests = [Resident.name.contains(asked, autoescape=True), Household.number.in_(written_numbers(asked))]
    if asked.isascii():
        tests.append(Resident.pinyin.startswith(asked.lower(), autoescape=True))
    return or_(*tests)


def _villager(resident: Resident, household: Household, group: str) -> Villager:
    return Villager(
        resident.id,
        resident.name,
        resident.sex,
        resident.born_on,
        resident.relation,
        household.id,
        household.number,
        group,
        household.constituency_id,
    )
