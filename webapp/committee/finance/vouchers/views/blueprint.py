"""What the pages of vouchers share: the address, the words, the voucher of an address, trying an act."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from webapp.committee.finance.accounts.labels import account_name, fund_name, item_name
from webapp.committee.finance.vouchers import labels
from webapp.committee.finance.vouchers.models import Voucher
from webapp.committee.finance.vouchers.policy import keeps_books
from webapp.committee.finance.vouchers.queries.vouchers import voucher_by_number
from webapp.committee.finance.vouchers.rules import VoucherState
from webapp.core.errors import Blocker, Conflict, InvalidInput, NotFound, NotPermitted, RuleBroken
from webapp.core.permissions import Permission
from webapp.kit.explain import explain
from webapp.kit.forms import Form
from webapp.kit.request import current_ctx

bp = Blueprint("vouchers", __name__, url_prefix="/v/<village>/vouchers")
bp.add_app_template_filter(labels.voucher_tag, "voucher_tag")
bp.add_app_template_filter(labels.voucher_title, "voucher_title")
bp.add_app_template_filter(labels.kind_name, "voucher_kind")
bp.add_app_template_filter(labels.TIERS.get, "tier_name")
bp.add_app_template_filter(labels.SAID.get, "finding_tag")
bp.add_app_template_filter(labels.CONFLICTS.get, "conflict_name")
bp.add_app_template_filter(account_name, "account_name")
bp.add_app_template_filter(item_name, "item_name")
bp.add_app_template_filter(fund_name, "fund_name")

Answer = str | Response | tuple[str, int]
Result = TypeVar("Result")
Reasons = list[dict[str, str]]
NONE: Reasons = []
"""No reason against it."""
UNPUBLISHED = (VoucherState.DRAFT, VoucherState.DROPPED)


def the_voucher(number: str, permission: Permission | None = None) -> Voucher:
    """The voucher of this address; one that is still being written is there only for those who keep the books."""
    ctx = current_ctx()
    found = voucher_by_number(ctx.session, number)
    if found is None or (found.state in UNPUBLISHED and not keeps_books(ctx, found)):
        raise NotFound("Voucher", number)
    if permission and not ctx.may(permission, found):
        raise NotPermitted(permission, found)
    return found


def to_voucher(number: str) -> Response:
    """Back to the voucher's own page."""
    return redirect(url_for("vouchers.show", number=number))


def attempt(act: Callable[[], Result]) -> tuple[Result | None, Reasons]:
    """Try an act: its result, or the reasons why not, so that the page keeps what was typed."""
    try:
        return act(), []
    except RuleBroken as broken:
        return None, explain(broken.blockers)
    except (InvalidInput, Conflict) as error:
        if error.code == "at_the_same_time":
            raise
        return None, explain([Blocker(error.code, "", error.params)])


def page(template: str, form: Form | None = None, reasons: Iterable[Any] = (), **values: Any) -> Answer:
    """A page with a form; 422 when something is to be corrected."""
    shown = render_template(template, form=form, reasons=reasons, **values)
    return (shown, 422) if reasons or (form is not None and form.errors) else shown
