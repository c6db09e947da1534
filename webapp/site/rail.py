"""The six-step rail of a matter: who acted, when, who was due and present."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _

from webapp.board.models import Notice
from webapp.board.rules import NoticeKind
from webapp.branch.matters.labels import STEPS
from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import MatterState, Step
from webapp.branch.steps.queries import StepRow
from webapp.branch.steps.rules import SITTINGS
from webapp.council.polls.labels import count_label
from webapp.council.polls.models import Poll
from webapp.kit.formats import short_date


@dataclasses.dataclass(frozen=True)
class RailStep:
    """One step as the rail shows it; `state` is done, now, todo, failed or skipped."""

    number: int
    label: str
    state: str
    when: str = ""
    counts: str = ""
    note: str = ""


@dataclasses.dataclass(frozen=True)
class Way:
    """What the rail is drawn from. `kept` are the steps this kind of matter goes through."""

    matter: Matter
    kept: frozenset[Step]
    records: Sequence[StepRow]
    poll: Poll | None
    notices: Sequence[Notice]


def rail_of(way: Way) -> list[RailStep]:
    """The six steps of this matter, in order."""
    return [_step(way, number, step) for number, step in enumerate(Step, start=1)]


def _step(way: Way, number: int, step: Step) -> RailStep:
    shown = RailStep(number, str(STEPS[step]), _state(way, step), *_told(way, step))
    return shown if shown.state not in ("todo", "skipped") else RailStep(number, shown.label, shown.state)


def _state(way: Way, step: Step) -> str:
    """A step before the present one is done; a matter that was sent back shows where it failed."""
    order = list(Step)
    matter = way.matter
    if step not in way.kept:
        return "skipped"
    if matter.state is MatterState.DONE or order.index(step) < order.index(matter.step):
        return "done"
    if matter.state is MatterState.RETURNED and step is _failed_step(way):
        return "failed"
    if step is matter.step:
        return "failed" if matter.state is MatterState.WITHDRAWN else "now"
    return "todo"


def _failed_step(way: Way) -> Step | None:
    """Where the last refusal was: at the vote, or at a sitting."""
    last = way.records[-1].record if way.records else None
    if (
        way.poll
        and way.poll.closed_at
        and not way.poll.carried
        and not (last and last.recorded_at > way.poll.closed_at)
    ):
        return Step.RESOLVE
    return last.step if last and not last.passed else None


def _told(way: Way, step: Step) -> tuple[str, str, str]:
    if step in SITTINGS:
        return _sitting(way, step)
    if step is Step.RESOLVE:
        return _vote(way.poll)
    kind = NoticeKind.RESOLUTION if step is Step.DISCLOSE_DECISION else NoticeKind.RESULT
    return _notice(next((notice for notice in way.notices if notice.kind is kind), None))


def _sitting(way: Way, step: Step) -> tuple[str, str, str]:
    row = next((row for row in reversed(way.records) if row.record.step is step), None)
    if row is None:
        return "", "", ""
    record = row.record
    present = _("%(present)s of %(due)s present", present=record.present, due=record.due)
    return short_date(record.held_on), present, ""


def _vote(poll: Poll | None) -> tuple[str, str, str]:
    if poll is None or poll.closed_at is None:
        return "", "", ""
    present = _("%(present)s of %(due)s present", present=poll.present, due=poll.due)
    return short_date(poll.closed_at), present, count_label(poll)


def _notice(notice: Notice | None) -> tuple[str, str, str]:
    if notice is None:
        return "", "", ""
    until: date = notice.hangs_until
    return short_date(notice.hung_at), "", _("on the board until %(day)s", day=short_date(until))
