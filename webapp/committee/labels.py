"""How the committee's work is worded."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Protocol

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from webapp.committee.rules import TaskState, days_late, is_late
from webapp.core.clock import china_date
from webapp.kit.formats import yuan

BLOCKERS: dict[str, Any] = {
    "task.progress": _("Progress is a whole number from 0 to 100."),
    "task.due_past": _("%(day)s is past. Choose today or a later day."),
    "task.due_far": _("The day lies beyond the committee's term of five years. Choose an earlier one."),
    "task.too_many": _("A matter has at most %(most)s tasks. Complete some, or join them."),
    "task.completed": _("This task is completed already; nothing more is reported on it."),
    "result.not_decided": _("This matter is not decided, so there is nothing to carry out yet."),
    "result.not_displayed": _("The resolution never hung on the notice board. It must hang first, for its whole time."),
    "result.display_not_over": _("The resolution still hangs through %(until)s. Publish the result after that day."),
    "result.objections_open": _("Objections still wait for an answer (%(count)s). Answer them first."),
    "result.no_tasks": _("No task was given out, so nothing shows that the decision was carried out. Give one out."),
    "result.tasks_open": _("Tasks not completed yet: %(open)s of %(all)s. Complete them first."),
    "result.opinion.before_agenda": _("The supervision committee gave no opinion before the agenda."),
    "result.opinion.during_execution": _(
        "The supervision committee has given no opinion during execution. Ask it to look at the work."
    ),
    "result.opinion.before_result": _(
        "The supervision committee has given no opinion since the last task was completed. Ask it to look now."
    ),
    "result.spent_missing": _("A budget was decided for this matter. Enter what was spent."),
    "result.spent_differs": _("The books say %(paid_fen)s yuan were paid for this matter. Enter that amount."),
    "result.vouchers_wait": _("Vouchers of this matter still wait for review or signature. Finish them first."),
    "result.spent": _("An amount spent is in yuan, between 0 and 10 billion."),
}

EVENTS: dict[str, Any] = {
    "task_assigned": _("Matter %(matter)s: task %(number)s was given out, due on %(due_on)s: %(title)s"),
    "task_reported": _("Matter %(matter)s: task %(number)s stands at %(progress)s percent"),
    "task_completed": _("Matter %(matter)s: task %(number)s was completed"),
    "result_published": _("Matter %(matter)s: its result was published as notice %(notice)s"),
}

SHOWN: dict[str, Any] = {
    "open": _("Under way"),
    "late": _("Late"),
    "completed": _("Completed"),
}


class Shown(Protocol):
    """What a tag needs to know of a task."""

    state: TaskState
    due_on: date
    progress: int
    completed_at: datetime | None


def task_tag(task: Shown, now: datetime) -> tuple[str, str]:
    """How a task stands: completed, late by so many days, or how far."""
    if task.completed_at is not None:
        was_late = china_date(task.completed_at) > task.due_on
        return (gettext("Completed late"), "plain") if was_late else (gettext("Completed"), "ok")
    today = china_date(now)
    if is_late(task.state, task.due_on, today):
        late = days_late(task.due_on, today)
        return ngettext("%(num)s day late", "%(num)s days late", late), "no"
    return gettext("Done to %(percent)s%%", percent=task.progress), "wait"


def money_line(planned_fen: int | None, spent_fen: int | None) -> str:
    """What was to be spent and what was, as one sentence for the result's notice; empty without money."""
    if spent_fen is None:
        return ""
    if planned_fen is None:
        return gettext("Spent: %(spent)s yuan.", spent=yuan(spent_fen))
    return gettext(
        "Planned: %(planned)s yuan. Spent: %(spent)s yuan.", planned=yuan(planned_fen), spent=yuan(spent_fen)
    )
