"""Rules of orders to correct: by when they are carried out, who answers, when they go further."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.charter.deadlines import last_day
from webapp.charter.rules import Profile
from webapp.core.errors import Blocker

LONGEST_TITLE = 120
LONGEST_TEXT = 5_000
DAYS = "vsc.correction.days"


class OrderSource(StrEnum):
    """Who orders: the village's supervision committee, or the township or county whose paper the clerk records."""

    SUPERVISION = "supervision"
    TOWNSHIP = "township"
    COUNTY = "county"


class OrderState(StrEnum):
    """To be carried out; carried out; refused with reasons; put before a higher authority."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
    ESCALATED = "escalated"


OUTSIDE = (OrderSource.TOWNSHIP, OrderSource.COUNTY)
ARTICLES: dict[OrderSource, str] = {
    OrderSource.SUPERVISION: "HENAN:58",
    OrderSource.TOWNSHIP: "VCOL-2025:41",
    OrderSource.COUNTY: "VCOL-2025:41",
}
"""By which article each may order: the supervisors demand a correction, the government orders one."""


@dataclass(frozen=True)
class OrderStanding:
    """How an order stands."""

    source: OrderSource
    state: OrderState
    due_on: date


def due_date(ordered_on: date, profile: Profile) -> date:
    """The last day for carrying out: the day of the order is not counted, a last day off moves on."""
    return last_day(ordered_on, profile.number(DAYS), profile)


def blockers_record(source: OrderSource, ordered_on: date, due_on: date, today: date) -> list[Blocker]:
    """Why an order from outside cannot be recorded so: days that cannot be, or it is the supervisors' own."""
    if source not in OUTSIDE:
        return [Blocker("order.not_outside")]
    if ordered_on > today:
        return [Blocker("order.future", "", {"day": ordered_on.isoformat()})]
    return [Blocker("order.due_before", "", {"day": ordered_on.isoformat()})] if due_on < ordered_on else []


def blockers_carry_out(state: OrderState) -> list[Blocker]:
    """Why nothing is left to carry out; what was refused or went further still can be."""
    return [Blocker("order.is_done")] if state is OrderState.DONE else []


def blockers_refuse(standing: OrderStanding) -> list[Blocker]:
    """Why an order cannot be refused: it is answered, or the government gave it.

    What the township or the county orders is carried out; who disagrees turns to them, not away (VCOL 41).
    """
    if standing.source in OUTSIDE:
        return [Blocker("order.from_outside", ARTICLES[standing.source])]
    return [] if standing.state is OrderState.OPEN else [Blocker(f"order.is_{standing.state.value}")]


def blockers_escalate(
    standing: OrderStanding, today: date, addressee: str, earlier: Collection[str], profile: Profile
) -> list[Blocker]:
    """Why an order cannot go further: it is done, its days still run, or that authority gave it or has it already."""
    if standing.state is OrderState.DONE:
        return [Blocker("order.is_done")]
    if addressee == standing.source.value:
        return [Blocker("order.their_own")]
    if addressee in earlier:
        return [Blocker("escalation.already")]
    if standing.state is OrderState.OPEN and not is_overdue(standing, today):
        params = {"until": standing.due_on.isoformat()}
        return [Blocker("order.days_run", profile.article(DAYS), params)]
    return []


def is_overdue(standing: OrderStanding, today: date) -> bool:
    """Whether the last day has passed and nobody carried the order out or refused it."""
    return standing.state is OrderState.OPEN and standing.due_on < today


def may_go_further(standing: OrderStanding, today: date) -> bool:
    """Whether the order was refused or its day passed, and it went nowhere yet."""
    return standing.state is OrderState.REFUSED or is_overdue(standing, today)
