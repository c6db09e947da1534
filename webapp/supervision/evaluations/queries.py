"""Reading evaluations: who is due to be graded, who may still grade whom, how it ended, whether one is owed."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.board.rules import read_short_number
from webapp.branch.matters.models import Matter
from webapp.charter.matters import Body
from webapp.charter.queries import adopted_on, rules_in_force
from webapp.core.clock import china_date
from webapp.council.duties.rules import Duty
from webapp.council.meetings.models import AgendaItem, Meeting, Seat
from webapp.council.meetings.rules import MeetingState
from webapp.council.policy import seat_of
from webapp.council.polls.models import Ballot, Poll, Recusal
from webapp.council.polls.rules import Grade
from webapp.supervision.evaluations import rules
from webapp.supervision.evaluations.models import Evaluated, Evaluation, HiredPerson
from webapp.supervision.evaluations.rules import OFFICE_WORDS, UNDER_WAY, EvaluationState, Presiding
from webapp.village.kinship.queries import near_relatives_of
from webapp.village.offices.queries import office_holders
from webapp.village.queries import founded_on
from webapp.village.register.models import Resident


@dataclasses.dataclass(frozen=True)
class Person:
    """Somebody to be graded: for an office of the committee, or for hired work."""

    resident_id: uuid.UUID
    name: str
    work: str
    term_id: uuid.UUID | None = None
    hired_id: uuid.UUID | None = None


@dataclasses.dataclass(frozen=True)
class Hired:
    """A hired person and their name."""

    row: HiredPerson
    name: str


@dataclasses.dataclass(frozen=True)
class Line:
    """One person on the sheet with the vote about them, as the reader's own seat stands to it."""

    person: Evaluated
    poll: Poll
    has_graded: bool = False
    stands_aside: bool = False

    @property
    def is_open(self) -> bool:
        """Whether this reader may still give a grade here."""
        return not self.has_graded and not self.stands_aside


def hired_people(session: Session, today: date) -> list[Hired]:
    """Who is hired and paid on a day, in the order of the work. One query."""
    query = (
        select(HiredPerson, Resident.name)
        .join(Resident, (Resident.village_id == HiredPerson.village_id) & (Resident.id == HiredPerson.resident_id))
        .where(HiredPerson.since <= today, HiredPerson.until.is_(None) | (HiredPerson.until > today))
        .order_by(HiredPerson.work, Resident.name)
    )
    return [Hired(row, name) for row, name in session.execute(query)]


def hired_person(session: Session, key: uuid.UUID) -> Hired | None:
    """One entry of the register of hired people."""
    query = (
        select(HiredPerson, Resident.name)
        .join(Resident, (Resident.village_id == HiredPerson.village_id) & (Resident.id == HiredPerson.resident_id))
        .where(HiredPerson.id == key)
    )
    row = session.execute(query).one_or_none()
    return Hired(row[0], row[1]) if row else None


def people_to_grade(session: Session, today: date) -> list[Person]:
    """The committee's members and the hired people of a day, each person once, an office before other work."""
    found: dict[uuid.UUID, Person] = {}
    for office, word in OFFICE_WORDS.items():
        for term, resident in office_holders(session, [office], today):
            found.setdefault(resident.id, Person(resident.id, resident.name, word, term_id=term.id))
    for hired in hired_people(session, today):
        row = hired.row
        found.setdefault(row.resident_id, Person(row.resident_id, hired.name, row.work, hired_id=row.id))
    return list(found.values())


def presiding(session: Session, supervisor_id: uuid.UUID, people: Sequence[Person]) -> Presiding:
    """What ties this supervisor to the people graded."""
    kin = near_relatives_of(session, [supervisor_id]).get(supervisor_id, {})
    return Presiding(
        any(person.resident_id == supervisor_id for person in people),
        [person.name for person in people if person.resident_id in kin],
    )


def evaluation_by_number(session: Session, number: str) -> Evaluation | None:
    """The evaluation people call 2026-1."""
    wanted = read_short_number(number)
    if wanted is None:
        return None
    query = select(Evaluation).where(Evaluation.year == wanted[0], Evaluation.number == wanted[1])
    return session.execute(query).scalar_one_or_none()


def evaluation_at(session: Session, meeting_id: uuid.UUID) -> Evaluation | None:
    """The evaluation held at a meeting, or that stands on its agenda: the newest."""
    query = (
        select(Evaluation)
        .join(
            AgendaItem,
            (AgendaItem.village_id == Evaluation.village_id) & (AgendaItem.matter_id == Evaluation.matter_id),
        )
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(Evaluation.year.desc(), Evaluation.number.desc())
        .limit(1)
    )
    return session.execute(query).scalar_one_or_none()


def evaluation_of(session: Session, matter_id: uuid.UUID) -> Evaluation | None:
    """The evaluation that stands behind a matter. One query."""
    return session.execute(select(Evaluation).where(Evaluation.matter_id == matter_id)).scalar_one_or_none()


