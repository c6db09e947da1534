"""The facts of matters, for many at once in a constant number of queries."""

from __future__ import annotations

import dataclasses
import functools
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from webapp.board.models import Notice, Objection
from webapp.branch.matters.models import Matter, MatterVersion
from webapp.branch.matters.rules import MatterState
from webapp.branch.opinions.models import Opinion
from webapp.branch.opinions.rules import Place
from webapp.branch.steps.models import StepRecord
from webapp.charter.queries import rules_in_force
from webapp.committee.models import Result, Task
from webapp.committee.rules import TaskState
from webapp.core.clock import china_date
from webapp.core.pages import PER_PAGE, Page, page_of
from webapp.council.polls.models import Poll
from webapp.council.resolutions.models import Resolution
from webapp.supervision.compliance.queries.texts import twins
from webapp.supervision.compliance.rules import (
    Finding,
    MatterFacts,
    Sign,
    judge_matter,
    missing_of,
    signs_of_matter,
)

HIDDEN = (MatterState.GATHERING, MatterState.WITHDRAWN)
Rows = dict[uuid.UUID, list[Any]]


@dataclasses.dataclass(frozen=True)
class JudgedMatter:
    """A matter with everything the board says of it."""

    matter: Matter
    findings: Sequence[Finding]
    signs: Sequence[Sign]

    @property
    def missing(self) -> list[Finding]:
        """What is missing or broken."""
        return missing_of(self.findings)


def matter_statement() -> Select[Matter]:
    """Matters that were put forward and not withdrawn, the newest first."""
    shown = select(Matter).where(Matter.put_forward_on.is_not(None), Matter.state.not_in(HIDDEN))
    return shown.order_by(Matter.year.desc(), Matter.number.desc())


def judged_matters_page(session: Session, number: int, today: date) -> Page:
    """A page of matters with what the board says: a constant number of queries."""
    page = page_of(session, matter_statement(), number)
    return dataclasses.replace(page, rows=judged_matters(session, page.rows, today))


def newest_judged_matters(session: Session, today: date) -> list[JudgedMatter]:
    """What the board says of the newest matters, as many as a page has."""
    return judged_matters(session, session.scalars(matter_statement().limit(PER_PAGE)).all(), today)


def judged_matters(session: Session, matters: Sequence[Matter], today: date) -> list[JudgedMatter]:
    """These matters held against the charter: eleven queries, however many they are."""
    facts = matter_facts(session, matters, today)
    law = functools.partial(rules_in_force, session)
    return [
        JudgedMatter(matter, judge_matter(facts[matter.id], today, law), signs_of_matter(facts[matter.id]))
        for matter in matters
    ]


def matter_facts(session: Session, matters: Sequence[Matter], today: date) -> dict[uuid.UUID, MatterFacts]:
    """What the record says of these matters."""
    keys = [matter.id for matter in matters]
    gathered = {
        "sittings": _by(session, select(StepRecord.matter_id, StepRecord).where(StepRecord.matter_id.in_(keys))),
        "opinions": _by(session, select(Opinion.matter_id, Opinion).where(Opinion.matter_id.in_(keys))),
        "written": _by(session, _written(keys)),
        "decided": _by(session, _decided(keys)),
        "replies": _by(session, _replies(keys)),
        "tasks": _by(session, select(Task.matter_id, Task).where(Task.matter_id.in_(keys))),
        "results": _by(session, select(Result.matter_id, Result).where(Result.matter_id.in_(keys))),
    }
    same = twins(session)
    return {
        matter.id: dataclasses.replace(
            _facts(matter, {name: rows.get(matter.id, []) for name, rows in gathered.items()}, today),
            same=same.get(matter.id, ()),
        )
        for matter in matters
    }


