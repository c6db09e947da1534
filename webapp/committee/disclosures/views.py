"""Pages of the duty to publish: the calendar for everyone, drafting, occasions, requests to publish more."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from webapp.charter.labels import article_label
from webapp.charter.queries import rules_in_force
from webapp.charter.rulebook.articles import numbered
from webapp.charter.workdays import KNOWN_YEARS
from webapp.committee.disclosures import labels, operations, queries
from webapp.committee.disclosures.catalogue import ASKED, ITEMS, Cadence, Field
from webapp.committee.disclosures.forms import AskForm, DisclosureForm, NamesForm, OccasionForm
from webapp.committee.disclosures.models import DisclosureCall
from webapp.committee.disclosures.rules import CLAIMS, MAJOR_DUE, PERIODIC_DUE
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import NotFound
from webapp.core.permissions import Permission as P
from webapp.council.calls.rules import CallSource
from webapp.kit.attempts import NONE, attempt
from webapp.kit.guards import needs, public, signed_in
from webapp.kit.request import current_ctx
from webapp.village.offices.labels import OFFICES

bp = Blueprint("disclosures", __name__, url_prefix="/v/<village>/disclosures")
bp.add_app_template_filter(labels.cover_label, "cover_name")
bp.add_app_template_filter(labels.item_label, "disclosure_item")
bp.add_app_template_filter(labels.period_label, "period_name")
bp.add_app_template_filter(labels.duty_tag, "duty_tag")
bp.add_app_template_filter(labels.call_tag, "disclosure_call_tag")

Answer = str | Response | tuple[str, int]


@bp.get("")
@public
def show() -> str:
    """What must be published, what is overdue, and what people asked for."""
    ctx = current_ctx()
    calendar = queries.calendar(ctx.session, china_date(ctx.now))
    return render_template(
        "disclosures/show.html",
        calendar=calendar,
        asked={one.duty.cover.period: one for one in calendar.of_item(ASKED)},
        calls=queries.calls(ctx.session),
        known_until=KNOWN_YEARS.stop - 1,
        **_law(ctx),
    )


@bp.get("/catalogue")
@public
def catalogue() -> str:
    """Every item of the catalogue: how often, by which article, whose work, when it was published last."""
    ctx = current_ctx()
    calendar = queries.calendar(ctx.session, china_date(ctx.now))
    profile = rules_in_force(ctx.session, calendar.today)
    often = {cadence: str(label) for cadence, label in labels.CADENCES.items()}
    for cadence, rule in ((Cadence.AFFAIRS, "publish.general"), (Cadence.FINANCE, "publish.finance")):
        often[cadence] = str(labels.MONTHLY) if profile.choice(rule) == "MONTHLY" else often[cadence]
    rows = {item.code: next((one for one in calendar.of_item(item.code) if one.hung_on), None) for item in ITEMS}
    return render_template(
        "disclosures/catalogue.html", items=ITEMS, fields={f: str(labels.FIELDS[f]) for f in Field}, often=often,
        last=rows, owners=OFFICES, articles={item.code: _article(item.article, ctx) for item in ITEMS},
    )  # fmt: skip


@bp.route("/draft", methods=["GET", "POST"])
@needs(P.DRAFT_WRITE)
def draft() -> Answer:
    """Draft the notice that publishes what is due."""
    ctx, form, reasons = current_ctx(), DisclosureForm(), NONE
    form.offer(queries.calendar(ctx.session, china_date(ctx.now)).open)
    if request.method == "GET":
        form.covers.data = request.args.getlist("cover")
    if form.accepts(ctx.session):
        made, reasons = attempt(
            lambda: operations.draft_disclosure(ctx, form.chosen(), form.title.data, form.whole_text(), form.person_id)
        )
        if made is not None:
            flash(_("The draft is on its way."), "success")
            return redirect(url_for("drafts.show", number=made.short_number))
    return _page("disclosures/draft.html", form, reasons)


@bp.route("/occasions/new", methods=["GET", "POST"])
@needs(P.DISCLOSURE_NOTE)
def occasion() -> Answer:
    """Enter that something happened that must be published."""
    ctx, form, reasons = current_ctx(), OccasionForm(), NONE
    if form.validate_on_submit():
        told = (form.item.data, form.title.data, form.happened_on.data)
        made, reasons = attempt(lambda: operations.note_occasion(ctx, *told))
        if made is not None:
            flash(_("It stands in the calendar now."), "success")
            return redirect(url_for("disclosures.show"))
    return _page("disclosures/occasion.html", form, reasons, **_law(ctx))


@bp.route("/requests/new", methods=["GET", "POST"])
@needs(P.DISCLOSURE_CALL)
def ask() -> Answer:
    """Ask that something more be published."""
    ctx, form, reasons = current_ctx(), AskForm(), NONE
    if form.validate_on_submit():
        told = (CallSource(form.source.data), form.wanted.data)
        made, reasons = attempt(lambda: operations.ask_disclosure(ctx, *told))
        if made is not None:
            flash(_("The request is started, and your name is the first under it."), "success")
            return redirect(url_for("disclosures.request_page", number=made.short_number))
    return _page("disclosures/ask.html", form, reasons, **_law(ctx))


@bp.get("/requests/<number>")
@public
def request_page(number: str) -> Answer:
    """One request to publish: how many asked, how many are needed, until when the committee must publish."""
    return _one(current_ctx(), number, [])


@bp.post("/requests/<number>/support")
@signed_in
def support(number: str) -> Answer:
    """Put my name under a request to publish."""
    ctx = current_ctx()
    names, reasons = attempt(lambda: operations.support_disclosure(ctx, _call(ctx, number).id))
    if names is None:
        return _one(ctx, number, reasons)
    flash(_("Your name stands under this request."), "success")
    return redirect(url_for("disclosures.request_page", number=number))


@bp.route("/requests/<number>/names", methods=["GET", "POST"])
@needs(P.DISCLOSURE_PAPER)
def record_names(number: str) -> Answer:
    """Record names that stand on paper under a request to publish."""
    ctx, form, reasons = current_ctx(), NamesForm(), NONE
    call = _call(ctx, number)
    unknown = form.look_up(ctx.session, call.id, tick="look" in request.form).unknown
    if "look" not in request.form and form.validate_on_submit() and form.require_ticked():
        ticked = form.ticked()
        added, reasons = attempt(lambda: operations.record_disclosure_names(ctx, call.id, ticked))
        if added is not None:
            flash(ngettext("%(num)d name was recorded.", "%(num)d names were recorded.", added), "success")
            return redirect(url_for("disclosures.request_page", number=number))
    return _page("disclosures/record_names.html", form, reasons, unknown=unknown, call=_call(ctx, number))


def _call(ctx: Context, number: str) -> DisclosureCall:
    found = queries.call_by_number(ctx.session, number)
    if found is None:
        raise NotFound("DisclosureCall", number)
    return found


def _one(ctx: Context, number: str, reasons: list[dict[str, str]]) -> Answer:
    call, person = _call(ctx, number), ctx.actor.resident_id
    article = rules_in_force(ctx.session, china_date(call.called_at)).article(CLAIMS[call.source])
    page = render_template(
        "disclosures/request_page.html",
        call=call,
        names=queries.names_under(ctx.session, call.id),
        today=china_date(ctx.now),
        mine=bool(person and queries.supported_by(ctx.session, call.id, [person])),
        standing=queries.standing_of_call(ctx.session, call, china_date(ctx.now)),
        article=str(article_label(article)),
        reasons=reasons,
    )
    return (page, 422) if reasons else page


def _page(template: str, form: Any, reasons: list[dict[str, str]], **shown: Any) -> tuple[str, int]:
    refused = request.method == "POST" and (form.errors or reasons)
    return render_template(template, form=form, reasons=reasons, **shown), 422 if refused else 200


def _article(reference: str, ctx: Context) -> str:
    return str(article_label(numbered(reference, rules_in_force(ctx.session, china_date(ctx.now)).code)))


def _law(ctx: Context) -> dict[str, Any]:
    """After how many days things must hang, and which articles say so."""
    profile = rules_in_force(ctx.session, china_date(ctx.now))
    return {
        "periodic_days": profile.number(PERIODIC_DUE),
        "periodic_law": str(article_label(profile.article(PERIODIC_DUE))),
        "major_days": profile.number(MAJOR_DUE),
        "board_law": str(article_label(profile.article("publish.display.days"))),
        "claim_law": str(article_label(profile.article(CLAIMS[CallSource.VILLAGERS]))),
    }
