"""What happens to vouchers. Names of payees and texts stay out of the log; the digests of the rows bind them."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any, ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class VoucherDrafted(Event):
    """A voucher was written down or changed; amounts in whole fen."""

    name: ClassVar[str] = "voucher_drafted"
    voucher: str
    kind: str
    amount_fen: int


@dataclasses.dataclass(frozen=True)
class VoucherPaperAdded(Event):
    """An original was attached to a voucher; it is known by the hash of its bytes."""

    name: ClassVar[str] = "voucher_paper_added"
    voucher: str
    media_type: str
    size: int
    sha256: str


@dataclasses.dataclass(frozen=True)
class VoucherHandedIn(Event):
    """A voucher went to the supervisors, in round 1 or again; `tier` says how large a payment it is."""

    name: ClassVar[str] = "voucher_handed_in"
    voucher: str
    kind: str
    amount_fen: int
    round: int
    tier: str
    fund: str
    matter: str
    postings: list[Any]


@dataclasses.dataclass(frozen=True)
class VoucherReviewed(Event):
    """A supervisor gave a finding; `state` is where the voucher stands after it."""

    name: ClassVar[str] = "voucher_reviewed"
    voucher: str
    round: int
    finding: str
    state: str


@dataclasses.dataclass(frozen=True)
class VoucherPosted(Event):
    """The chair signed and the voucher stands in the books. A posting is (debit, credit, item, whole fen).

    `reverses` is the number of the voucher it undoes, empty for an ordinary one.
    """

    name: ClassVar[str] = "voucher_posted"
    voucher: str
    ledger: int
    kind: str
    fund: str
    posted_on: date
    matter: str
    reverses: str
    postings: list[Any]


@dataclasses.dataclass(frozen=True)
class VoucherSentBack(Event):
    """The chair did not sign; the voucher goes back to those who wrote it."""

    name: ClassVar[str] = "voucher_sent_back"
    voucher: str
    round: int


@dataclasses.dataclass(frozen=True)
class VoucherDropped(Event):
    """Those who wrote a voucher dropped it before it was in the books."""

    name: ClassVar[str] = "voucher_dropped"
    voucher: str


@dataclasses.dataclass(frozen=True)
class VoucherReversed(Event):
    """A new voucher was handed in that undoes one of the books."""

    name: ClassVar[str] = "voucher_reversed"
    voucher: str
    reversal: str
