"""Rules of statements: the months and quarters they speak of, and how they are added up from the books."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from webapp.charter.deadlines import last_day
from webapp.charter.rules import Profile
from webapp.committee.finance.accounts.chart import CHART, MONEY
from webapp.committee.finance.accounts.items import ASSETS, DEBTS, ITEMS
from webapp.committee.finance.accounts.rules import Fund, Side
from webapp.committee.finance.vouchers.rules import VoucherKind
from webapp.core.errors import Blocker

_CODE = re.compile(r"([12][0-9]{3})-(?:Q([1-4])|(0[1-9]|1[0-2]))")
MONTHS_OF_QUARTER = 3


@dataclass(frozen=True)
class Period:
    """A month (2026-03) or a quarter (2026-Q1)."""

    year: int
    quarter: int = 0
    month: int = 0

    @property
    def code(self) -> str:
        """How it is written in an address."""
        return f"{self.year}-Q{self.quarter}" if self.quarter else f"{self.year}-{self.month:02d}"

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, self._first_month, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        last = self._first_month + self._months
        return date(self.year + last // 13, (last - 1) % 12 + 1, 1) - timedelta(days=1)

    @property
    def previous(self) -> Period:
        """The month or quarter before it."""
        return period_with(self.start - timedelta(days=1), bool(self.quarter))

    @property
    def following(self) -> Period:
        """The month or quarter after it."""
        return period_with(self.end + timedelta(days=1), bool(self.quarter))

    @property
    def _first_month(self) -> int:
        return (self.quarter - 1) * MONTHS_OF_QUARTER + 1 if self.quarter else self.month

    @property
    def _months(self) -> int:
        return MONTHS_OF_QUARTER if self.quarter else 1


@dataclass(frozen=True)
class Movement:
    """One entry of the books as a statement reads it; whole fen. `is_reversal`: it gives back what another took."""

    kind: VoucherKind
    fund: Fund
    debit: str
    credit: str
    item: str
    amount_fen: int
    is_reversal: bool = False
    voucher: str = ""
    happened_on: date | None = None
    purpose: str = ""
    payee: str = ""

    @property
    def signed_fen(self) -> int:
        """What it adds to its item."""
        return -self.amount_fen if self.is_reversal else self.amount_fen


@dataclass
class ItemSum:
    """What came in or went out under one item, entry by entry, and in the period before; whole fen."""

    code: str
    amount_fen: int = 0
    before_fen: int = 0
    movements: list[Movement] = field(default_factory=list)


@dataclass
class FundSum:
    """The money of one fund: what was there, came in, went out; whole fen."""

    fund: Fund
    opening_fen: int = 0
    received_fen: int = 0
    paid_fen: int = 0

    @property
    def closing_fen(self) -> int:
        """What is there at the end."""
        return self.opening_fen + self.received_fen - self.paid_fen


@dataclass(frozen=True)
class Balance:
    """What stands behind a published item of assets, claims or debts at the beginning and the end; whole fen."""

    code: str
    opening_fen: int
    closing_fen: int


@dataclass(frozen=True)
class Statement:
    """The money of a month or quarter, item by item; whole fen.

    `closing_fen` is counted from the accounts, not from the three other numbers, so that the two can be compared.
    """

    period: Period
    opening_fen: int
    received_fen: int
    paid_fen: int
    closing_fen: int
    received: Sequence[ItemSum]
    paid: Sequence[ItemSum]
    funds: Sequence[FundSum]
    balances: Sequence[Balance]
    before: tuple[int, int] = (0, 0)

    @property
    def is_proved(self) -> bool:
        """Whether what was there, plus what came in, minus what went out, is what is there now."""
        return self.opening_fen + self.received_fen - self.paid_fen == self.closing_fen


def period_of(code: str) -> Period | None:
    """The month or quarter written like this; nothing for anything else."""
    found = _CODE.fullmatch(code)
    if found is None:
        return None
    return Period(int(found[1]), quarter=int(found[2] or 0), month=int(found[3] or 0))


def period_with(day: date, quarterly: bool) -> Period:
    """The month or quarter a day belongs to."""
    if quarterly:
        return Period(day.year, quarter=(day.month + 2) // MONTHS_OF_QUARTER)
    return Period(day.year, month=day.month)


def due_on(period: Period, profile: Profile) -> date:
    """The last day on which a statement is published in time (Zhengzhou 24: within fifteen days)."""
    return last_day(period.end, profile.number("publish.finance.deadline.days"), profile)


def blockers_publish(
    period: Period, today: date, is_published: bool, has_books: bool, profile: Profile
) -> list[Blocker]:
    """Why a statement cannot be published: the period is not over, it hangs already, or the books are not open."""
    article = profile.article("publish.finance")
    if period.end >= today:
        return [Blocker("statement.not_over", article, {"end": period.end.isoformat()})]
    if is_published:
        return [Blocker("statement.published", article)]
    return [] if has_books else [Blocker("statement.no_books", article)]


def statement_of(
    period: Period,
    at_start: Mapping[tuple[Fund, str], int],
    movements: Sequence[Movement],
    earlier: Iterable[Movement] = (),
) -> Statement:
    """Add a statement up. `at_start`: debit minus credit of each fund and account before the period.

    The opening of the books counts as what was there, not as money that came in. `earlier` are the movements of the
    period before, for comparison.
    """
    opening = dict(at_start)
    _add(opening, (one for one in movements if one.kind is VoucherKind.OPENING))
    closing = dict(at_start)
    _add(closing, movements)
    received = _items(VoucherKind.RECEIPT, movements, earlier := list(earlier))
    paid = _items(VoucherKind.PAYMENT, movements, earlier)
    return Statement(
        period=period,
        opening_fen=_money(opening),
        received_fen=sum(one.amount_fen for one in received),
        paid_fen=sum(one.amount_fen for one in paid),
        closing_fen=_money(closing),
        received=received,
        paid=paid,
        funds=_funds(opening, movements),
        balances=_balances(opening, closing),
        before=(sum(one.before_fen for one in received), sum(one.before_fen for one in paid)),
    )


def _add(sums: dict[tuple[Fund, str], int], movements: Iterable[Movement]) -> None:
    for one in movements:
        for account, sign in ((one.debit, 1), (one.credit, -1)):
            sums[one.fund, account] = sums.get((one.fund, account), 0) + sign * one.amount_fen


def _money(sums: Mapping[tuple[Fund, str], int], fund: Fund | None = None) -> int:
    return sum(fen for (whose, account), fen in sums.items() if account in MONEY and fund in (None, whose))


def _items(kind: VoucherKind, movements: Iterable[Movement], earlier: Iterable[Movement]) -> list[ItemSum]:
    found: dict[str, ItemSum] = {}
    for one in movements:
        if one.kind is kind:
            item = found.setdefault(one.item, ItemSum(one.item))
            item.amount_fen += one.signed_fen
            item.movements.append(one)
    for one in earlier:
        if one.kind is kind:
            found.setdefault(one.item, ItemSum(one.item)).before_fen += one.signed_fen
    order = list(ITEMS)
    return sorted(found.values(), key=lambda item: order.index(item.code))


def _funds(opening: Mapping[tuple[Fund, str], int], movements: Iterable[Movement]) -> list[FundSum]:
    sums = {fund: FundSum(fund, _money(opening, fund)) for fund in Fund}
    for one in movements:
        if one.kind is VoucherKind.RECEIPT:
            sums[one.fund].received_fen += one.signed_fen
        elif one.kind is VoucherKind.PAYMENT:
            sums[one.fund].paid_fen += one.signed_fen
    return [one for one in sums.values() if one.opening_fen or one.received_fen or one.paid_fen]


def _balances(opening: Mapping[tuple[Fund, str], int], closing: Mapping[tuple[Fund, str], int]) -> list[Balance]:
    start, end = _by_account(opening), _by_account(closing)
    shown = [item for item in ITEMS.values() if item.category in (ASSETS, DEBTS) and item.accounts]
    found = [Balance(item.code, _standing(start, item.accounts), _standing(end, item.accounts)) for item in shown]
    return [one for one in found if one.opening_fen or one.closing_fen]


def _by_account(sums: Mapping[tuple[Fund, str], int]) -> dict[str, int]:
    whole: defaultdict[str, int] = defaultdict(int)
    for (_, account), fen in sums.items():
        whole[account] += fen
    return whole


def _standing(sums: Mapping[str, int], accounts: Iterable[str]) -> int:
    """The balance of these accounts on the side where they stand: debts count as what is owed."""
    return sum(sums.get(code, 0) * (1 if CHART[code].side is Side.ASSET else -1) for code in accounts)
