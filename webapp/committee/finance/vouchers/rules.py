"""Rules of vouchers: what one says, what must cover it, who may review and sign it, and how it stands in the books."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from webapp.branch.matters.rules import MatterState
from webapp.charter.rules import Profile
from webapp.committee.finance.accounts.chart import BALANCES, CHART, MONEY, OPENING
from webapp.committee.finance.accounts.items import ITEMS
from webapp.committee.finance.accounts.rules import Side
from webapp.core.amounts import MOST_FEN
from webapp.core.errors import Blocker, InvalidInput

MOST_LINES = 6
MOST_PAPERS = 10
LONGEST_PURPOSE, LONGEST_PAYEE, LONGEST_NOTE, LONGEST_BANK_ACCOUNT, LONGEST_REASON = 200, 60, 60, 40, 500
FEN = 100


class VoucherKind(StrEnum):
    """What a voucher does: money comes in, goes out, moves between cash and bank, or the books are opened."""

    RECEIPT = "receipt"
    PAYMENT = "payment"
    TRANSFER = "transfer"
    OPENING = "opening"


class VoucherState(StrEnum):
    """Where a voucher stands: being written, with the supervisors, with the chair, in the books; or sent back, refused,
    dropped by those who wrote it."""

    DRAFT = "draft"
    WAITING = "waiting"
    REVIEWED = "reviewed"
    POSTED = "posted"
    RETURNED = "returned"
    REFUSED = "refused"
    DROPPED = "dropped"


class Finding(StrEnum):
    """What a supervisor says of a voucher."""

    AGREE = "agree"
    RETURN = "return"
    REFUSE = "refuse"


class Tier(StrEnum):
    """How large a payment is by the village's rules, and so whose decision must stand behind it."""

    SMALL = "small"
    LARGE = "large"
    VERY_LARGE = "very_large"


EDITABLE = (VoucherState.DRAFT, VoucherState.RETURNED)
PAYABLE = (MatterState.ACTIVE, MatterState.DONE)
"""After the result is published what was held back may still be paid, never beyond what was decided."""
UNDER_WAY = (VoucherState.WAITING, VoucherState.REVIEWED)


@dataclass(frozen=True)
class Line:
    """One line of a voucher: under which published item, how much in whole fen, and a remark."""

    item: str
    amount_fen: int
    note: str = ""


@dataclass(frozen=True)
class Entry:
    """Both halves of one entry in the books: `debit` gets what `credit` gives, so an entry is balanced by its shape."""

    debit: str
    credit: str
    amount_fen: int
    item: str = ""
    note: str = ""


@dataclass(frozen=True)
class Cover:
    """The decision behind a payment as the books know it; amounts in whole fen.

    `waiting_fen`: vouchers under way and not yet in the books, this one left out.
    """

    state: MatterState
    adopted_on: date | None
    decided_fen: int | None
    spent_fen: int = 0
    waiting_fen: int = 0

    @property
    def left_fen(self) -> int:
        """What is left of the decided amount once everything under way is paid."""
        return (self.decided_fen or 0) - self.spent_fen - self.waiting_fen


def entries_of(kind: VoucherKind, money: str, lines: Collection[Line], other: str = "") -> list[Entry]:
    """How a voucher stands in the books, one entry for each line. `other`: where moved money goes.

    Raises InvalidInput for an item that does not take such money, or an amount that is none.
    """
    if money not in MONEY or not 0 < len(lines) <= MOST_LINES:
        raise InvalidInput("voucher.lines", "lines", most=MOST_LINES)
    if kind is VoucherKind.TRANSFER:
        if other not in MONEY or other == money:
            raise InvalidInput("voucher.other_account", "other")
        return [Entry(other, money, _amount(line.amount_fen), note=line.note) for line in lines]
    found = []
    for line in lines:
        item = ITEMS.get(line.item)
        fits = item is not None and (item.receives if kind is VoucherKind.RECEIPT else item.pays)
        if item is None or not fits or kind is VoucherKind.OPENING:
            raise InvalidInput("voucher.item", "lines", item=line.item)
        sides = (money, item.account) if kind is VoucherKind.RECEIPT else (item.account, money)
        found.append(Entry(*sides, _amount(line.amount_fen), item.code, line.note))
    return found


