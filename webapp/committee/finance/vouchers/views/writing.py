"""Pages on which vouchers are written, handed in and dropped, and the books are opened."""

from __future__ import annotations

import functools
import uuid
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from webapp.branch.matters.queries import matter_by_number, names_of, people_named
from webapp.committee.finance.accounts.items import PAYING, RECEIVING
from webapp.committee.finance.accounts.rules import Fund
from webapp.committee.finance.vouchers import operations
from webapp.committee.finance.vouchers.forms import NO_PERSON, OpenBooksForm, PaperForm, VoucherForm, item_choices
from webapp.committee.finance.vouchers.models import Voucher
from webapp.committee.finance.vouchers.operations.drafting import Written
from webapp.committee.finance.vouchers.queries.money import decided_matters
from webapp.committee.finance.vouchers.queries.readiness import matter_of
from webapp.committee.finance.vouchers.queries.vouchers import postings_of
from webapp.committee.finance.vouchers.rules import VoucherKind
from webapp.committee.finance.vouchers.views.blueprint import NONE, Answer, attempt, bp, page, the_voucher, to_voucher
from webapp.committee.finance.vouchers.views.reading import page_values
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.council.resolutions.models import Resolution
from webapp.council.resolutions.queries import resolution_by_number
from webapp.kit.formats import yuan
from webapp.kit.guards import needs
from webapp.kit.request import current_ctx

WRITABLE = {kind.value: kind for kind in (VoucherKind.PAYMENT, VoucherKind.RECEIPT, VoucherKind.TRANSFER)}
ITEMS_OF = {VoucherKind.PAYMENT: PAYING, VoucherKind.RECEIPT: RECEIVING, VoucherKind.TRANSFER: ()}


@bp.route("/new/<kind>", methods=["GET", "POST"])
@needs(P.VOUCHER_DRAFT)
def write(kind: str) -> Answer:
    """Write a voucher down; originals are attached on its own page."""
    ctx, what = current_ctx(), WRITABLE.get(kind) or abort(404)
    form, reasons = _form(ctx, what, {"happened_on": china_date(ctx.now), "handler_name": _own_name(ctx)}), NONE
    if form.validate_on_submit() and (written := _written(ctx, form, what)):
        made, reasons = attempt(functools.partial(operations.draft_voucher, ctx, written))
        if made:
            flash(_("The voucher is saved. Attach the original, then hand it in."), "success")
            return to_voucher(made.short_number)
    return page("vouchers/write.html", form, reasons, kind=what, voucher=None)


@bp.route("/<number>/edit", methods=["GET", "POST"])
@needs(P.VOUCHER_DRAFT)
def edit(number: str) -> Answer:
    """Change a voucher that is not handed in, or was sent back."""
    ctx, voucher = current_ctx(), the_voucher(number, P.VOUCHER_DRAFT)
    kind, reasons = voucher.kind, NONE
    if kind not in ITEMS_OF:
        raise RuleBroken([Blocker("voucher.kind")])
    form = _form(ctx, kind, _values(ctx, voucher))
    if form.validate_on_submit() and (written := _written(ctx, form, kind)):
        made, reasons = attempt(functools.partial(operations.revise_voucher, ctx, voucher.id, written))
        if made:
            flash(_("The voucher is changed."), "success")
            return to_voucher(number)
    return page("vouchers/write.html", form, reasons, kind=kind, voucher=the_voucher(number))


@bp.post("/<number>/papers")
@needs(P.VOUCHER_DRAFT)
def attach(number: str) -> Answer:
    """Attach an original."""
    ctx, voucher, form = current_ctx(), the_voucher(number, P.VOUCHER_DRAFT), PaperForm()
    reasons = NONE
    given = request.files.get("file")
    if form.validate_on_submit() and given:
        act = functools.partial(operations.attach_voucher_paper, ctx, voucher.id, given.filename or "", given.read())
        added, reasons = attempt(act)
        if added:
            flash(_("The original is attached."), "success")
            return to_voucher(number)
    return page("vouchers/show.html", form, reasons, **page_values(ctx, the_voucher(number)))


@bp.post("/<number>/hand-in")
@needs(P.VOUCHER_HAND_IN)
def hand_in(number: str) -> Answer:
    """Put a voucher before the supervisors."""
    ctx, voucher = current_ctx(), the_voucher(number, P.VOUCHER_HAND_IN)
    done, reasons = attempt(functools.partial(operations.hand_in_voucher, ctx, voucher.id))
    if done:
        flash(_("The voucher is with the supervisors."), "success")
        return to_voucher(number)
    return page("vouchers/show.html", None, reasons, **page_values(ctx, the_voucher(number)))


@bp.route("/<number>/drop", methods=["GET", "POST"])
@needs(P.VOUCHER_DRAFT)
def drop(number: str) -> Answer:
    """Drop a voucher that is not in the books, after a question."""
    ctx, voucher = current_ctx(), the_voucher(number, P.VOUCHER_DRAFT)
    if request.method == "GET":
        return render_template("vouchers/drop.html", voucher=voucher)
    done, reasons = attempt(functools.partial(operations.drop_voucher, ctx, voucher.id))
    if done:
        flash(_("The voucher is dropped. Its number is not given again."), "success")
        return redirect(url_for("vouchers.list_vouchers"))
    return page("vouchers/show.html", None, reasons, **page_values(ctx, the_voucher(number)))


