"""Pages of the offices: who holds what, what the law finds missing, filling and ending."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import InvalidInput, NotFound, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.kit.explain import explain
from webapp.kit.guards import needs
from webapp.kit.pages import paging, wanted_page, wanted_words
from webapp.kit.request import current_ctx
from webapp.village.constituencies.queries import areas
from webapp.village.kinship.queries import near_relatives_of
from webapp.village.looks.rules import LookAt, people
from webapp.village.looks.showing import note_look
from webapp.village.offices import operations, queries
from webapp.village.offices.composition import blockers_roster, warnings_supervision
from webapp.village.offices.forms import EndForm, FillForm
from webapp.village.offices.labels import BLOCKERS, office_label
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.rules import Office
from webapp.village.register.models import Resident
from webapp.village.register.queries import Villager, villager, villagers_asked_for

bp = Blueprint("offices", __name__, url_prefix="/v/<village>")
Answer = str | Response | tuple[str, int]
SEATS_PER_PAGE = 50


@bp.get("/offices")
@needs(P.OFFICE_FILL)
def show() -> str:
    """Who holds which office, and what the bodies lack by law."""
    ctx = current_ctx()
    today = china_date(ctx.now)
    holders = queries.holders_on(ctx.session, today)
    profile = rules_in_force(ctx.session, today)
    kin = near_relatives_of(ctx.session, {holder.person for holder in holders})
    return render_template(
        "offices/show.html",
        terms=queries.terms_by_office(ctx.session, today),
        seats=queries.seats(ctx.session, today, 1, 1).total,
        represented=sum(1 for holder in holders if holder.office is Office.REPRESENTATIVE),
        reasons=explain(blockers_roster(holders, kin, profile)),
        warnings=explain(warnings_supervision(holders, profile)),
    )


@bp.get("/offices/representatives")
@needs(P.OFFICE_FILL)
def representatives() -> str:
    """Who speaks for which constituency, vacant ones included."""
    ctx = current_ctx()
    page = queries.seats(ctx.session, china_date(ctx.now), wanted_page(), SEATS_PER_PAGE)
    return render_template("offices/representatives.html", page=page, paging=paging(page, "offices.representatives"))


@bp.get("/offices/new")
@needs(P.OFFICE_FILL)
def choose() -> str:
    """Find the person who takes an office."""
    asked = wanted_words()
    kept = {"office": request.args.get("office", ""), "constituency": request.args.get("constituency", "")}
    found = villagers_asked_for(current_ctx().session, asked)
    note_look(current_ctx(), LookAt.OFFICES, people(one.resident_id for one in found))
    return render_template("offices/choose.html", asked=asked, found=found, kept=kept)


@bp.route("/offices/new/<uuid:resident_id>", methods=["GET", "POST"])
@needs(P.OFFICE_FILL)
def fill(resident_id: uuid.UUID) -> Answer:
    """Record that a person took an office."""
    ctx, reasons = current_ctx(), []
    person = _person(ctx, resident_id)
    note_look(ctx, LookAt.OFFICES, people([resident_id]))
    form = _fill_form(ctx, person)
    if form.validate_on_submit():
        try:
            operations.fill_office(ctx, resident_id, **_filled(form))
            flash(_("%(name)s: %(office)s.", name=person.name, office=office_label(form.office.data)), "success")
            return redirect(url_for("offices.show"))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    page = render_template("offices/fill.html", form=form, person=person, reasons=reasons)
    return page, 422 if reasons or form.errors else 200


@bp.route("/offices/<uuid:term_id>/end", methods=["GET", "POST"])
@needs(P.OFFICE_END)
def end(term_id: uuid.UUID) -> Answer:
    """Record that a person left an office before its term."""
    ctx = current_ctx()
    term, resident = _term(ctx, term_id)
    form = EndForm(on=china_date(ctx.now))
    if form.validate_on_submit() and _ended(ctx, term_id, form):
        text = _("The office ended: %(name)s, %(office)s.", name=resident.name, office=office_label(term.office))
        flash(text, "success")
        return redirect(url_for("offices.show"))
    page = render_template("offices/end.html", form=form, term=term, person=resident)
    return page, 422 if form.errors else 200


def _person(ctx: Context, key: uuid.UUID) -> Villager:
    found = villager(ctx.session, key)
    if found is None:
        raise NotFound("Resident", key)
    return found


def _term(ctx: Context, key: uuid.UUID) -> tuple[OfficeTerm, Resident]:
    found = queries.term_with_holder(ctx.session, key)
    if found is None:
        raise NotFound("OfficeTerm", key)
    return found


def _fill_form(ctx: Context, person: Villager) -> FillForm:
    """The form with what is known already: the wanted office, today, and the person's own constituency."""
    today = china_date(ctx.now)
    every = areas(ctx.session, today)
    wanted = request.args.get("constituency", "")
    own = next((area for area in every if str(area.number) == wanted), None) or next(
        (area for area in every if area.constituency_id == person.constituency_id), None
    )
    office = request.args.get("office", "")
    form = FillForm(
        office=office if office in set(Office) else Office.REPRESENTATIVE.value,
        since=today,
        constituency=str(own.constituency_id) if own else "",
    )
    words = [
        f"{one.name} · {one.group}{' · ' if one.representatives else ''}{'、'.join(one.representatives)}"
        for one in every
    ]
    choices = [SelectChoice(str(one.constituency_id), word) for one, word in zip(every, words, strict=True)]
    form.constituency.choices = [SelectChoice("", _("none")), *choices]
    return form


def _filled(form: FillForm) -> dict[str, Any]:
    return {
        "office": Office(form.office.data),
        "since": form.since.data,
        "constituency_id": uuid.UUID(form.constituency.data) if form.constituency.data else None,
        "title": form.title.data or "",
        "finance_knowledge": form.finance_knowledge.data,
    }


def _ended(ctx: Context, term_id: uuid.UUID, form: EndForm) -> bool:
    """Whether the office could be ended; otherwise the reason stands beside its field."""
    try:
        operations.end_office(ctx, term_id, form.on.data, form.because.data)
    except InvalidInput as error:
        form[error.field or "on"].errors = [str(BLOCKERS[error.code]) % dict(error.params)]
        return False
    return True