def opening_entries(balances: Mapping[str, int]) -> list[Entry]:
    """The balances with which the books begin, each against the opening account, which must come to nothing.

    Balances are positive on the side where an account usually stands; depreciation is negative among the assets.
    Raises InvalidInput for an unknown account, or when what the village has is not what it owes and owns.
    """
    entries, total = [], 0
    for code, amount in balances.items():
        if code not in BALANCES or not abs(amount) <= MOST_FEN:
            raise InvalidInput("voucher.balance", code)
        signed = amount if CHART[code].side is Side.ASSET else -amount
        total += signed
        if signed:
            sides = (code, OPENING) if signed > 0 else (OPENING, code)
            entries.append(Entry(*sides, abs(signed)))
    if total or not entries:
        raise InvalidInput("voucher.unbalanced", "balances", off=abs(total))
    return entries


def reversed_entries(entries: Collection[Entry]) -> list[Entry]:
    """The same entries with their sides changed: together with the old ones they come to nothing."""
    return [Entry(one.credit, one.debit, one.amount_fen, one.item, one.note) for one in entries]


def _amount(fen: int) -> int:
    if not 0 < fen <= MOST_FEN:
        raise InvalidInput("voucher.amount", "lines")
    return fen


def tier_of(amount_fen: int, together_fen: int, profile: Profile) -> Tier:
    """How large a payment is; what the same payee got lately for the same matter counts with it, so that nobody cuts
    a large payment into small ones."""
    whole = amount_fen + together_fen
    if whole <= profile.number("finance.tier.small") * FEN:
        return Tier.SMALL
    return Tier.LARGE if whole <= profile.number("finance.tier.large") * FEN else Tier.VERY_LARGE


def blockers_edit(state: VoucherState) -> list[Blocker]:
    """Why a voucher cannot be changed: it is with the supervisors or the chair, in the books, or closed."""
    return [] if state in EDITABLE else [Blocker(f"voucher.is_{state.value}")]


def blockers_day(happened_on: date, today: date) -> list[Blocker]:
    """Why no voucher can be of that day: it is still to come."""
    return [Blocker("voucher.future")] if happened_on > today else []


def blockers_cover(amount_fen: int, cover: Cover | None, profile: Profile) -> list[Blocker]:
    """Why no decision covers a payment: none is named, it is not adopted, has no amount, or too little is left."""
    article = profile.article("finance.decision.required")
    if cover is None:
        return [Blocker("voucher.no_decision", article)]
    if cover.adopted_on is None:
        return [Blocker("voucher.not_decided", article)]
    if cover.state not in PAYABLE:
        return [Blocker("voucher.matter_closed", article)]
    if cover.decided_fen is None:
        return [Blocker("voucher.no_budget", article)]
    if amount_fen > cover.left_fen:
        return [Blocker("voucher.beyond_budget", article, {"left": yuan_text(cover.left_fen)})]
    return []


def blockers_tier(tier: Tier, committees_on: date | None, named: bool, today: date, profile: Profile) -> list[Blocker]:
    """Why a payment of this size lacks a decision: large ones need the day on which the two committees agreed, very
    large ones the council's resolution by its number (`named`: it is the matter's)."""
    if tier is Tier.VERY_LARGE and not named:
        return [Blocker("voucher.resolution_missing", profile.article("finance.tier.large"))]
    if tier is Tier.LARGE and not named:
        article = profile.article("finance.tier.small")
        if committees_on is None:
            return [Blocker("voucher.committees_missing", article)]
        if committees_on > today:
            return [Blocker("voucher.committees_future", article)]
    return []


