"""Rules of execution: a task has an owner and a date; a result is published when it can be shown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.board.rules import is_display_over
from webapp.branch.matters.rules import CLOSED, MatterState, Step
from webapp.branch.opinions.rules import Place
from webapp.charter.rules import Profile
from webapp.core.amounts import MOST_FEN
from webapp.core.errors import Blocker, InvalidInput
from webapp.village.offices.rules import term_end

LONGEST_TITLE = 120
LONGEST_TEXT = 5_000
MOST_TASKS = 100
DONE = 100


class TaskState(StrEnum):
    """Under way, or completed."""

    OPEN = "open"
    COMPLETED = "completed"


@dataclass(frozen=True)
class ResultFacts:
    """What is known of a matter when its result is to be published.

    `display_until`: the last day of the resolution's notice, nothing when it never hung. `heard`: where the supervisors
    spoke, the last place only if they spoke after the last task was completed. Money in whole fen: `paid_fen` stands in
    the books for this matter, `under_way_fen` waits for the supervisors or the chair.
    """

    state: MatterState
    step: Step
    display_until: date | None
    unanswered: int
    tasks: int
    open_tasks: int
    heard: Collection[Place]
    budget_fen: int | None = None
    paid_fen: int = 0
    under_way_fen: int = 0


def is_late(state: TaskState, due_on: date, today: date) -> bool:
    """Whether a task should have been completed before today; its last day still counts."""
    return state is TaskState.OPEN and due_on < today


def days_late(due_on: date, today: date) -> int:
    """How many days a task is late; 0 when it is not."""
    return max(0, (today - due_on).days)


def require_progress(progress: int) -> None:
    """How far the work is: whole percent from 0 to 100. Raises InvalidInput."""
    if not 0 <= progress <= DONE:
        raise InvalidInput("task.progress", "progress")


def require_spent(spent_fen: int | None) -> None:
    """Money spent is whole fen, nothing below zero and no slip of the pen. Raises InvalidInput."""
    if spent_fen is not None and not 0 <= spent_fen <= MOST_FEN:
        raise InvalidInput("result.spent", "spent")


def blockers_assign(
    state: MatterState, step: Step, due_on: date, today: date, tasks: int, profile: Profile
) -> list[Blocker]:
    """Why no such task can be given out: nothing is decided, everything is done, or the day cannot be."""
    blockers = _blockers_execution(state, step)
    if due_on < today:
        blockers.append(Blocker("task.due_past", "", {"day": due_on.isoformat()}))
    if due_on >= term_end(today, profile.number("vc.term.years")):
        blockers.append(Blocker("task.due_far", profile.article("vc.term.years")))
    if tasks >= MOST_TASKS:
        blockers.append(Blocker("task.too_many", "", {"most": MOST_TASKS}))
    return blockers


def blockers_work(state: TaskState, matter_state: MatterState, step: Step) -> list[Blocker]:
    """Why nothing more is reported on a task: it is completed, or its matter is no longer carried out."""
    if state is TaskState.COMPLETED:
        return [Blocker("task.completed")]
    return _blockers_execution(matter_state, step)


def blockers_publish(facts: ResultFacts, spent_fen: int | None, today: date, profile: Profile) -> list[Blocker]:
    """Why the result cannot be published yet: display, objections, tasks, opinions and money, each with its article."""
    blockers = _blockers_execution(facts.state, facts.step)
    if blockers:
        return blockers
    display, review = profile.article("publish.display.days"), profile.article("proposal.vsc.review")
    if facts.display_until is None:
        blockers.append(Blocker("result.not_displayed", display))
    elif not is_display_over(facts.display_until, today):
        blockers.append(Blocker("result.display_not_over", display, {"until": facts.display_until.isoformat()}))
    if facts.unanswered:
        article = profile.article("publish.reply.days")
        blockers.append(Blocker("result.objections_open", article, {"count": facts.unanswered}))
    if not facts.tasks:
        blockers.append(Blocker("result.no_tasks", "HENAN:54"))
    elif facts.open_tasks:
        blockers.append(Blocker("result.tasks_open", "HENAN:54", {"open": facts.open_tasks, "all": facts.tasks}))
    if profile.flag("proposal.vsc.review"):
        missing = [place for place in Place if place not in facts.heard]
        blockers += [Blocker(f"result.opinion.{place.value}", review) for place in missing]
    if facts.budget_fen is not None and spent_fen is None:
        blockers.append(Blocker("result.spent_missing", profile.article("publish.finance")))
    return blockers + _blockers_books(facts, spent_fen, profile.article("publish.finance"))


def _blockers_books(facts: ResultFacts, spent_fen: int | None, article: str) -> list[Blocker]:
    """Where vouchers name the matter, what is published is what stands in the books, and nothing waits beside them."""
    blockers = []
    if facts.under_way_fen:
        blockers.append(Blocker("result.vouchers_wait", article))
    if facts.paid_fen and spent_fen is not None and spent_fen != facts.paid_fen:
        blockers.append(Blocker("result.spent_differs", article, {"paid_fen": facts.paid_fen}))
    return blockers


def _blockers_execution(state: MatterState, step: Step) -> list[Blocker]:
    if state in CLOSED:
        return [Blocker(f"matter.{state.value}")]
    if state is not MatterState.ACTIVE or step is not Step.DISCLOSE_DECISION:
        return [Blocker("result.not_decided", "HENAN:54")]
    return []
