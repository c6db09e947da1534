"""Reading meetings: those to come and those held, who is due and who is in the hall, what is on the agenda."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.board.rules import read_short_number
from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import MatterState, Step
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import plain_value
from webapp.core.clock import china_date
from webapp.core.pages import Page, page_of
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.meetings.rules import DUE_OFFICES, Due, MeetingState, SeatKind, Term, due_list
from webapp.council.polls.models import Poll
from webapp.village.offices.queries import office_holders
from webapp.village.register.models import Household, Resident
from webapp.village.register.rules import Sex


@dataclasses.dataclass(frozen=True)
class Attendance:
    """How many are due and how many are in the hall."""

    due: int
    present: int


def meeting_by_number(session: Session, number: str) -> Meeting | None:
    """The meeting people call by this number: 2026-3."""
    wanted = read_short_number(number)
    if wanted is None:
        return None
    query = select(Meeting).where(Meeting.year == wanted[0], Meeting.number == wanted[1])
    return session.execute(query).scalar_one_or_none()


def meetings(session: Session, number: int) -> Page:
    """All meetings, the newest first, one page of them. Two queries."""
    return page_of(session, select(Meeting).order_by(Meeting.starts_at.desc(), Meeting.number.desc()), number)


def meetings_to_come(session: Session, now: datetime) -> Sequence[Meeting]:
    """Meetings convened or open, the next one first. One query. `now` hides nothing: a late one still waits."""
    query = select(Meeting).where(Meeting.state != MeetingState.CLOSED).order_by(Meeting.starts_at)
    return session.execute(query).scalars().all()


def my_meetings(session: Session, resident_id: uuid.UUID) -> Sequence[tuple[Meeting, Seat]]:
    """Meetings convened or open at which this person is due, with their seat. One query."""
    query = (
        select(Meeting, Seat)
        .join(Seat, (Seat.village_id == Meeting.village_id) & (Seat.meeting_id == Meeting.id))
        .where(Meeting.state != MeetingState.CLOSED, Seat.resident_id == resident_id)
        .order_by(Meeting.starts_at)
    )
    return [(meeting, seat) for meeting, seat in session.execute(query)]


def seats_of(session: Session, meeting_id: uuid.UUID) -> Sequence[Seat]:
    """Everyone due at a meeting, in the order of the list. One query."""
    query = select(Seat).where(Seat.meeting_id == meeting_id).order_by(Seat.position)
    return session.execute(query).scalars().all()


def seat_at(session: Session, meeting_id: uuid.UUID, position: int) -> Seat | None:
    """The seat with this number on the list."""
    query = select(Seat).where(Seat.meeting_id == meeting_id, Seat.position == position)
    return session.execute(query).scalar_one_or_none()


def seat_with_pinyin(session: Session, meeting_id: uuid.UUID) -> Sequence[tuple[Seat, str]]:
    """Everyone due with the pinyin of the name, for the clerk's search. One query."""
    query = (
        select(Seat, Resident.pinyin)
        .join(Resident, (Resident.village_id == Seat.village_id) & (Resident.id == Seat.resident_id))
        .where(Seat.meeting_id == meeting_id)
        .order_by(Seat.position)
    )
    return [(seat, pinyin) for seat, pinyin in session.execute(query)]


def attendance(session: Session, meeting_id: uuid.UUID) -> Attendance:
    """How many are due and present now. One query."""
    return attendance_of(session, [meeting_id]).get(meeting_id, Attendance(0, 0))


def attendance_of(session: Session, meeting_ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, Attendance]:
    """Due and present of several meetings. One query."""
    is_present = Seat.checked_in_at.is_not(None) & Seat.left_at.is_(None)
    query = (
        select(Seat.meeting_id, func.count(Seat.id), func.count(Seat.id).filter(is_present))
        .where(Seat.meeting_id.in_(list(meeting_ids)))
        .group_by(Seat.meeting_id)
    )
    return {meeting_id: Attendance(due, present) for meeting_id, due, present in session.execute(query)}


def agenda_of(session: Session, meeting_id: uuid.UUID) -> Sequence[tuple[AgendaItem, Matter]]:
    """The agenda with its matters, in order. One query."""
    query = (
        select(AgendaItem, Matter)
        .join(Matter, (Matter.village_id == AgendaItem.village_id) & (Matter.id == AgendaItem.matter_id))
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position)
    )
    return [(item, matter) for item, matter in session.execute(query)]


