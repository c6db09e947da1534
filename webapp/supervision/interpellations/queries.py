"""Reading interpellations: what waits, what is late, the whole exchange."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from webapp.board.rules import read_short_number
from webapp.branch.cosignatures.queries import may_sign
from webapp.branch.matters.rules import Source
from webapp.charter.rules import Profile
from webapp.core.database import once
from webapp.core.pages import Page, page_of
from webapp.supervision.interpellations.models import Interpellation, InterpellationName, InterpellationReply
from webapp.supervision.interpellations.rules import OPEN, AskSource, QuestionState, Standing
from webapp.supervision.subjects.queries import People, Subject, joined, subjects_by_key, tied
from webapp.supervision.subjects.rules import Tie
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.queries import office_holders
from webapp.village.offices.rules import Body, Office, offices_of
from webapp.village.register.models import Resident

SOURCES = {AskSource.REPRESENTATIVES: Source.REPRESENTATIVES, AskSource.ELECTORS: Source.VILLAGERS}
SHOWN = frozenset(QuestionState) - {QuestionState.GATHERING, QuestionState.WITHDRAWN}
"""What everybody may read; while names are gathered only those who signed in."""


@dataclasses.dataclass(frozen=True)
class QuestionLine:
    """One question, the names under it, who is asked, and how it stands: its last answer may wait for a judgement."""

    question: Interpellation
    names: int
    asked_name: str | None
    standing: Standing
    days_left: int | None

    @property
    def is_overdue(self) -> bool:
        """Whether the last day for the answer passed without one."""
        return self.days_left is not None and self.days_left < 0


class ReplyRow(NamedTuple):
    """An answer and who gave it."""

    reply: InterpellationReply
    name: str


class NameRow(NamedTuple):
    """One name under a question; `on_paper`: somebody wrote it down."""

    name: str
    on_paper: bool
    supported_at: datetime


ASKED = aliased(Resident)


def lines() -> Select[Any]:
    """Questions with the number of names, who is asked, and whether the last answer is not judged."""
    names = (
        select(func.count(InterpellationName.id))
        .where(
            InterpellationName.village_id == Interpellation.village_id,
            InterpellationName.interpellation_id == Interpellation.id,
        )
        .scalar_subquery()
    )
    unjudged = (
        select(func.count(InterpellationReply.id))
        .where(
            InterpellationReply.village_id == Interpellation.village_id,
            InterpellationReply.interpellation_id == Interpellation.id,
            InterpellationReply.satisfied.is_(None),
        )
        .scalar_subquery()
    )
    return select(Interpellation, names, ASKED.name, unjudged).outerjoin(
        ASKED, (ASKED.village_id == Interpellation.village_id) & (ASKED.id == Interpellation.to_id)
    )


def line_of_row(row: Any, today: date) -> QuestionLine:
    """One row of `lines`, as it stands on a day."""
    question, names, asked, unjudged = row
    standing = Standing(question.state, question.due_on, bool(unjudged))
    runs = question.state is QuestionState.PUT and question.due_on is not None
    return QuestionLine(question, names, asked, standing, (question.due_on - today).days if runs else None)


def questions_page(session: Session, number: int, today: date, state: QuestionState | None, everybody: bool) -> Page:
    """A page of questions, the newest first; `everybody`: only what is put. Two queries."""
    statement = lines()
    if everybody:
        statement = statement.where(Interpellation.state.in_(SHOWN))
    if state is not None:
        statement = statement.where(Interpellation.state == state)
    page = page_of(session, statement.order_by(Interpellation.year.desc(), Interpellation.number.desc()), number)
    return dataclasses.replace(page, rows=[line_of_row(row, today) for row in page.rows])


def open_questions(session: Session, today: date) -> list[QuestionLine]:
    """Questions that are put and not settled, the most urgent first. One query a page."""
    return [line_of_row(row, today) for row in once(session, _open_rows)]


def _open_rows(session: Session) -> Sequence[Any]:
    statement = lines().where(Interpellation.state.in_(OPEN))
    return session.execute(statement.order_by(Interpellation.due_on, Interpellation.year, Interpellation.number)).all()


def overdue_questions(session: Session, today: date) -> list[QuestionLine]:
    """Questions whose days for an answer have run out, the oldest first. One query."""
    return [line for line in open_questions(session, today) if line.is_overdue]


def questions_of_matter(session: Session, matter_id: uuid.UUID, today: date) -> list[QuestionLine]:
    """Questions that were put about a matter, the newest first. One query."""
    statement = lines().where(Interpellation.matter_id == matter_id, Interpellation.state.in_(SHOWN))
    return [line_of_row(row, today) for row in session.execute(statement.order_by(Interpellation.put_at.desc()))]


def question_by_number(session: Session, number: str) -> Interpellation | None:
    """The question people call by this number: 2026-1."""
    wanted = read_short_number(number)
    if wanted is None:
        return None
    query = select(Interpellation).where(Interpellation.year == wanted[0], Interpellation.number == wanted[1])
    return session.execute(query).scalar_one_or_none()


def line_of(session: Session, question: Interpellation, today: date) -> QuestionLine:
    """One question as it stands."""
    return line_of_row(session.execute(lines().where(Interpellation.id == question.id)).one(), today)


def replies_to(session: Session, question_id: uuid.UUID) -> list[ReplyRow]:
    """The answers in their order."""
    query = (
        select(InterpellationReply, Resident.name)
        .join(Resident, _same_person(InterpellationReply.village_id, InterpellationReply.replied_by_id))
        .where(InterpellationReply.interpellation_id == question_id)
        .order_by(InterpellationReply.number)
    )
    return [ReplyRow(*row) for row in session.execute(query)]


def unjudged_reply(session: Session, question_id: uuid.UUID) -> InterpellationReply | None:
    """The answer that waits for a judgement."""
    query = select(InterpellationReply).where(
        InterpellationReply.interpellation_id == question_id, InterpellationReply.satisfied.is_(None)
    )
    return session.execute(query).scalar_one_or_none()


def standing_of(session: Session, question: Interpellation) -> Standing:
    """How a question stands."""
    return Standing(question.state, question.due_on, unjudged_reply(session, question.id) is not None)


def last_reply(session: Session, question_id: uuid.UUID) -> int:
    """The number of the last answer; 0 before the first."""
    query = select(func.coalesce(func.max(InterpellationReply.number), 0))
    return int(session.execute(query.where(InterpellationReply.interpellation_id == question_id)).scalar_one())


def subject_of(session: Session, question: Interpellation) -> Subject | None:
    """What a question is about, if it is a thing of the record."""
    found = subjects_by_key(session, [(question.about_table, question.about_id)])
    return found.get(question.about_id) if question.about_id else None


def people_asked(session: Session, to_id: uuid.UUID | None, today: date) -> list[uuid.UUID]:
    """Who is asked: one person, or whoever sits on the villagers' committee today."""
    if to_id is not None:
        return [to_id]
    return [resident.id for _, resident in office_holders(session, offices_of(Body.COMMITTEE), today)]


