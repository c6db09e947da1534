"""Offices of the branch, the committee, the council and the supervision committee."""

from __future__ import annotations

from typing import Any

from webapp.api import kinds
from webapp.api.asked import Paging, one_of
from webapp.api.kinds import Document
from webapp.api.queries.offices import Held, held_on
from webapp.api.queries.pages import page_of_rows, shown
from webapp.api.resources.group import village
from webapp.core.clock import china_date
from webapp.core.pages import Page
from webapp.kit.request import current_ctx
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.rules import OFFICE_BODY, Body, Office


class OfficeDocument(Document):
    """One person in one office."""

    name = kinds.name("Who holds it.")
    office = kinds.word(Office, "Which office.")
    body = kinds.word(Body, "The body it sits in.", allow_none=True)
    title = kinds.code("What it is called here, if it has a name of its own.")
    constituency = kinds.count("The number of a representative's constituency.", allow_none=True)
    since = kinds.day("The first day of the term.")
    until = kinds.day("The first day on which it is no longer held.")


class AskedOffices(Paging):
    """Which offices."""

    office = one_of(Office, "Only this office.")


@village.many("/offices", OfficeDocument, "council", AskedOffices)
def list_offices(asked: dict[str, Any]) -> Page:
    """Who holds which office today."""
    ctx = current_ctx()
    statement = held_on(china_date(ctx.now))
    if office := asked.get("office"):
        statement = statement.where(OfficeTerm.office == office)
    return shown(page_of_rows(ctx.session, statement, asked), _show)


def _show(row: Any) -> dict[str, Any]:
    held = Held(*row)
    return {
        "name": held.name,
        "office": held.term.office,
        "body": OFFICE_BODY.get(held.term.office),
        "title": held.term.title,
        "constituency": held.constituency.number if held.constituency else None,
        "since": held.term.since,
        "until": held.term.until,
    }