def agenda_item_at(session: Session, meeting_id: uuid.UUID, position: int) -> AgendaItem | None:
    """The item with this number on the agenda."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id, AgendaItem.position == position)
    return session.execute(query).scalar_one_or_none()


def meetings_about(session: Session, matter_id: uuid.UUID) -> Sequence[tuple[AgendaItem, Meeting]]:
    """Every meeting that has or had this matter on its agenda, the newest first. One query."""
    query = (
        select(AgendaItem, Meeting)
        .join(Meeting, (Meeting.village_id == AgendaItem.village_id) & (Meeting.id == AgendaItem.meeting_id))
        .where(AgendaItem.matter_id == matter_id)
        .order_by(Meeting.starts_at.desc())
    )
    return [(item, meeting) for item, meeting in session.execute(query)]


def matters_on_other_agendas(session: Session, matter_ids: Iterable[uuid.UUID]) -> Sequence[tuple[AgendaItem, Meeting]]:
    """Which of these matters already wait on the agenda of a meeting that is not over. One query."""
    query = (
        select(AgendaItem, Meeting)
        .join(Meeting, (Meeting.village_id == AgendaItem.village_id) & (Meeting.id == AgendaItem.meeting_id))
        .where(AgendaItem.matter_id.in_(list(matter_ids)), Meeting.state != MeetingState.CLOSED)
    )
    return [(item, meeting) for item, meeting in session.execute(query)]


def matters_to_resolve(session: Session) -> Sequence[Matter]:
    """Matters that stand at the fourth step and wait for a meeting to be convened. One query."""
    query = (
        select(Matter)
        .where(Matter.state == MatterState.ACTIVE, Matter.step == Step.RESOLVE, Matter.announced_on.is_(None))
        .order_by(Matter.year, Matter.number)
    )
    return session.execute(query).scalars().all()


def undecided_matters(session: Session, meeting_id: uuid.UUID) -> Sequence[uuid.UUID]:
    """Matters of a meeting's agenda that no poll of it decided. One query.

    A vote on an amendment decides no matter, and one that left places for a run-off has not ended.
    """
    decided = select(Poll.agenda_item_id).where(
        Poll.meeting_id == meeting_id,
        Poll.valid.is_(True),
        Poll.amendment_id.is_(None),
        Poll.awaits_runoff.is_(False),
    )
    query = (
        select(AgendaItem.matter_id)
        .where(AgendaItem.meeting_id == meeting_id, AgendaItem.id.not_in(decided))
        .order_by(AgendaItem.matter_id)
    )
    return session.execute(query).scalars().all()


def who_is_due(session: Session, on: date) -> list[Due]:
    """Everyone who would be due at a meeting of representatives on a day, as the register of offices knows it now.

    Two queries.
    """
    held = office_holders(session, DUE_OFFICES, on)
    counts = select(Household.constituency_id, func.count(Household.id)).group_by(Household.constituency_id)
    households = {key: count for key, count in session.execute(counts) if key}
    terms = [
        Term(resident.id, resident.name, term.office, resident.sex is Sex.FEMALE, term.constituency_id)
        for term, resident in held
    ]
    return due_list(terms, households)


def local_on(session: Session, village_id: int, on: date) -> dict[str, object]:
    """The village's own rules that count on a day, in the form the charter reads them. One query."""
    profile = rules_in_force(session, village_id, on)
    return {rule.id: plain_value(rule.value) for rule in profile if rule.is_local}


def roster(seats: Sequence[Seat] | Sequence[Due]) -> dict[str, int]:
    """How the list is made up: members, representatives, and women among the representatives."""
    representatives = [seat for seat in seats if seat.kind is SeatKind.REPRESENTATIVE]
    return {
        "members": len(seats),
        "representatives": len(representatives),
        "women": sum(1 for seat in representatives if seat.is_woman),
        "households": sum(seat.households for seat in seats),
    }


def held_on(meeting: Meeting) -> date:
    """The day by whose law the meeting is judged: when it was opened, or when it is to begin."""
    return china_date(meeting.opened_at or meeting.starts_at)
