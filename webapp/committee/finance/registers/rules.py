"""Rules of the registers of contracts, assets and resources (三资): what an entry says, how long a contract runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.core.amounts import MOST_FEN
from webapp.core.errors import Blocker, InvalidInput

LONGEST_TITLE, LONGEST_PLACE, LONGEST_QUANTITY, LONGEST_PARTNER, LONGEST_NOTE = 120, 120, 60, 60, 500
SOON_DAYS = 60


class HoldingKind(StrEnum):
    """What the collective has: a contract with somebody, a thing, a piece of land or water."""

    CONTRACT = "contract"
    ASSET = "asset"
    RESOURCE = "resource"


class Run(StrEnum):
    """How a contract stands on a day."""

    TO_COME = "to_come"
    RUNNING = "running"
    ENDS_SOON = "ends_soon"
    EXPIRED = "expired"
    ENDED = "ended"


@dataclass(frozen=True)
class Entered:
    """What the clerk enters: amounts in whole fen (a contract's price for each year, an asset's value)."""

    kind: HoldingKind
    title: str
    since: date
    until: date | None = None
    place: str = ""
    quantity: str = ""
    partner: str = ""
    amount_fen: int | None = None
    note: str = ""


def require_sound(entered: Entered) -> None:
    """An entry that can be meant. Raises InvalidInput naming the field."""
    if entered.kind is HoldingKind.CONTRACT and not entered.partner.strip():
        raise InvalidInput("holding.partner_missing", "partner")
    if entered.kind is HoldingKind.CONTRACT and entered.until is None:
        raise InvalidInput("holding.until_missing", "until")
    if entered.until is not None and entered.until < entered.since:
        raise InvalidInput("holding.until_before", "until")
    if entered.amount_fen is not None and not 0 <= entered.amount_fen <= MOST_FEN:
        raise InvalidInput("voucher.amount", "amount")


def blockers_end(ended_on: date | None) -> list[Blocker]:
    """Why an entry cannot be closed: it is closed already."""
    return [Blocker("holding.ended")] if ended_on else []


def run_of(since: date, until: date | None, ended_on: date | None, today: date) -> Run:
    """How an entry stands today; the last day still counts."""
    if ended_on is not None:
        return Run.ENDED
    if since > today:
        return Run.TO_COME
    if until is None or (until - today).days > SOON_DAYS:
        return Run.RUNNING
    return Run.ENDS_SOON if until >= today else Run.EXPIRED
