"""Vouchers, their entries in the books, the supervisors' reviews and the originals."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, deferred, mapped_column

from webapp.committee.finance.accounts.rules import Fund
from webapp.committee.finance.vouchers.rules import Finding, Tier, VoucherKind, VoucherState
from webapp.core.db import Base, Choice, VillageScoped, village_fk, village_unique


class Voucher(VillageScoped, Base):
    """One receipt, payment or transfer, from the handler's hand to the books.

    `ledger` is its place in the books, given when the chair signs and never again. `payee_account` is for those who
    pay and review; it is shown to nobody else. `round` counts how often it was handed in; `reverses_id` names the
    voucher it undoes.
    """

    __tablename__ = "voucher"

    year: Mapped[int]
    number: Mapped[int]
    kind: Mapped[VoucherKind] = mapped_column(Choice(VoucherKind))
    state: Mapped[VoucherState] = mapped_column(Choice(VoucherState), default=VoucherState.DRAFT)
    fund: Mapped[Fund] = mapped_column(Choice(Fund))
    happened_on: Mapped[date]
    purpose: Mapped[str] = mapped_column(String(200))
    payee_name: Mapped[str] = mapped_column(String(60), default="")
    payee_id: Mapped[uuid.UUID | None]
    payee_account: Mapped[str] = mapped_column(String(40), default="")
    amount_fen: Mapped[int] = mapped_column(BigInteger)
    handler_id: Mapped[uuid.UUID | None]
    recorded_by_id: Mapped[uuid.UUID | None]
    matter_id: Mapped[uuid.UUID | None]
    resolution_id: Mapped[uuid.UUID | None]
    committees_on: Mapped[date | None]
    tier: Mapped[Tier | None] = mapped_column(Choice(Tier))
    round: Mapped[int] = mapped_column(default=0)
    returned_because: Mapped[str] = mapped_column(Text, default="")
    drafted_at: Mapped[datetime]
    handed_in_at: Mapped[datetime | None]
    signed_by_id: Mapped[uuid.UUID | None]
    posted_on: Mapped[date | None]
    ledger: Mapped[int | None]
    reverses_id: Mapped[uuid.UUID | None]

    __table_args__ = (
        village_unique("year", "number"),
        village_unique("ledger"),
        village_fk("payee_id", "resident"),
        village_fk("handler_id", "resident"),
        village_fk("recorded_by_id", "resident"),
        village_fk("signed_by_id", "resident"),
        village_fk("matter_id", "matter"),
        village_fk("resolution_id", "resolution"),
        village_fk("reverses_id", "voucher"),
        CheckConstraint("amount_fen > 0", name="amount_is_more_than_nothing"),
        CheckConstraint(
            "state <> 'posted' or (posted_on is not null and ledger is not null and signed_by_id is not null)",
            name="in_the_books_only_when_signed",
        ),
        Index(None, "village_id", "state", "posted_on"),
        Index(None, "village_id", "matter_id"),
    )

    @property
    def short_number(self) -> str:
        """How people name it: 2026-14."""
        return f"{self.year}-{self.number}"


class Posting(VillageScoped, Base):
    """One entry of a voucher: `debit` gets what `credit` gives.

    Both halves stand in one row, so no row and no sum of rows can be out of balance, in any database and without
    triggers. They count once the voucher is in the books.
    """

    __tablename__ = "posting"

    voucher_id: Mapped[uuid.UUID]
    number: Mapped[int]
    debit: Mapped[str] = mapped_column(String(12))
    credit: Mapped[str] = mapped_column(String(12))
    item: Mapped[str] = mapped_column(String(8), default="")
    amount_fen: Mapped[int] = mapped_column(BigInteger)
    note: Mapped[str] = mapped_column(String(60), default="")

    __table_args__ = (
        village_unique("voucher_id", "number"),
        village_fk("voucher_id", "voucher"),
        CheckConstraint("amount_fen > 0", name="amount_is_more_than_nothing"),
        CheckConstraint("debit <> credit", name="two_accounts"),
    )


class VoucherReview(VillageScoped, Base):
    """What one supervisor said of a voucher in one round."""

    __tablename__ = "voucher_review"

    voucher_id: Mapped[uuid.UUID]
    round: Mapped[int]
    supervisor_id: Mapped[uuid.UUID]
    finding: Mapped[Finding] = mapped_column(Choice(Finding))
    reason: Mapped[str] = mapped_column(Text, default="")
    given_at: Mapped[datetime]

    __table_args__ = (
        village_unique("voucher_id", "round", "supervisor_id"),
        village_fk("voucher_id", "voucher"),
        village_fk("supervisor_id", "resident"),
    )


class VoucherPaper(VillageScoped, Base):
    """An original: the bill, the receipt, the list of those paid. Known by the hash of its bytes."""

    __tablename__ = "voucher_paper"

    voucher_id: Mapped[uuid.UUID]
    file_name: Mapped[str] = mapped_column(String(120))
    media_type: Mapped[str] = mapped_column(String(80))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime]
    added_by_id: Mapped[uuid.UUID | None]

    __table_args__ = (
        village_unique("voucher_id", "sha256"),
        village_fk("voucher_id", "voucher"),
        village_fk("added_by_id", "resident"),
    )


class VoucherPaperContent(VillageScoped, Base):
    """The bytes of an original, under its own key; the log commits to them by their hash there."""

    __tablename__ = "voucher_paper_content"
    audited = False

    content: Mapped[bytes] = deferred(mapped_column(LargeBinary))

    __table_args__ = (village_fk("id", "voucher_paper"),)
