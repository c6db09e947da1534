"""The accounts of the village's books.

Numbers and names follow the accounting system for village collectives (财会〔2004〕12号), whose list of accounts was
read in two stored copies. Its successor (财会〔2023〕14号, in force 2024) renames and renumbers some of them; its
list was not at hand, so an accountant should compare before the books are handed over. 399 is the house's
own: opening balances are written against it, and it must come to nothing.
"""

from __future__ import annotations

from webapp.committee.finance.accounts.rules import Account, Side

CASH, BANK, OPENING = "101", "102", "399"
MONEY = (CASH, BANK)
"""The accounts in which money itself lies."""
_SIDES = {
    Side.ASSET: "101 102 111 112 113 121 131 132 141 151 152 153 154",
    Side.LIABILITY: "201 202 211 212 221 231 241",
    Side.EQUITY: "301 311 321 322 399",
    Side.INCOME: "501 511 522 531 561",
    Side.EXPENSE: "401 502 541 551",
}
CHART: dict[str, Account] = {
    code: Account(code, side) for code, side in sorted((code, side) for side in _SIDES for code in _SIDES[side].split())
}
BALANCES = tuple(
    code
    for code, account in CHART.items()
    if account.side in (Side.ASSET, Side.LIABILITY, Side.EQUITY) and code != OPENING
)
"""Accounts that can hold something on the day the books are opened."""
