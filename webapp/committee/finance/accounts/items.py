"""The eight categories and 44 items that must be published of the collective's finance (农经发〔2011〕13号 art. 6).

The number of categories and items was confirmed; the wording of the items is from memory of the text and adds up to 44
(7, 11, 10, 6, 0, 4, 6, 0), but could not be compared with an official copy. Resources and "other" have no items there.
Which account stands behind an item is the house's own choice, after 财会〔2004〕12号.
"""

from __future__ import annotations

from webapp.committee.finance.accounts.rules import Item

CATEGORIES = range(1, 9)
PLANS, INCOME, SPENDING, ASSETS, RESOURCES, DEBTS, DISTRIBUTION, OTHER = CATEGORIES

_PLANS = tuple(Item(f"1.{n}") for n in range(1, 8))
_INCOME = tuple(
    Item(f"2.{n}", account, (account,), receives=True)
    for n, account in enumerate(["501", "511", "561", "231", "522", "241", "311", "241", "311", "153", "531"], start=1)
)
_SPENDING = tuple(
    Item(f"3.{n}", account, (account,), pays=True)
    for n, account in enumerate(["502", "541", "541", "541", "212", "154", "311", "241", "551", "551"], start=1)
)
_ASSETS = (
    Item("4.1", "", ("101", "102")),
    Item("4.2", "121", ("121",), pays=True),
    Item("4.3", "", ("151", "152", "154")),
    Item("4.4", "131", ("131", "132"), pays=True),
    Item("4.5", "141", ("111", "141"), receives=True, pays=True),
    Item("4.6", "", ("113", "153")),
)
_DEBTS = (
    Item("6.1", "112", ("112",), receives=True, pays=True),
    Item("6.2", "201", ("201",), receives=True, pays=True),
    Item("6.3", "202", ("202", "211", "212"), receives=True, pays=True),
    Item("6.4", "221", ("221", "231", "241"), receives=True, pays=True),
)
_DISTRIBUTION = (
    Item("7.1", "", ("321",)),
    Item("7.2"),
    Item("7.3"),
    *(Item(f"7.{n}", "322", ("322",), pays=True) for n in range(4, 7)),
)
ITEMS: dict[str, Item] = {
    item.code: item for item in (*_PLANS, *_INCOME, *_SPENDING, *_ASSETS, *_DEBTS, *_DISTRIBUTION)
}
RECEIVING = tuple(code for code, item in ITEMS.items() if item.receives)
PAYING = tuple(code for code, item in ITEMS.items() if item.pays)
