"""Matters with what every room has said about them."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from webapp.api.queries.people import Names, office_names
from webapp.board.models import Notice
from webapp.board.queries import notices_of_matter
from webapp.branch.matters.models import Attachment, CoSignature, Matter, MatterVersion
from webapp.branch.opinions.queries import OpinionRow, opinions_of
from webapp.branch.steps.queries import StepRow, records_of
from webapp.committee.models import Result, Task
from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.council.meetings.models import AgendaItem, Meeting
from webapp.council.meetings.queries import meetings_about
from webapp.council.polls.models import Poll
from webapp.council.polls.queries import polls_about
from webapp.council.resolutions.models import Resolution
from webapp.kit.addresses import Numbered


@dataclasses.dataclass(frozen=True)
class WholeMatter:
    """A matter and its way so far."""

    matter: Matter
    text: str
    versions: Sequence[MatterVersion]
    cosignatures: int
    attachments: Sequence[Attachment]
    steps: Sequence[StepRow]
    opinions: Sequence[OpinionRow]
    meetings: Sequence[tuple[AgendaItem, Meeting]]
    polls: Sequence[tuple[Poll, Meeting]]
    resolutions: Sequence[Resolution]
    notices: Sequence[Notice]
    tasks: Sequence[Task]
    result: Result | None
    names: Names


def matters(ctx: Context, **filters: object) -> Select[Matter]:
    """The statement of the matters this reader may read, the newest first; filters that are None do not count.

    A matter that still gathers names is shown to people who signed in, as on the pages.
    """
    statement = select(Matter).order_by(Matter.year.desc(), Matter.number.desc())
    if not ctx.actor.is_signed_in:
        statement = statement.where(Matter.put_forward_on.is_not(None))
    return statement.filter_by(**{name: value for name, value in filters.items() if value is not None})


def matter_at(ctx: Context, number: Numbered) -> Matter:
    """The matter people call by this number; NotFound when there is none, or not yet for everybody."""
    found = ctx.session.execute(matters(ctx, year=number.year, number=number.number)).scalar_one_or_none()
    if found is None:
        raise NotFound("Matter", str(number))
    return found


def whole_matter(ctx: Context, number: Numbered) -> WholeMatter:
    """Everything that is public about a matter, in a constant number of queries."""
    session, matter = ctx.session, matter_at(ctx, number)
    versions = session.scalars(
        select(MatterVersion).where(MatterVersion.matter_id == matter.id).order_by(MatterVersion.number)
    ).all()
    papers = select(Attachment).where(Attachment.matter_id == matter.id).order_by(Attachment.added_at, Attachment.id)
    signed = select(func.count()).select_from(CoSignature).where(CoSignature.matter_id == matter.id)
    decided = select(Resolution).where(Resolution.matter_id == matter.id)
    steps, opinions = records_of(session, matter.id), opinions_of(session, matter.id)
    tasks = session.scalars(select(Task).where(Task.matter_id == matter.id).order_by(Task.number)).all()
    return WholeMatter(
        matter=matter,
        text=next((row.text for row in versions if row.number == matter.version), ""),
        versions=versions,
        cosignatures=session.execute(signed).scalar_one(),
        attachments=session.scalars(papers).all(),
        steps=steps,
        opinions=opinions,
        meetings=meetings_about(session, matter.id),
        polls=polls_about(session, matter.id),
        resolutions=session.scalars(decided.order_by(Resolution.year, Resolution.number)).all(),
        notices=notices_of_matter(session, matter.id),
        tasks=tasks,
        result=session.execute(select(Result).where(Result.matter_id == matter.id)).scalar_one_or_none(),
        names=office_names(session, _people(matter, steps, opinions, tasks)),
    )


def matter_numbers(session: Session, matter_ids: Collection[uuid.UUID | None]) -> Mapping[Any, str]:
    """What people call these matters. One query."""
    query = select(Matter.id, Matter.year, Matter.number).where(Matter.id.in_({key for key in matter_ids if key}))
    return {key: f"{year}-{number}" for key, year, number in session.execute(query)}


def _people(
    matter: Matter, steps: Iterable[StepRow], opinions: Iterable[OpinionRow], tasks: Iterable[Task]
) -> set[uuid.UUID | None]:
    return {
        matter.raised_by_id,
        *(row.record.chair_id for row in steps),
        *(person.resident_id for row in steps for person in row.attendance),
        *(row.opinion.given_by_id for row in opinions),
        *(task.owner_id for task in tasks),
    }