def _facts(matter: Matter, rows: dict[str, list[Any]], today: date) -> MatterFacts:
    resolution, opened_at, notice = _last_decision(rows["decided"])
    tasks = [row[0] for row in rows["tasks"]]
    result = rows["results"][0][0] if rows["results"] else None
    return MatterFacts(
        kind=matter.kind,
        step=matter.step,
        state=matter.state,
        raised_on=matter.raised_on,
        passed={row[0].step for row in rows["sittings"] if row[0].passed},
        heard=_heard([row[0] for row in rows["opinions"]], rows["written"], opened_at, tasks),
        adopted_on=resolution.adopted_on if resolution else None,
        hung_on=china_date(notice.hung_at) if notice else None,
        hangs_until=notice.hangs_until if notice else None,
        taken_down_on=china_date(notice.taken_down_at) if notice and notice.taken_down_at else None,
        replies=[(due, china_date(answered) if answered else None) for due, answered in rows["replies"]],
        tasks=len(tasks),
        open_tasks=sum(task.state is TaskState.OPEN for task in tasks),
        late_tasks=sum(_was_late(task, today) for task in tasks),
        published_on=china_date(result.published_at) if result else None,
        budget_fen=matter.budget_fen,
        spent_fen=result.spent_fen if result else None,
    )


def _last_decision(rows: list[Any]) -> tuple[Resolution | None, datetime | None, Notice | None]:
    if not rows:
        return None, None, None
    resolution, opened_at, notice = rows[-1]
    return resolution, opened_at, notice


def _heard(
    opinions: Iterable[Opinion], written: list[Any], opened_at: datetime | None, tasks: Sequence[Task]
) -> set[Place]:
    """Where the supervisors spoke in time: on the text voted on and before the vote; after the last task was done."""
    since = written[0][0] if written else None
    finished = max((task.completed_at for task in tasks if task.completed_at), default=None)
    found = set()
    for opinion in opinions:
        is_early = since is not None and opinion.given_at < since
        is_late = opened_at is not None and opinion.given_at > opened_at
        if opinion.place is Place.BEFORE_AGENDA and (is_early or is_late):
            continue
        if opinion.place is Place.BEFORE_RESULT and finished is not None and opinion.given_at < finished:
            continue
        found.add(opinion.place)
    return found


def _was_late(task: Task, today: date) -> bool:
    done = china_date(task.completed_at) if task.completed_at else today
    return done > task.due_on


def _written(keys: Sequence[uuid.UUID]) -> Select[*tuple[Any, ...]]:
    return (
        select(MatterVersion.matter_id, MatterVersion.written_at)
        .join(Matter, (Matter.village_id == MatterVersion.village_id) & (Matter.id == MatterVersion.matter_id))
        .where(MatterVersion.matter_id.in_(keys), MatterVersion.number == Matter.version)
    )


def _decided(keys: Sequence[uuid.UUID]) -> Select[*tuple[Any, ...]]:
    return (
        select(Resolution.matter_id, Resolution, Poll.opened_at, Notice)
        .join(Poll, (Poll.village_id == Resolution.village_id) & (Poll.id == Resolution.poll_id))
        .outerjoin(
            Notice,
            (Notice.village_id == Resolution.village_id)
            & (Notice.about_id == Resolution.id)
            & (Notice.about_table == "resolution"),
        )
        .where(Resolution.matter_id.in_(keys))
        .order_by(Resolution.adopted_on, Resolution.number)
    )


def _replies(keys: Sequence[uuid.UUID]) -> Select[*tuple[Any, ...]]:
    return (
        select(Notice.matter_id, Objection.reply_due, Objection.replied_at)
        .join(Objection, (Objection.village_id == Notice.village_id) & (Objection.notice_id == Notice.id))
        .where(Notice.matter_id.in_(keys))
    )


def _by(session: Session, statement: Select[*tuple[Any, ...]]) -> Rows:
    """Rows by their first column."""
    found: Rows = defaultdict(list)
    for key, *rest in session.execute(statement):
        found[key].append(rest)
    return found
