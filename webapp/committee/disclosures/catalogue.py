"""The catalogue of what a village publishes: item, how often, whose work, and the article that asks for it.

Article 35 of the Organic Law, the ten items of Henan's measures (art. 55), the eight categories of the rules on open
finance of 2011, and what the law on elections and levies has published when it happens.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from webapp.board.rules import NoticeKind
from webapp.village.offices.rules import Office


class Field(StrEnum):
    """The heading under which the board shows an item."""

    AFFAIRS = "affairs"
    FINANCE = "finance"
    ASSETS = "assets"
    ELECTIONS = "elections"


class Cadence(StrEnum):
    """How often: as the charter says for village affairs or for finance, once a year, or whenever it happens."""

    AFFAIRS = "affairs"
    FINANCE = "finance"
    YEAR_AHEAD = "year_ahead"
    YEAR_PAST = "year_past"
    ANY_TIME = "any_time"


@dataclass(frozen=True)
class Item:
    """One thing that is published."""

    code: str
    field: Field
    cadence: Cadence
    owner: Office
    article: str

    @property
    def kind(self) -> NoticeKind:
        """The kind of notice that publishes it."""
        return NoticeKind.FINANCE if self.field in (Field.FINANCE, Field.ASSETS) else NoticeKind.AFFAIRS


CHAIR, CLERK = Office.COMMITTEE_CHAIR, Office.CLERK
ITEMS: tuple[Item, ...] = (
    Item("decisions", Field.AFFAIRS, Cadence.AFFAIRS, CHAIR, "VCOL:35"),
    Item("grants", Field.AFFAIRS, Cadence.AFFAIRS, CHAIR, "VCOL:35"),
    Item("assistance", Field.AFFAIRS, Cadence.AFFAIRS, CHAIR, "VCOL:35"),
    Item("consultations", Field.AFFAIRS, Cadence.AFFAIRS, CHAIR, "VCOL:35"),
    Item("welfare", Field.AFFAIRS, Cadence.AFFAIRS, CLERK, "HENAN:55"),
    Item("fees", Field.AFFAIRS, Cadence.AFFAIRS, CLERK, "HENAN:55"),
    Item("population", Field.AFFAIRS, Cadence.AFFAIRS, CLERK, "HENAN:55"),
    Item("allowances", Field.AFFAIRS, Cadence.YEAR_PAST, CHAIR, "VCOL:28"),
    Item("land", Field.AFFAIRS, Cadence.ANY_TIME, CLERK, "HENAN:55"),
    Item("audit", Field.AFFAIRS, Cadence.ANY_TIME, CHAIR, "VCOL:40"),
    Item("plan", Field.FINANCE, Cadence.YEAR_AHEAD, CHAIR, "FINANCE-2011"),
    Item("income", Field.FINANCE, Cadence.FINANCE, CLERK, "FINANCE-2011"),
    Item("spending", Field.FINANCE, Cadence.FINANCE, CLERK, "FINANCE-2011"),
    Item("assets", Field.FINANCE, Cadence.FINANCE, CLERK, "FINANCE-2011"),
    Item("resources", Field.FINANCE, Cadence.FINANCE, CLERK, "FINANCE-2011"),
    Item("debts", Field.FINANCE, Cadence.FINANCE, CLERK, "FINANCE-2011"),
    Item("distribution", Field.FINANCE, Cadence.YEAR_PAST, CHAIR, "FINANCE-2011"),
    Item("other_finance", Field.FINANCE, Cadence.FINANCE, CLERK, "FINANCE-2011"),
    Item("compensation", Field.ASSETS, Cadence.ANY_TIME, CHAIR, "FINANCE-2011"),
    Item("contracts", Field.ASSETS, Cadence.ANY_TIME, CHAIR, "FINANCE-2011"),
    Item("tenders", Field.ASSETS, Cadence.ANY_TIME, CHAIR, "FINANCE-2011"),
    Item("levy", Field.ASSETS, Cadence.ANY_TIME, CHAIR, "FINANCE-2011"),
    Item("electoral_committee", Field.ELECTIONS, Cadence.ANY_TIME, CLERK, "VCOL:15"),
    Item("electors", Field.ELECTIONS, Cadence.ANY_TIME, CLERK, "VCOL:17"),
    Item("candidates", Field.ELECTIONS, Cadence.ANY_TIME, CLERK, "HENAN:26"),
    Item("mandates", Field.ELECTIONS, Cadence.ANY_TIME, CLERK, "VCOL:18"),
    Item("elected", Field.ELECTIONS, Cadence.ANY_TIME, CLERK, "VCOL:18"),
    Item("recall", Field.ELECTIONS, Cadence.ANY_TIME, CLERK, "VCOL:19"),
)
BY_CODE = {item.code: item for item in ITEMS}
ASKED = "asked"
"""What people asked to have published: no item of the catalogue, its period is the number of the request."""
ANY_TIME = tuple(item for item in ITEMS if item.cadence is Cadence.ANY_TIME)
