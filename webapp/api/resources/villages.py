"""Villages: those of this installation, and one of them."""

from __future__ import annotations

from typing import Any

from webapp.api import kinds
from webapp.api.asked import Paging, matching
from webapp.api.kinds import Document, Shown
from webapp.api.queries.pages import page_of_rows
from webapp.api.resources.group import everywhere, village
from webapp.audit.queries import head_of
from webapp.core.pages import Page
from webapp.kit.request import current_ctx, current_database
from webapp.village.queries import sizes, villages
from webapp.village.queries import village as village_of

DIGITS = "[0-9]{1,12}"


class VillageLine(Document):
    """A village of this installation."""

    code = kinds.code("The 12-digit statistical code.")
    name = kinds.text("What it is called.")
    township = kinds.text("Its township.")
    county = kinds.text("Its county.")
    prefecture = kinds.text("Its prefecture.")
    province = kinds.text("Its province.")


class VillageDocument(VillageLine):
    """A village with the size of its register and of its log."""

    created_at = kinds.moment("Since when it is here.")
    groups = kinds.count("How many villagers' groups it has.")
    households = kinds.count("How many households.")
    residents = kinds.count("How many people the register holds.")
    log_size = kinds.count("How many entries its log has.")


class AskedVillages(Paging):
    """Which villages."""

    prefix = matching(DIGITS, "The beginning of the code: a province's, prefecture's, county's or township's.")


@everywhere.many("/villages", VillageLine, "villages", AskedVillages, by_content=True)
def list_villages(asked: dict[str, Any]) -> Page:
    """Every village of this installation by its code."""
    with current_database().across_villages() as session:
        return page_of_rows(session, villages(asked.get("prefix", "")), asked)


@village.one("", VillageDocument, "villages")
def get_village() -> Shown:
    """One village."""
    session = current_ctx().session
    return Shown(village_of(session), log_size=head_of(session).size, **sizes(session))