def evaluations(session: Session) -> Sequence[Evaluation]:
    """Every evaluation, the newest first."""
    query = select(Evaluation).order_by(Evaluation.year.desc(), Evaluation.number.desc())
    return session.execute(query).scalars().all()


def under_way(session: Session) -> Evaluation | None:
    """The evaluation whose result is still to come, if any."""
    query = select(Evaluation).where(Evaluation.state.in_(list(UNDER_WAY))).limit(1)
    return session.execute(query).scalar_one_or_none()


def matter_of(session: Session, evaluation: Evaluation) -> Matter:
    """The matter under which it stands on an agenda."""
    return session.get_one(Matter, (evaluation.village_id, evaluation.matter_id))


def people_in(session: Session, evaluation_id: uuid.UUID) -> Sequence[Evaluated]:
    """The people on the sheet, in its order."""
    query = select(Evaluated).where(Evaluated.evaluation_id == evaluation_id).order_by(Evaluated.position)
    return session.execute(query).scalars().all()


def lines_of(session: Session, evaluation: Evaluation, seat: Seat | None = None) -> list[Line]:
    """The people on the sheet with the votes about them, as one seat stands to each. One query."""
    mine = seat.id if seat else None
    query = (
        select(Evaluated, Poll, Ballot.id, Recusal.id)
        .join(Poll, (Poll.village_id == Evaluated.village_id) & (Poll.id == Evaluated.poll_id))
        .outerjoin(
            Ballot, (Ballot.village_id == Poll.village_id) & (Ballot.poll_id == Poll.id) & (Ballot.seat_id == mine)
        )
        .outerjoin(
            Recusal, (Recusal.village_id == Poll.village_id) & (Recusal.poll_id == Poll.id) & (Recusal.seat_id == mine)
        )
        .where(Evaluated.evaluation_id == evaluation.id)
        .order_by(Evaluated.position)
    )
    return [
        Line(person, poll, ballot is not None, recusal is not None)
        for person, poll, ballot, recusal in session.execute(query)
    ]


def own_seat(session: Session, evaluation: Evaluation, resident_id: uuid.UUID | None) -> Seat | None:
    """The reader's seat at the meeting of an evaluation."""
    return seat_of(session, evaluation.meeting_id, resident_id) if evaluation.meeting_id else None


def open_item(session: Session, matter_id: uuid.UUID) -> tuple[AgendaItem, Meeting] | None:
    """Where the matter stands on the agenda of a meeting of villagers that is open now."""
    query = (
        select(AgendaItem, Meeting)
        .join(Meeting, (Meeting.village_id == AgendaItem.village_id) & (Meeting.id == AgendaItem.meeting_id))
        .where(
            AgendaItem.matter_id == matter_id,
            Meeting.state == MeetingState.OPEN,
            Meeting.body.in_([Body.REPRESENTATIVES, Body.ASSEMBLY]),
        )
    )
    row = session.execute(query).first()
    return (row[0], row[1]) if row else None


def earlier_results(session: Session, person: Evaluated, since: date) -> list[Grade | None]:
    """The results of a person in earlier evaluations since the day the present term began, the newest first."""
    query = (
        select(Evaluated.result, Evaluation.closed_at)
        .join(Evaluation, (Evaluation.village_id == Evaluated.village_id) & (Evaluation.id == Evaluated.evaluation_id))
        .where(
            Evaluated.resident_id == person.resident_id,
            Evaluated.term_id.is_not(None),
            Evaluated.id != person.id,
            Evaluation.state == EvaluationState.CLOSED,
        )
        .order_by(Evaluation.closed_at.desc())
    )
    return [result for result, closed in session.execute(query) if closed and china_date(closed) >= since]


def yearly_duty(session: Session, today: date) -> Duty | None:
    """How the village stands to the yearly evaluation; nothing before there is a village. Two queries and the rules."""
    began = founded_on(session)
    if began is None:
        return None
    held = select(Evaluation.closed_at).where(Evaluation.state == EvaluationState.CLOSED)
    days = [china_date(moment) for moment in session.execute(held).scalars() if moment is not None]
    own = adopted_on(session, rules.YEARLY, today)
    return rules.evaluation_duty(rules_in_force(session, today), days, max(began, own or began), today)


def open_sheets(session: Session, resident_id: uuid.UUID) -> list[tuple[Evaluation, Meeting, bool]]:
    """Evaluations whose sheets are out at a meeting where this person has a seat, and whether theirs is in the box."""
    query = (
        select(Evaluation, Meeting, Seat)
        .join(Meeting, (Meeting.village_id == Evaluation.village_id) & (Meeting.id == Evaluation.meeting_id))
        .join(Seat, (Seat.village_id == Meeting.village_id) & (Seat.meeting_id == Meeting.id))
        .where(Evaluation.state == EvaluationState.OPEN, Seat.resident_id == resident_id)
    )
    return [
        (one, meeting, not any(line.is_open for line in lines_of(session, one, seat)))
        for one, meeting, seat in session.execute(query)
    ]