@bp.route("/books/open", methods=["GET", "POST"])
@needs(P.BOOKS_OPEN)
def open_books() -> Answer:
    """Open the books of a fund with what is there."""
    ctx, form, reasons = current_ctx(), OpenBooksForm(), NONE
    form.label_balances()
    if form.validate_on_submit():
        act = functools.partial(operations.open_books, ctx, Fund(form.fund.data), form.meant())
        made, reasons = attempt(act)
        if made:
            flash(_("The opening balances are with the supervisors."), "success")
            return to_voucher(made.short_number)
    return page("vouchers/open_books.html", form, reasons)


def _own_name(ctx: Context) -> str:
    return names_of(ctx.session, [ctx.actor.resident_id]).get(ctx.actor.resident_id, "")


def _form(ctx: Context, kind: VoucherKind, values: dict[str, Any]) -> VoucherForm:
    form = VoucherForm(data=values)
    for entry in form.lines:
        entry.form.item.choices = item_choices(ITEMS_OF[kind])
    left = [
        SelectChoice(
            matter.short_number,
            _("%(title)s (%(left)s yuan left)", title=matter.title, left=yuan(money.left_fen)),
        )
        for matter, money in decided_matters(ctx.session)
    ]
    form.matter.choices = [SelectChoice("", _("Choose a matter")), *left]
    if kind is VoucherKind.RECEIPT:
        form.payee_name.label.text, form.fund.label.text = _("Who pays it"), _("Into which fund")
    return form


def _written(ctx: Context, form: VoucherForm, kind: VoucherKind) -> Written | None:
    """What was written down; nothing while a name, a matter or a number is not clear yet."""
    payee, sure = _person(ctx, form.payee_name, form.payee, True) if kind is not VoucherKind.TRANSFER else (None, True)
    handler, known = _person(ctx, form.handler_name, form.handler, False)
    matter = matter_by_number(ctx.session, form.matter.data or "")
    found = resolution_by_number(ctx.session, form.resolution.data or "")
    if form.resolution.data and not found:
        form.resolution.errors = [_("There is no resolution of this number.")]
    if not (sure and known) or form.errors:
        return None
    return Written(
        kind=kind,
        fund=Fund(form.fund.data),
        money=form.money.data,
        other={"101": "102", "102": "101"}[form.money.data] if kind is VoucherKind.TRANSFER else "",
        happened_on=form.happened_on.data,
        purpose=form.purpose.data,
        lines=form.meant_lines(),
        payee_name=form.payee_name.data or "",
        payee_account=form.payee_account.data or "",
        payee_id=payee,
        handler_id=handler,
        matter_id=matter.id if matter else None,
        resolution_id=found[0].id if found else None,
        committees_on=form.committees_on.data,
    )


def _person(ctx: Context, name: Any, which: Any, may_be_nobody: bool) -> tuple[uuid.UUID | None, bool]:
    """Who is meant by a name, and whether that is clear; people of one name are shown to choose from."""
    found = people_named(ctx.session, [name.data or ""])
    if not found:
        if not may_be_nobody:
            name.errors = [_("Nobody of this name is in the register. Write the name as it stands there.")]
        return None, may_be_nobody
    if len(found) == 1:
        return found[0].id, True
    told = _("%(name)s, %(group)s, %(door)s, born %(year)s")
    which.choices = [
        SelectChoice(
            one.id.hex, told % {"name": one.name, "group": one.group, "door": one.door, "year": one.born_on.year}
        )
        for one in found
    ]
    if may_be_nobody:
        which.choices.append(SelectChoice(NO_PERSON, _("Somebody else, or a firm")))
        if which.data == NO_PERSON:
            return None, True
    chosen = next((one.id for one in found if one.id.hex == which.data), None)
    if chosen is None:
        which.errors = [_("Several people have this name. Choose one of them.")]
    return chosen, chosen is not None


def _values(ctx: Context, voucher: Voucher) -> dict[str, Any]:
    """A voucher as its form shows it."""
    matter = matter_of(ctx.session, voucher)
    key = (ctx.village_id, voucher.resolution_id)
    resolution = ctx.session.get(Resolution, key) if voucher.resolution_id else None
    entries = postings_of(ctx.session, voucher.id)
    takes = voucher.kind is VoucherKind.RECEIPT
    plain = ("purpose", "happened_on", "payee_name", "payee_account", "committees_on")
    return {name: getattr(voucher, name) for name in plain} | {
        "matter": matter.short_number if matter else "",
        "resolution": resolution.short_number if resolution else "",
        "fund": voucher.fund.value,
        "money": entries[0].debit if takes else entries[0].credit,
        "lines": [{"item": one.item, "amount": yuan(one.amount_fen), "note": one.note} for one in entries],
        "handler_name": names_of(ctx.session, [voucher.handler_id]).get(voucher.handler_id, ""),
        "handler": voucher.handler_id.hex if voucher.handler_id else None,
        "payee": voucher.payee_id.hex if voucher.payee_id else None,
    }
