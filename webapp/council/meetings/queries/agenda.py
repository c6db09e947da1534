"""Reading agendas: what a meeting is about, which matters wait for one, which were not decided."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import MatterState, Step
from webapp.core.database import prepared
from webapp.council.meetings.models import AgendaItem, Meeting
from webapp.council.meetings.rules import Gathering, MeetingState
from webapp.council.polls.models import Poll

ABOUT = prepared(
    select(AgendaItem, Meeting)
    .join(Meeting, (Meeting.village_id == AgendaItem.village_id) & (Meeting.id == AgendaItem.meeting_id))
    .where(AgendaItem.matter_id == bindparam("matter_id"))
    .order_by(Meeting.starts_at.desc())
)


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
    return [(item, meeting) for item, meeting in session.execute(ABOUT, {"matter_id": matter_id})]


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


def matters_waiting(session: Session, gathering: Gathering) -> Sequence[Matter]:
    """Matters that stand at the step this body takes and wait for a meeting. One query.

    Whether the body may decide their kind is judged when it is convened: the refusal then says who may, and by which
    article.
    """
    query = (
        select(Matter)
        .where(Matter.state == MatterState.ACTIVE, Matter.step == gathering.step, Matter.announced_on.is_(None))
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
