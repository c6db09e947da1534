"""Pages of the village's money: what there is, the books, the statements, the accounts."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.board.queries import notice_about
from webapp.charter.queries import rules_in_force
from webapp.committee.finance.accounts.chart import CHART, MONEY
from webapp.committee.finance.accounts.items import CATEGORIES, ITEMS
from webapp.committee.finance.accounts.labels import ACCOUNTS
from webapp.committee.finance.accounts.labels import CATEGORIES as CATEGORY_NAMES
from webapp.committee.finance.accounts.labels import ITEMS as ITEM_NAMES
from webapp.committee.finance.accounts.rules import Fund
from webapp.committee.finance.statements import operations, queries
from webapp.committee.finance.statements.labels import period_name, statement_notice
from webapp.committee.finance.statements.rules import Period, blockers_publish, due_on, period_of
from webapp.committee.finance.vouchers.queries.money import money_held
from webapp.committee.finance.vouchers.queries.vouchers import vouchers_page
from webapp.committee.finance.vouchers.rules import VoucherState
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import RuleBroken
from webapp.core.permissions import Permission as P
from webapp.kit.explain import explain
from webapp.kit.guards import needs, public
from webapp.kit.pages import paging, wanted_page
from webapp.kit.request import current_ctx

bp = Blueprint("finance", __name__, url_prefix="/v/<village>/finance")
bp.add_app_template_filter(period_name, "period_name")
MONTHS_SHOWN = 6


@bp.get("")
@public
def show() -> str:
    """The village's money at a glance: what is there now, month by month, which statements hang, which are due."""
    ctx = current_ctx()
    held = money_held(ctx.session)
    funds = {fund: sum(held.get((fund, account), 0) for account in MONEY) for fund in Fund}
    quarters, months = (_periods(ctx, quarterly) for quarterly in (True, False))
    bars = [_bar(ctx, row["period"]) for row in reversed(months[:MONTHS_SHOWN])]
    return render_template("finance/show.html", funds=funds, quarters=quarters, months=months, bars=bars)


@bp.get("/books")
@public
def books() -> str:
    """The books: every voucher in them, the newest first."""
    ctx = current_ctx()
    found = vouchers_page(ctx.session, wanted_page(), (VoucherState.POSTED,), by_ledger=True)
    return render_template("finance/books.html", page=found, paging=paging(found, "finance.books"))


@bp.get("/accounts")
@public
def accounts() -> str:
    """The chart of accounts, and the eight categories and 44 items that are published."""
    shelves = [(CATEGORY_NAMES[n], [one for one in ITEMS.values() if one.category == n]) for n in CATEGORIES]
    return render_template("finance/accounts.html", chart=CHART, names=ACCOUNTS, shelves=shelves, item_names=ITEM_NAMES)


@bp.get("/statements/<period>")
@public
def statement(period: str) -> str:
    """The statement of a month or quarter, made from the books as they stand."""
    ctx, wanted = current_ctx(), _period(period)
    return render_template("finance/statement.html", **_statement(ctx, wanted), reasons=[])


@bp.route("/statements/<period>/publish", methods=["GET", "POST"])
@needs(P.STATEMENT_PUBLISH)
def publish(period: str) -> str | Response | tuple[str, int]:
    """Publish a statement: it hangs on the board as it was added up."""
    ctx, wanted = current_ctx(), _period(period)
    reasons = explain(_hindered(ctx, wanted))
    if not reasons and request.method == "POST":
        try:
            operations.publish_statement(ctx, wanted, statement_notice)
            flash(_("The statement is published and hangs on the notice board."), "success")
            return redirect(url_for("finance.statement", period=period))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    values = _statement(ctx, wanted)
    template = "finance/statement.html" if reasons else "finance/publish.html"
    return render_template(template, **values, reasons=reasons), 422 if reasons else 200


def _period(code: str) -> Period:
    return period_of(code) or abort(404)


def _hindered(ctx: Context, period: Period) -> list[Any]:
    today = china_date(ctx.now)
    opened = queries.books_opened_on(ctx.session)
    there = queries.published(ctx.session, period) is not None
    profile = rules_in_force(ctx.session, today)
    return blockers_publish(period, today, there, opened is not None and opened <= period.end, profile)


def _statement(ctx: Context, period: Period) -> dict[str, Any]:
    row = queries.published(ctx.session, period)
    opened = queries.books_opened_on(ctx.session)
    return {
        "earlier": period.previous if opened and period.previous.end >= opened else None,
        "later": period.following if period.following.start <= china_date(ctx.now) else None,
        "statement": queries.statement_for(ctx.session, period),
        "period": period,
        "row": row,
        "notice": notice_about(ctx.session, "statement", row.id) if row else None,
        "hindered": explain(_hindered(ctx, period)),
        "due": due_on(period, rules_in_force(ctx.session, china_date(ctx.now))),
    }


def _periods(ctx: Context, quarterly: bool) -> list[dict[str, Any]]:
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    found = queries.periods_with_books(ctx.session, today, quarterly)
    return [
        {"period": period, "row": row, "due": due_on(period, profile), "is_over": period.end < today, "today": today}
        for period, row in found
    ]


def _bar(ctx: Context, period: Period) -> dict[str, Any]:
    found = queries.statement_for(ctx.session, period)
    address = url_for("finance.statement", period=period.code)
    return {
        "label": period_name(period), "income": found.received_fen / 100, "spending": found.paid_fen / 100,
        "url": address,
    }  # fmt: skip
