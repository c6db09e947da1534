"""The books to take along (CSV, XLSX, Beancount; public, as the books are), and files that come in."""

from __future__ import annotations

import functools
from datetime import timedelta

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_babel import gettext as _

from webapp.committee.finance.accounts.rules import Fund
from webapp.committee.finance.exchange.forms import LedgerForm
from webapp.committee.finance.exchange.labels import FAULTS
from webapp.committee.finance.exchange.operations import import_ledger
from webapp.committee.finance.exchange.queries import book_lines
from webapp.committee.finance.exchange.reading import read_bank, written_back
from webapp.committee.finance.exchange.rules import HEAD, beancount_text, csv_text, table_rows
from webapp.committee.finance.statements.queries import balances_before
from webapp.committee.finance.vouchers.views.blueprint import NONE, Answer, attempt, page
from webapp.core.clock import china_date
from webapp.core.permissions import Permission as P
from webapp.kit.guards import needs, public
from webapp.kit.request import current_ctx
from webapp.village.register.workbook import workbook_bytes

bp = Blueprint("exchange", __name__, url_prefix="/v/<village>/finance")
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/books.csv")
@public
def books_csv() -> Response:
    """The books as a table of plain text."""
    return _file(csv_text(book_lines(current_ctx().session)).encode(), "text/csv; charset=utf-8", "books.csv")


@bp.get("/books.xlsx")
@public
def books_xlsx() -> Response:
    """The books as a spreadsheet in which every cell is text."""
    rows = table_rows(book_lines(current_ctx().session))
    return _file(workbook_bytes(_("The books"), HEAD, rows), SHEET, "books.xlsx")


@bp.get("/books.beancount")
@public
def books_beancount() -> Response:
    """The books as Beancount's text, with the balances of tomorrow morning to be checked."""
    ctx = current_ctx()
    tomorrow = china_date(ctx.now) + timedelta(days=1)
    held = balances_before(ctx.session, tomorrow)
    codes = sorted({code for _fund, code in held})
    balances = [(code, sum(held.get((fund, code), 0) for fund in Fund)) for code in codes]
    text = beancount_text(_("The village’s money"), book_lines(ctx.session), balances, tomorrow)
    return _file(text.encode(), "text/plain; charset=utf-8", "books.beancount")


@bp.route("/import", methods=["GET", "POST"])
@needs(P.LEDGER_IMPORT)
def take_in() -> Answer:
    """Look at a bank's or ledger's file first, then take it in as vouchers to be completed."""
    ctx, form, reasons, looked = current_ctx(), LedgerForm(), NONE, None
    if form.validate_on_submit():
        looked, reasons = attempt(functools.partial(read_bank, _given(form)))
        if looked and request.form.get("confirm"):
            act = functools.partial(import_ledger, ctx, Fund(form.fund.data), form.money.data, looked.lines)
            taken, reasons = attempt(act)
            if taken:
                flash(_("The file is taken in. Complete the vouchers and hand them in."), "success")
                return redirect(url_for("vouchers.list_vouchers", show="draft"))
    form.looked.data = written_back(looked.lines) if looked else ""
    return page("finance/take_in.html", form, reasons, looked=looked, faults=FAULTS)


def _given(form: LedgerForm) -> bytes:
    """The file that was sent, or what was looked at before."""
    file = request.files.get("file")
    content = file.read() if file else b""
    return content or (form.looked.data or "").encode()


def _file(content: bytes, kind: str, name: str) -> Response:
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
