"""How statements are worded, on the page and for the paper board."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from webapp.committee.finance.accounts.labels import fund_name, item_name
from webapp.committee.finance.statements.rules import ItemSum, Period, Statement
from webapp.kit.formats import short_date, yuan

MOST_ENTRIES = 120
"""So many entries fit on a notice; the page of the statement has all of them."""
SPECIAL_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\|*_`[]<>#"})

BLOCKERS: dict[str, Any] = {
    "statement.not_over": _("This period lasts until %(end)s. Its statement can be published from the next day on."),
    "statement.published": _("The statement of this period is published already."),
    "statement.no_books": _("The books were not open in this period, so there is nothing to publish."),
}

EVENTS: dict[str, Any] = {
    "statement_published": _("The statement of %(period)s was published as notice %(notice)s"),
}


def period_name(period: Period) -> str:
    """A period as people say it: first quarter of 2026, March 2026."""
    if period.quarter:
        return gettext("quarter %(quarter)s of %(year)s", quarter=period.quarter, year=period.year)
    return gettext("month %(month)s of %(year)s", month=period.month, year=period.year)


def statement_notice(statement: Statement) -> tuple[str, str]:
    """Title and text under which a statement hangs: the four sums, every item, every entry."""
    title = gettext("The village’s money in %(period)s", period=period_name(statement.period))
    parts = [
        gettext("Made from the books, item by item and entry by entry. Amounts in yuan."),
        _table([gettext("There before"), gettext("In"), gettext("Out"), gettext("There now")], [_sums(statement)]),
        "**" + gettext("Money in") + "**",
        _items(statement.received),
        "**" + gettext("Money out") + "**",
        _items(statement.paid),
        "**" + gettext("By fund") + "**",
        _funds(statement),
        "**" + gettext("What the village has and owes") + "**",
        _balances(statement),
        "**" + gettext("Entry by entry") + "**",
        _entries(statement),
    ]
    return title, "\n\n".join(part for part in parts if part)


def _sums(statement: Statement) -> list[str]:
    sums = (statement.opening_fen, statement.received_fen, statement.paid_fen, statement.closing_fen)
    return [yuan(fen) for fen in sums]


def _items(items: Sequence[ItemSum]) -> str:
    if not items:
        return gettext("Nothing.")
    head = [gettext("Item"), gettext("Amount"), gettext("Period before")]
    rows = [[item_name(one.code), yuan(one.amount_fen), yuan(one.before_fen)] for one in items]
    total = [
        gettext("Together"),
        yuan(sum(one.amount_fen for one in items)),
        yuan(sum(one.before_fen for one in items)),
    ]
    return _table(head, [*rows, total])


def _funds(statement: Statement) -> str:
    head = [gettext("Fund"), gettext("There before"), gettext("In"), gettext("Out"), gettext("There now")]
    return _table(
        head,
        [
            [
                fund_name(one.fund),
                *(yuan(n) for n in (one.opening_fen, one.received_fen, one.paid_fen, one.closing_fen)),
            ]
            for one in statement.funds
        ],
    )


def _balances(statement: Statement) -> str:
    if not statement.balances:
        return gettext("Nothing.")
    head = [gettext("Item"), gettext("There before"), gettext("There now")]
    return _table(
        head, [[item_name(one.code), yuan(one.opening_fen), yuan(one.closing_fen)] for one in statement.balances]
    )


def _entries(statement: Statement) -> str:
    moves = [one for item in (*statement.received, *statement.paid) for one in item.movements]
    head = [gettext("Voucher"), gettext("Day"), gettext("Item"), gettext("What for"), gettext("Who"), gettext("Amount")]
    rows = [
        [one.voucher, short_date(one.happened_on), one.item, plain(one.purpose), plain(one.payee), yuan(one.signed_fen)]
        for one in moves[:MOST_ENTRIES]
    ]
    if not rows:
        return gettext("Nothing.")
    rest = len(moves) - len(rows)
    more = gettext("%(count)s more entries stand on the page of the statement.", count=rest) if rest else ""
    return "\n\n".join(filter(None, (_table(head, rows), more)))


def plain(text: str) -> str:
    """A typed text as it may stand in a table: its signs are only signs, and it keeps to one line."""
    return " ".join(text.translate(SPECIAL_MARKS).split())


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    right = ["---", *(["---:"] * (len(names) - 1))] if len(names) < 6 else ["---", "---", "---", "---", "---", "---:"]
    lines = [names, right, *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
