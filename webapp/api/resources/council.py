"""The council as it sits today."""

from __future__ import annotations

from typing import Any

from webapp.api import kinds
from webapp.api.kinds import Document
from webapp.api.queries.offices import council_seats, household_counts
from webapp.api.queries.pages import page_of_list, shown
from webapp.api.resources.group import village
from webapp.core.clock import china_date
from webapp.core.pages import Page
from webapp.kit.request import current_ctx
from webapp.village.offices.rules import Office


class CouncilSeat(Document):
    """One person's seat: as a representative, or as a member of the villagers' committee."""

    name = kinds.name("Who sits here.")
    office = kinds.word(Office, "The office by which the person sits here.")
    title = kinds.code("What the office is called here, if it has a name of its own.")
    constituency = kinds.count("The number of the constituency the person speaks for.", allow_none=True)
    households = kinds.count("How many households that are.")
    since = kinds.day("The first day of the term.")
    until = kinds.day("The first day on which the office is no longer held.")


@village.many("/council", CouncilSeat, "council")
def list_council(asked: dict[str, Any]) -> Page:
    """Who sits in the council today, the committee first."""
    ctx = current_ctx()
    households = household_counts(ctx.session)

    def show(seat: Any) -> dict[str, Any]:
        by, area = seat[0], seat[1].constituency
        return {
            "name": by.name,
            "office": by.term.office,
            "title": by.term.title,
            "constituency": area.number if area else None,
            "households": households.get(area.id, 0) if area else 0,
            "since": by.term.since,
            "until": by.term.until,
        }

    return shown(page_of_list(council_seats(ctx.session, china_date(ctx.now)), asked), show)
