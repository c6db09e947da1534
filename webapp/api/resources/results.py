"""Results: how matters ended and what they cost."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from webapp.api import kinds
from webapp.api.kinds import Document, Shown
from webapp.api.queries.pages import page_of_rows, shown
from webapp.api.resources.group import village
from webapp.branch.matters.models import Matter
from webapp.committee.models import Result
from webapp.core.errors import NotFound
from webapp.core.pages import Page
from webapp.kit.addresses import Numbered
from webapp.kit.request import current_ctx


class ResultDocument(Document):
    """What was done and what it cost, as published."""

    matter = kinds.short_number("The matter.")
    title = kinds.text("The matter's title.")
    text = kinds.text("What was done, in Markdown.")
    budget_fen = kinds.count("What it was to cost, in fen.", allow_none=True)
    spent_fen = kinds.count("What it cost, in fen.", allow_none=True)
    published_at = kinds.moment("When it was published.")


@village.many("/results", ResultDocument, "execution")
def list_results(asked: dict[str, Any]) -> Page:
    """Every result, the newest first."""
    return shown(page_of_rows(current_ctx().session, _results(), asked), _show)


@village.one("/matters/<short_number:number>/result", ResultDocument, "execution")
def get_result(number: Numbered) -> Shown:
    """The result of one matter."""
    query = _results().where(Matter.year == number.year, Matter.number == number.number)
    row = current_ctx().session.execute(query).one_or_none()
    if row is None:
        raise NotFound("Result", str(number))
    return _show(row)


def _results() -> Select[Result, Matter]:
    return (
        select(Result, Matter)
        .join(Matter, (Matter.village_id == Result.village_id) & (Matter.id == Result.matter_id))
        .order_by(Result.published_at.desc(), Result.id.desc())
    )


def _show(row: Any) -> Shown:
    result, matter = row
    return Shown(result, matter=matter.short_number, title=matter.title, budget_fen=matter.budget_fen)
