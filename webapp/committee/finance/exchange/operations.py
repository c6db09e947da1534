"""Taking a bank's or a ledger's file in."""

from __future__ import annotations

from collections.abc import Sequence

from webapp.committee.finance.accounts.rules import Fund
from webapp.committee.finance.exchange.events import LedgerImported
from webapp.committee.finance.exchange.queries import known_movements
from webapp.committee.finance.exchange.reading import BankLine
from webapp.committee.finance.vouchers.operations import draft_voucher
from webapp.committee.finance.vouchers.operations.drafting import Written
from webapp.committee.finance.vouchers.rules import Line, VoucherKind
from webapp.core.context import Context
from webapp.core.numbers import hold_series
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P


@operation(P.LEDGER_IMPORT)
def import_ledger(ctx: Context, fund: Fund, money: str, lines: Sequence[BankLine]) -> LedgerImported:
    """Write every movement of a file down as a voucher to be completed; all of them or, if one cannot be, none.

    A movement that stands in a voucher already (same day, way, amount and purpose) is passed over, so the same file
    can be taken in twice. Raises what `draft_voucher` raises.
    """
    hold_series(ctx.session, ctx.village_id, "ledger_import")
    known = known_movements(ctx.session)
    drafted = 0
    for one in lines:
        kind = VoucherKind.PAYMENT if one.paid else VoucherKind.RECEIPT
        mark = (one.on, kind, one.amount_fen, one.text)
        if mark in known:
            continue
        known.add(mark)
        written = Written(kind, fund, money, one.on, one.text, [Line(one.item, one.amount_fen)], one.other)
        draft_voucher(ctx, written)
        drafted += 1
    event = LedgerImported(drafted, len(lines) - drafted)
    ctx.record(event)
    return event
