"""How vouchers are worded."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from webapp.committee.finance.vouchers.models import Voucher
from webapp.committee.finance.vouchers.rules import Finding, Tier, VoucherKind, VoucherState

KINDS: dict[VoucherKind, Any] = {
    VoucherKind.RECEIPT: _("Money received"),
    VoucherKind.PAYMENT: _("Payment"),
    VoucherKind.TRANSFER: _("Cash to bank, or bank to cash"),
    VoucherKind.OPENING: _("Opening of the books"),
}

STATES: dict[VoucherState, tuple[Any, str]] = {
    VoucherState.DRAFT: (_("Being written"), "plain"),
    VoucherState.WAITING: (_("With the supervisors"), "wait"),
    VoucherState.REVIEWED: (_("Waits for the chair's signature"), "wait"),
    VoucherState.POSTED: (_("In the books"), "ok"),
    VoucherState.RETURNED: (_("Sent back"), "no"),
    VoucherState.REFUSED: (_("Refused by the supervisors"), "no"),
    VoucherState.DROPPED: (_("Dropped"), "plain"),
}

FINDINGS: dict[Finding, Any] = {
    Finding.AGREE: _("Agree"),
    Finding.RETURN: _("Send it back to be corrected"),
    Finding.REFUSE: _("Refuse"),
}

SAID: dict[Finding, tuple[Any, str]] = {
    Finding.AGREE: (_("Agrees"), "ok"),
    Finding.RETURN: (_("Sent it back"), "no"),
    Finding.REFUSE: (_("Refuses"), "no"),
}

TIERS: dict[Tier, Any] = {
    Tier.SMALL: _("Routine: the decision on the matter suffices"),
    Tier.LARGE: _("Large: the two committees agree to it as well"),
    Tier.VERY_LARGE: _("Very large: the council's resolution is named"),
}

CONFLICTS: dict[str, Any] = {
    "own": _("has a hand in it"),
    "payee": _("is the payee"),
    "kin": _("is a near relative of the handler or the payee"),
}

BLOCKERS: dict[str, Any] = {
    "voucher.lines": _("A voucher has between one line and %(most)s. Write a second voucher for more."),
    "voucher.other_account": _("Choose two different accounts: where the money is, and where it goes."),
    "voucher.item": _("Choose for every line an item under which such money is published."),
    "voucher.balance": _("This balance does not belong to an account of the chart, or is too large to be meant."),
    "voucher.unbalanced": _(
        "The books do not balance: what the village has and what it owes and owns differ. Compare the list again."
    ),
    "voucher.amount": _("An amount is more than nothing and at most 10 billion yuan."),
    "voucher.kind": _("The kind of a voucher does not change. Drop it and write a new one."),
    "voucher.future": _("The day is still to come. Write the day on which the money moved, or will move today."),
    "voucher.is_waiting": _("The voucher is with the supervisors. They can send it back to be corrected."),
    "voucher.is_reviewed": _("The supervisors agreed to this voucher. The chair signs it or sends it back."),
    "voucher.is_posted": _("The voucher stands in the books and does not change. Undo it by a new one."),
    "voucher.is_refused": _("The supervisors refused this voucher. Write a new one if the reason is gone."),
    "voucher.is_dropped": _("This voucher was dropped. Write a new one."),
    "voucher.is_reversal": _("This voucher undoes another one. Its lines follow from that one and do not change."),
    "voucher.too_many_papers": _("A voucher has at most %(most)s originals. Scan several pages into one file."),
    "voucher.no_papers": _("No original is attached. Attach the bill, the receipt or the list of those paid."),
    "voucher.no_decision": _("No decision is named that covers this payment. Choose the matter it is paid for."),
    "voucher.not_decided": _(
        "The matter is not decided, so nothing may be paid for it. Bring it to the council first."
    ),
    "voucher.matter_closed": _(
        "The matter was withdrawn or sent back, so nothing is paid for it. Bring it to the council again."
    ),
    "voucher.no_budget": _("The decision on this matter names no amount. Bring the amount to the council first."),
    "voucher.beyond_budget": _(
        "More than is left of the decided amount: %(left)s yuan, payments under way counted. "
        "Pay less, or bring the change to the council."
    ),
    "voucher.committees_missing": _(
        "A payment of this size needs the two committees. Enter the day on which they agreed, and attach the record."
    ),
    "voucher.committees_future": _("The day on which the two committees agreed is still to come."),
    "voucher.resolution_missing": _(
        "A payment of this size needs the council's resolution by its number. Choose the resolution."
    ),
    "voucher.resolution_other": _("The resolution named is about another matter. Choose the one of this matter."),
    "voucher.not_waiting": _("This voucher does not wait for a review."),
    "voucher.review_own": _("You have a hand in this voucher yourself, so the other supervisors review it."),
    "voucher.review_payee": _("The money goes to you, so the other supervisors review it."),
    "voucher.review_kin": _(
        "The handler or the payee is a near relative of yours, so the other supervisors review it."
    ),
    "voucher.review_twice": _("You have reviewed this voucher already."),
    "voucher.reason_missing": _("Say why, so that whoever wrote the voucher knows what to do."),
    "voucher.too_few_reviewers": _(
        "Only %(eligible)s supervisors are unrelated to this voucher, and %(needed)s must look at it. "
        "Let somebody else handle it, or fill the committee."
    ),
    "voucher.not_reviewed": _("The supervisors have not agreed to this voucher, so it cannot be signed or sent back."),
    "voucher.sign_own": _("You have a hand in this voucher yourself. Let a vice-chair sign it."),
    "voucher.sign_payee": _("The money goes to you. Let a vice-chair sign it."),
    "voucher.sign_kin": _("The handler or the payee is a near relative of yours. Let a vice-chair sign it."),
    "voucher.account_short": _(
        "The account holds %(left)s yuan, less than this. Record the receipt first, or move money."
    ),
    "voucher.fund_short": _(
        "Of the money in this account %(left)s yuan belong to this fund; the rest was given for other purposes."
    ),
    "voucher.not_posted": _("Only a voucher that stands in the books can be undone. Others are sent back or dropped."),
    "voucher.reversed_already": _("A voucher that undoes this one is there already."),
    "voucher.books_open": _("The books of this fund are open already. Correct a balance by a voucher."),
}

EVENTS: dict[str, Any] = {
    "voucher_drafted": _("Voucher %(voucher)s was written down"),
    "voucher_paper_added": _("An original was attached to voucher %(voucher)s"),
    "voucher_handed_in": _("Voucher %(voucher)s was handed to the supervisors"),
    "voucher_reviewed": _("A supervisor reviewed voucher %(voucher)s"),
    "voucher_posted": _("Voucher %(voucher)s was signed and stands in the books as number %(ledger)s"),
    "voucher_sent_back": _("Voucher %(voucher)s was not signed and went back"),
    "voucher_dropped": _("Voucher %(voucher)s was dropped"),
    "voucher_reversed": _("Voucher %(voucher)s is to be undone by %(reversal)s"),
}


def voucher_tag(voucher: Voucher) -> tuple[str, str]:
    """How a voucher stands, as a word and its colour."""
    words, look = STATES[voucher.state]
    return str(words), look


def voucher_title(voucher: Voucher) -> str:
    """What a voucher is for; the opening of the books has no purpose of its own."""
    return voucher.purpose or gettext("Opening of the books")


def kind_name(voucher: Voucher) -> str:
    """The kind of a voucher; one that undoes another says so."""
    return gettext("Reversal") if voucher.reverses_id else str(KINDS[voucher.kind])