def blockers_papers(kind: VoucherKind, papers: int, reverses: bool, profile: Profile) -> list[Blocker]:
    """Why a voucher cannot be handed in: the original bill or receipt is not attached (Henan 58: originals)."""
    needed = kind in (VoucherKind.PAYMENT, VoucherKind.RECEIPT) and not reverses
    article = profile.article("finance.review.beforePayment")
    return [Blocker("voucher.no_papers", article)] if needed and not papers else []


def blockers_review(
    state: VoucherState, conflict: str | None, has_spoken: bool, finding: Finding, reason: str, profile: Profile
) -> list[Blocker]:
    """Why this supervisor cannot give this finding now. `conflict`: `own`, `payee`, `kin`, or nothing."""
    article = profile.article("finance.review.beforePayment")
    if state is not VoucherState.WAITING:
        return [Blocker("voucher.not_waiting", article)]
    if conflict:
        return [Blocker(f"voucher.review_{conflict}", article)]
    blockers = [Blocker("voucher.review_twice", article)] if has_spoken else []
    if finding is not Finding.AGREE and not reason.strip():
        blockers.append(Blocker("voucher.reason_missing", article))
    return blockers


def needed_reviews(eligible: int, profile: Profile) -> int:
    """How many supervisors must agree: more than half of those unrelated, and never fewer than the rule says."""
    return max(eligible // 2 + 1, profile.number("finance.review.supervisors"))


def blockers_reviewers(eligible: int, profile: Profile) -> list[Blocker]:
    """Why a voucher cannot be reviewed at all: too few supervisors are unrelated to it."""
    needed = profile.number("finance.review.supervisors")
    article = profile.article("finance.review.supervisors")
    return [Blocker("voucher.too_few_reviewers", article, {"eligible": eligible, "needed": needed})] * (
        eligible < needed
    )


def outcome(findings: Collection[Finding], eligible: int, profile: Profile) -> VoucherState:
    """Where a voucher stands after these findings: one asks for a correction and it goes back; enough agree and it goes
    to the chair; so many refuse that enough can no longer agree and it is refused."""
    said = list(findings)
    needed = needed_reviews(eligible, profile)
    if Finding.RETURN in said:
        return VoucherState.RETURNED
    if said.count(Finding.AGREE) >= needed:
        return VoucherState.REVIEWED
    if said.count(Finding.REFUSE) and eligible - said.count(Finding.REFUSE) < needed:
        return VoucherState.REFUSED
    return VoucherState.WAITING


def blockers_sign(state: VoucherState, conflict: str | None, profile: Profile) -> list[Blocker]:
    """Why the chair cannot sign: no agreement of the supervisors, or the signer's own or a near relative's money."""
    article = profile.article("finance.review.beforePayment")
    if state is not VoucherState.REVIEWED:
        return [Blocker("voucher.not_reviewed", article)]
    return [Blocker(f"voucher.sign_{conflict}", "PRACTICE")] if conflict else []


def spent_only(cover: Cover | None) -> Cover | None:
    """A decision against what is in the books alone: at the signature, money only asked for does not count yet."""
    return replace(cover, waiting_fen=0) if cover else None


def blockers_money(takes_fen: int, in_account: int, in_fund: int) -> list[Blocker]:
    """Why it cannot be paid: the account holds less, or the money in it belongs to other purposes. Whole fen."""
    if takes_fen > in_account:
        return [Blocker("voucher.account_short", "", {"left": yuan_text(in_account)})]
    if takes_fen > in_fund:
        return [Blocker("voucher.fund_short", "", {"left": yuan_text(in_fund)})]
    return []


def blockers_reverse(state: VoucherState, is_reversal: bool, is_reversed: bool) -> list[Blocker]:
    """Why a voucher cannot be reversed: it is not in the books, is a reversal itself, or one is under way already."""
    if state is not VoucherState.POSTED:
        return [Blocker("voucher.not_posted")]
    if is_reversal:
        return [Blocker("voucher.is_reversal")]
    return [Blocker("voucher.reversed_already")] if is_reversed else []


def yuan_text(fen: int) -> str:
    """An amount in a sentence: 1,250.00."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // FEN:,}.{abs(fen) % FEN:02d}"