def people_of(session: Session, question: Interpellation, today: date) -> People:
    """Everybody whom a question is about: those asked, and the people of the thing it is about."""
    asked = tied(Tie.ASKED, people_asked(session, question.to_id, today))
    subject = subject_of(session, question)
    return joined(asked, subject.people) if subject is not None else asked


def roll(session: Session, source: AskSource, on: date, profile: Profile) -> int:
    """How many people there are on a day whose name would count."""
    if source is AskSource.SUPERVISION:
        return len({resident.id for _, resident in office_holders(session, offices_of(Body.SUPERVISION), on)})
    query = select(func.count(Resident.id)).where(may_sign(SOURCES[source], on, profile))
    return int(session.execute(query).scalar_one())


def who_counts(
    session: Session, source: AskSource, resident_ids: Collection[uuid.UUID], on: date, profile: Profile
) -> dict[uuid.UUID, tuple[str, bool]]:
    """Of these people the name, and whether it counts on that day; strangers to the register are missing. One query."""
    counts = may_sign(SOURCES[source], on, profile)
    query = select(Resident.id, Resident.name, counts).where(Resident.id.in_(list(resident_ids)))
    return {key: (name, bool(one)) for key, name, one in session.execute(query)}


def names_of(session: Session, question_id: uuid.UUID, people: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Which of these people stand under a question."""
    query = select(InterpellationName.resident_id).where(
        InterpellationName.interpellation_id == question_id, InterpellationName.resident_id.in_(list(people))
    )
    return set(session.scalars(query))


def count_names(session: Session, question_id: uuid.UUID) -> int:
    """How many people stand under a question."""
    query = select(func.count(InterpellationName.id)).where(InterpellationName.interpellation_id == question_id)
    return int(session.execute(query).scalar_one())


def list_names(session: Session, question_id: uuid.UUID) -> Sequence[NameRow]:
    """The names under a question in the order they came: for who records them, never for the public page."""
    query = (
        select(Resident.name, InterpellationName.recorded_by_id.is_not(None), InterpellationName.supported_at)
        .join(
            InterpellationName,
            (InterpellationName.village_id == Resident.village_id) & (InterpellationName.resident_id == Resident.id),
        )
        .where(InterpellationName.interpellation_id == question_id)
        .order_by(InterpellationName.supported_at, Resident.name)
    )
    return [NameRow(*row) for row in session.execute(query)]


def has_gathering(session: Session, resident_id: uuid.UUID) -> bool:
    """Whether a question this person began still gathers names."""
    query = select(Interpellation.id).where(
        Interpellation.asked_by_id == resident_id, Interpellation.state == QuestionState.GATHERING
    )
    return session.execute(query.limit(1)).first() is not None


def _same_person(village: Any, person: Any) -> Any:
    return (Resident.village_id == village) & (Resident.id == person)


def holders_asked(session: Session, offices: Collection[Office], today: date) -> list[tuple[OfficeTerm, Resident]]:
    """Who can be asked in person today, in the order of the offices."""
    rank = list(Office).index
    return sorted(office_holders(session, offices, today), key=lambda row: (rank(row[0].office), row[1].name))
