"""Vouchers for tests: written, handed in, reviewed, signed by the people whose act each is."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from tests.committee.decided import decide, raised, speak
from tests.harness.village import SmallVillage
from webapp.branch.matters.models import Matter
from webapp.branch.opinions.rules import Place
from webapp.committee.finance.accounts.rules import Fund
from webapp.committee.finance.vouchers.models import Voucher
from webapp.committee.finance.vouchers.operations import (
    attach_voucher_paper,
    draft_voucher,
    hand_in_voucher,
    open_books,
    review_voucher,
    sign_voucher,
)
from webapp.committee.finance.vouchers.operations.drafting import Written
from webapp.committee.finance.vouchers.rules import Finding, Line, VoucherKind

DAY = date(2026, 3, 2)
BILL = "收据：水泥二十袋。".encode()


def written(kind: VoucherKind, *amounts: int, item: str = "", **more: Any) -> Written:
    """What the clerk writes down: amounts in whole fen, one line each."""
    chosen = item or {"receipt": "2.2", "payment": "3.4"}.get(kind.value, "")
    values: dict[str, Any] = {
        "fund": Fund.COLLECTIVE, "money": "102", "happened_on": DAY, "purpose": "买水泥", "payee_name": "镇建材店", **more
    }  # fmt: skip
    return Written(kind=kind, lines=[Line(chosen, fen) for fen in amounts], **values)


def payment(village: SmallVillage, matter: Matter, fen: int, **more: Any) -> Voucher:
    """A payment with its bill, handed in."""
    return handed_in(village, written(VoucherKind.PAYMENT, fen, matter_id=matter.id, **more))


def drafted(village: SmallVillage, what: Written, bill: bytes = BILL) -> uuid.UUID:
    """A voucher with its original, not handed in."""
    voucher = draft_voucher(village.ctx("clerk"), what)
    attach_voucher_paper(village.ctx("clerk"), voucher.id, "收据.txt", bill)
    return voucher.id


def handed_in(village: SmallVillage, what: Written) -> Voucher:
    """A voucher before the supervisors."""
    return hand_in_voucher(village.ctx("clerk"), drafted(village, what))


def reviewed(village: SmallVillage, key: uuid.UUID) -> None:
    """Two of the three supervisors agree."""
    for role in ("supervisor", "supervisor_2"):
        review_voucher(village.ctx(role), key, Finding.AGREE)


def posted(village: SmallVillage, voucher: Voucher) -> Voucher:
    """A voucher reviewed and signed."""
    reviewed(village, voucher.id)
    return sign_voucher(village.ctx("chair"), voucher.id)


def opened(village: SmallVillage, fen: int, fund: Fund = Fund.COLLECTIVE) -> Voucher:
    """The books of a fund, opened with money in the bank."""
    against = "301" if fund is Fund.COLLECTIVE else "241"
    return posted(village, open_books(village.ctx("clerk"), fund, {"102": fen, against: fen}))


def paid_in(village: SmallVillage, fen: int, **more: Any) -> Voucher:
    """A receipt in the books."""
    return posted(village, handed_in(village, written(VoucherKind.RECEIPT, fen, **more)))


def decided_for(village: SmallVillage, fen: int, number: int = 1, **more: Any) -> tuple[Matter, Any]:
    """A matter decided with this budget, and its resolution."""
    matter = raised(village, budget_fen=fen, **more)
    speak(village, matter.id, Place.BEFORE_AGENDA)
    ctx = village.acting(village.village_id)
    return ctx.session.get_one(Matter, (village.village_id, matter.id)), decide(ctx, matter.id, number)
