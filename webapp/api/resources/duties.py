"""The meetings the law asks for by itself, and whether one is late."""

from __future__ import annotations

from typing import Any

from webapp.api import kinds
from webapp.api.kinds import Document
from webapp.api.queries.pages import page_of_list, shown
from webapp.api.resources.group import village
from webapp.charter.matters import Body
from webapp.core.clock import china_date
from webapp.core.pages import Page
from webapp.council.duties.queries import duties
from webapp.council.duties.rules import Duty
from webapp.kit.request import current_ctx


class DutyDocument(Document):
    """How the village stands to one such meeting."""

    body = kinds.word(Body, "Who must meet.")
    rule = kinds.code("The rule.")
    article = kinds.code("Its article.")
    months = kinds.count("In how many months of the calendar.")
    needed = kinds.count("How often in them.")
    last_held = kinds.day("When it last met.", allow_none=True)
    due_until = kinds.day("The last day of the period in which a meeting is owed.")
    is_overdue = kinds.flag("Whether a whole period passed without one.")


@village.many("/duties", DutyDocument, "meetings")
def list_duties(asked: dict[str, Any]) -> Page:
    """The quarterly meeting of the representatives, the yearly assembly."""
    ctx = current_ctx()
    return shown(page_of_list(duties(ctx.session, china_date(ctx.now)), asked), _duty)


def _duty(duty: Duty) -> dict[str, Any]:
    return {
        "body": duty.norm.body,
        "rule": duty.norm.rule_id,
        "article": duty.norm.article,
        "months": duty.norm.months,
        "needed": duty.norm.needed,
        "last_held": duty.last_held,
        "due_until": duty.due_until,
        "is_overdue": duty.is_overdue,
    }
