"""What an account, a fund and a published item are; the chart itself stands in `chart`, the items in `items`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """What an account counts: what the village has, what it owes, what is its own, what comes in, what it uses up."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSE = "expense"


class Fund(StrEnum):
    """Whose money it is and what it may be used for: money given for one purpose pays for nothing else."""

    COLLECTIVE = "collective"
    OPERATION = "operation"
    PROJECT = "project"
    LEVY = "levy"
    LAND = "land"
    RELIEF = "relief"


@dataclass(frozen=True)
class Account:
    """One account of the books, under the number accountants know it by."""

    code: str
    side: Side


@dataclass(frozen=True)
class Item:
    """One item that must be published (农经发〔2011〕13号 art. 6): its number there, and the accounts behind it.

    `account` is where a receipt or payment under this item goes in the books, empty where no money moves under it;
    `accounts` are those whose balance the item shows.
    """

    code: str
    account: str = ""
    accounts: tuple[str, ...] = ()
    receives: bool = False
    pays: bool = False

    @property
    def category(self) -> int:
        """The number of the category it belongs to, 1 to 8."""
        return int(self.code.partition(".")[0])
