"""Formal questions to those in office: what was asked and answered; of joint questions only how many asked."""

from __future__ import annotations

from typing import Any

from webapp.api import kinds
from webapp.api.asked import Paging, one_of
from webapp.api.kinds import Document, Shown
from webapp.api.queries.pages import page_of_rows, shown
from webapp.api.resources.group import village
from webapp.core.clock import china_date
from webapp.core.pages import Page
from webapp.kit.request import current_ctx
from webapp.supervision.interpellations.models import Interpellation
from webapp.supervision.interpellations.queries import SHOWN, line_of_row, lines
from webapp.supervision.interpellations.rules import AskSource, QuestionState
from webapp.village.offices.rules import Office


class InterpellationDocument(Document):
    """A formal question."""

    number = kinds.short_number("What people call it.", attribute="short_number")
    source = kinds.word(AskSource, "Who asks.")
    state = kinds.word(QuestionState, "Put, answered, judged, or taken further.")
    to_office = kinds.word(Office, "Which office is asked; the villagers' committee where none.", allow_none=True)
    to_name = kinds.name("Who holds it and is asked.", allow_none=True)
    title = kinds.text("The question in one line.")
    question = kinds.text("The question.")
    names = kinds.count("How many stand under a joint question.")
    put_at = kinds.moment("When it was put.")
    due_on = kinds.day("The last day for the answer.")
    is_overdue = kinds.flag("Whether that day passed without an answer.")


class AskedInterpellations(Paging):
    """Which questions."""

    state = one_of(QuestionState, "Only questions in this state.")


@village.many("/interpellations", InterpellationDocument, "oversight", AskedInterpellations)
def list_interpellations(asked: dict[str, Any]) -> Page:
    """Formal questions that were put, the newest first."""
    ctx = current_ctx()
    today = china_date(ctx.now)
    statement = lines().where(Interpellation.state.in_(SHOWN))
    if state := asked.get("state"):
        statement = statement.where(Interpellation.state == state)
    ordered = statement.order_by(Interpellation.year.desc(), Interpellation.number.desc())

    def show(row: Any) -> Shown:
        line = line_of_row(row, today)
        return Shown(line.question, to_name=line.asked_name, names=line.names, is_overdue=line.is_overdue)

    return shown(page_of_rows(ctx.session, ordered, asked), show)
