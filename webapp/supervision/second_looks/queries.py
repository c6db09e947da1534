"""Reading second looks: what waits for the supervisors, what waits for the committee."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from webapp.board.models import Notice, Objection
from webapp.branch.matters.models import Matter
from webapp.charter.rules import Profile
from webapp.core.clock import china_date
from webapp.core.pages import Page, page_of
from webapp.supervision.corrections.models import CorrectionOrder
from webapp.supervision.second_looks.models import SecondLook
from webapp.supervision.second_looks.rules import Answered, LookState, look_due
from webapp.supervision.subjects.queries import People, joined, tied
from webapp.supervision.subjects.rules import Tie
from webapp.village.register.models import Resident

DECIDER, ANSWERER = aliased(Resident), aliased(Resident)


@dataclasses.dataclass(frozen=True)
class LookRow:
    """An objection, its notice, the matter it belongs to, the second look if there is one, and who spoke."""

    objection: Objection
    notice: Notice
    look: SecondLook | None
    matter: Matter | None
    order: CorrectionOrder | None
    decided_by: str | None
    answered_by: str | None

    @property
    def answered(self) -> Answered:
        """The objection as the rules see it."""
        state = self.look.state if self.look is not None else None
        return Answered(self.objection.replied_at is not None, self.objection.is_refused, state)

    @property
    def people(self) -> People:
        """Everybody in the case: who objected, who answered, whom the matter concerns, who raised it."""
        found = joined(
            tied(Tie.OBJECTOR, [self.objection.raised_by_id]), tied(Tie.ANSWERER, [self.objection.replied_by_id])
        )
        if self.matter is None:
            return found
        concerned = tied(Tie.CONCERNED, [self.matter.concerned_id])
        return joined(found, concerned, tied(Tie.RAISER, [self.matter.raised_by_id]))

    def due_on(self, profile: Profile) -> date | None:
        """The supervisors' last day."""
        if self.look is not None:
            return self.look.due_on
        if self.objection.replied_at is None:
            return None
        return look_due(china_date(self.objection.replied_at), profile)


def look_at(session: Session, notice_number: tuple[int, int], number: int) -> LookRow | None:
    """The objection of a notice with its second look. One query."""
    statement = _rows().where(
        Notice.year == notice_number[0], Notice.number == notice_number[1], Objection.number == number
    )
    row = session.execute(statement).one_or_none()
    return LookRow(*row) if row is not None else None


def row_of(session: Session, objection_id: uuid.UUID) -> LookRow:
    """An objection with its second look. One query."""
    return LookRow(*session.execute(_rows().where(Objection.id == objection_id)).one())


def waiting_looks(session: Session) -> list[LookRow]:
    """Answers that wait for the supervisors, the oldest first. One query."""
    by_itself = SecondLook.id.is_(None) & Objection.is_refused.is_(True) & Objection.replied_at.is_not(None)
    statement = _rows().where(or_(by_itself, SecondLook.state == LookState.ASKED))
    return [LookRow(*row) for row in session.execute(statement.order_by(Objection.replied_at))]


def answers_asked(session: Session) -> list[LookRow]:
    """Objections for which the supervisors asked the committee for a new answer, the most urgent first. One query."""
    statement = _rows().where(SecondLook.state == LookState.ANSWER_ASKED)
    return [LookRow(*row) for row in session.execute(statement.order_by(SecondLook.answer_due))]


def looks_of_objector(session: Session, resident_id: uuid.UUID) -> list[LookRow]:
    """Second looks at this person's own objections, the newest first. One query."""
    statement = _rows().where(Objection.raised_by_id == resident_id, SecondLook.id.is_not(None))
    return [LookRow(*row) for row in session.execute(statement.order_by(Objection.raised_at.desc()).limit(10))]


def looks_page(session: Session, number: int) -> Page:
    """A page of answers that were or will be looked at again, the newest first: two queries."""
    statement = _rows().where(or_(SecondLook.id.is_not(None), Objection.is_refused.is_(True)))
    page = page_of(session, statement.order_by(Objection.raised_at.desc(), Objection.id), number)
    return dataclasses.replace(page, rows=[LookRow(*row) for row in page.rows])


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(Objection, Notice, SecondLook, Matter, CorrectionOrder, DECIDER.name, ANSWERER.name)
        .join(Notice, (Notice.village_id == Objection.village_id) & (Notice.id == Objection.notice_id))
        .outerjoin(
            SecondLook, (SecondLook.village_id == Objection.village_id) & (SecondLook.objection_id == Objection.id)
        )
        .outerjoin(Matter, (Matter.village_id == Notice.village_id) & (Matter.id == Notice.matter_id))
        .outerjoin(
            CorrectionOrder,
            (CorrectionOrder.village_id == SecondLook.village_id) & (CorrectionOrder.id == SecondLook.order_id),
        )
        .outerjoin(DECIDER, (DECIDER.village_id == SecondLook.village_id) & (DECIDER.id == SecondLook.decided_by_id))
        .outerjoin(
            ANSWERER, (ANSWERER.village_id == SecondLook.village_id) & (ANSWERER.id == SecondLook.answered_by_id)
        )
    )
