"""Reading the list of those due: who is in the hall, who read the notice, when each seat was taken."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from webapp.branch.matters.rules import latest_birthday
from webapp.charter.rules import profile_on
from webapp.core.pages import Page, page_of
from webapp.council.meetings.models import Meeting, Seat, Stay
from webapp.council.meetings.rules import BY_OFFICE, DUE_OFFICES, CheckIn, Delegate, SeatKind
from webapp.council.polls.models import Ballot
from webapp.council.proxies.queries import holders
from webapp.village.offices.queries import office_holders
from webapp.village.register.models import Household, Resident
from webapp.village.register.queries import is_here, written_numbers

PER_PAGE = 50


@dataclasses.dataclass(frozen=True)
class Attendance:
    """How many are due and how many are in the hall."""

    due: int
    present: int


@dataclasses.dataclass(frozen=True)
class SeatStay:
    """One time a seat was taken: from when, until when (nothing while it lasts), and how the person came in."""

    seat_id: uuid.UUID
    position: int
    name: str
    came_at: datetime
    left_at: datetime | None
    how: CheckIn


@dataclasses.dataclass(frozen=True)
class HallRow:
    """A seat as the clerk sees it: for a household its number, its delegate, and who else it could send.

    `holder` is who takes the seat by a written mandate.
    """

    seat: Seat
    household: str
    delegate: str
    members: Sequence[tuple[uuid.UUID, str]]
    holder: str = ""


class Only(StrEnum):
    """Which part of the list the clerk wants to see."""

    UNREAD = "unread"
    ABSENT = "absent"


IS_PRESENT = Seat.checked_in_at.is_not(None) & Seat.left_at.is_(None)


def seats_of(session: Session, meeting_id: uuid.UUID) -> Sequence[Seat]:
    """Everyone due at a meeting, in the order of the list. One query."""
    query = select(Seat).where(Seat.meeting_id == meeting_id).order_by(Seat.position)
    return session.execute(query).scalars().all()


def seat_at(session: Session, meeting_id: uuid.UUID, position: int) -> Seat | None:
    """The seat with this number on the list."""
    query = select(Seat).where(Seat.meeting_id == meeting_id, Seat.position == position)
    return session.execute(query).scalar_one_or_none()


def attendance(session: Session, meeting_id: uuid.UUID) -> Attendance:
    """How many are due and present now. One query."""
    return attendance_of(session, [meeting_id]).get(meeting_id, Attendance(0, 0))


def attendance_of(session: Session, meeting_ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, Attendance]:
    """Due and present of several meetings. One query."""
    query = (
        select(Seat.meeting_id, func.count(Seat.id), func.count(Seat.id).filter(IS_PRESENT))
        .where(Seat.meeting_id.in_(list(meeting_ids)))
        .group_by(Seat.meeting_id)
    )
    return {meeting_id: Attendance(due, present) for meeting_id, due, present in session.execute(query)}


def roster(seats: Sequence[Seat]) -> dict[str, int]:
    """How the list is made up: members, representatives, and women among the representatives."""
    representatives = [seat for seat in seats if seat.kind is SeatKind.REPRESENTATIVE]
    return {
        "members": len(seats),
        "representatives": len(representatives),
        "women": sum(1 for seat in representatives if seat.is_woman),
        "households": sum(seat.households for seat in seats),
    }


def notice_readers(session: Session, meeting_id: uuid.UUID) -> int:
    """How many of those due said that they read the notice. One query."""
    query = select(func.count(Seat.id)).where(Seat.meeting_id == meeting_id, Seat.acknowledged_at.is_not(None))
    return int(session.execute(query).scalar_one())


def stays_of(session: Session, meeting_id: uuid.UUID) -> Sequence[SeatStay]:
    """When each seat was taken and left, in the order of the list and of time; who stayed to the end left with it.

    One query.
    """
    query = (
        select(Stay, Seat.position, Seat.name, Meeting.closed_at)
        .join(Seat, (Seat.village_id == Stay.village_id) & (Seat.id == Stay.seat_id))
        .join(Meeting, (Meeting.village_id == Seat.village_id) & (Meeting.id == Seat.meeting_id))
        .where(Seat.meeting_id == meeting_id)
        .order_by(Seat.position, Stay.came_at, Stay.id)
    )
    return [
        SeatStay(stay.seat_id, position, name, stay.came_at, stay.left_at or closed_at, stay.how)
        for stay, position, name, closed_at in session.execute(query)
    ]


def hall_page(session: Session, meeting: Meeting, on: date, asked: str, only: Only | None, number: int) -> Page:
    """One page of the clerk's list, found by name, initials (wxl), number of the list or of the household.

    Five queries, however long the list is. `rows` are `HallRow`.
    """
    query = (
        select(Seat, Household.number, Resident.name)
        .outerjoin(Household, (Household.village_id == Seat.village_id) & (Household.id == Seat.household_id))
        .outerjoin(Resident, (Resident.village_id == Seat.village_id) & (Resident.id == Seat.resident_id))
        .where(Seat.meeting_id == meeting.id)
        .order_by(Seat.position)
    )
    if asked.strip():
        query = query.where(_is_meant("".join(asked.split())))
    if only is Only.UNREAD:
        query = query.where(Seat.acknowledged_at.is_(None))
    elif only is Only.ABSENT:
        query = query.where(~IS_PRESENT)
    page = page_of(session, query, number, PER_PAGE)
    homes = {seat.household_id for seat, _, _ in page.rows if seat.household_id is not None}
    members = household_voices(session, homes, on)
    taken = holders(session, [seat.id for seat, _, _ in page.rows])
    rows = [
        HallRow(
            seat,
            home or "",
            name if seat.household_id and name else "",
            members.get(seat.household_id, ()),
            taken.get(seat.id, ""),
        )
        for seat, home, name in page.rows
    ]
    return dataclasses.replace(page, rows=rows)


def _is_meant(asked: str) -> ColumnElement[bool]:
    named = Resident.name.contains(asked, autoescape=True)
    if asked.isascii():
        named |= Resident.pinyin.startswith(asked.lower(), autoescape=True)
    tests = [
        Seat.name.contains(asked, autoescape=True),
        Seat.resident_id.in_(select(Resident.id).where(named)),
        Seat.household_id.in_(select(Resident.household_id).where(named)),
    ]
    if asked.isdecimal() and len(asked) < 7:
        tests += [Seat.position == int(asked), Household.number.in_(written_numbers(asked))]
    return or_(*tests)


def household_voices(
    session: Session, household_ids: Collection[uuid.UUID], on: date
) -> Mapping[uuid.UUID | None, Sequence[tuple[uuid.UUID, str]]]:
    """Who in each household could be sent: of age and registered here, in the order of the register. One query."""
    birthday = latest_birthday(on, profile_on(on).number("assembly.minAge"))
    query = (
        select(Resident.household_id, Resident.id, Resident.name)
        .where(
            Resident.household_id.in_(list(household_ids)),
            Resident.born_on <= birthday,
            Resident.registered_here.is_(True),
            is_here(on),
        )
        .order_by(Resident.position, Resident.id)
    )
    found: dict[uuid.UUID | None, list[tuple[uuid.UUID, str]]] = {}
    for home, key, name in session.execute(query):
        found.setdefault(home, []).append((key, name))
    return found


def delegate_of(session: Session, resident_id: uuid.UUID) -> Delegate | None:
    """A person of the register as somebody a household would send."""
    belongs = Resident.registered_here.is_(True) & is_here()
    query = select(Resident.name, Resident.household_id, Resident.born_on, belongs)
    row = session.execute(query.where(Resident.id == resident_id)).one_or_none()
    return Delegate(row[0], row[1], row[2], bool(row[3])) if row else None


def has_departed(session: Session, resident_id: uuid.UUID | None) -> bool:
    """Whether this person died or left the village since the list was frozen. One query."""
    query = select(Resident.id).where(Resident.id == resident_id, ~is_here())
    return resident_id is not None and session.execute(query).first() is not None


def out_of_office(session: Session, seats: Iterable[Seat], on: date) -> list[Seat]:
    """Of these seats the ones whose owner was due by an office and holds none of those offices on a day. One query.

    Who changed from one office that is due to the other still belongs to the meeting.
    """
    by_office = [seat for seat in seats if seat.kind in BY_OFFICE]
    if not by_office:
        return []
    held = {resident.id for _, resident in office_holders(session, DUE_OFFICES, on)}
    return [seat for seat in by_office if seat.resident_id not in held]


def has_ballot(session: Session, seat_id: uuid.UUID) -> bool:
    """Whether this seat took part in any vote of its meeting."""
    return session.execute(select(Ballot.id).where(Ballot.seat_id == seat_id).limit(1)).first() is not None


def open_stay(session: Session, seat_id: uuid.UUID) -> Stay | None:
    """The stay of a seat that is taken now."""
    query = select(Stay).where(Stay.seat_id == seat_id, Stay.left_at.is_(None)).order_by(Stay.came_at.desc()).limit(1)
    return session.execute(query).scalar_one_or_none()
