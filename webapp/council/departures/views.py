"""Pages of leaving the register."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.core.errors import NotFound, RuleBroken, require_none
from webapp.core.permissions import Permission as P
from webapp.council.departures import operations, queries, rules
from webapp.council.departures.forms import DepartureForm
from webapp.council.departures.labels import departure_label
from webapp.kit.explain import explain
from webapp.kit.guards import needs
from webapp.kit.pages import paging, wanted_page, wanted_words
from webapp.kit.request import current_ctx
from webapp.village.looks.rules import LookAt, people
from webapp.village.looks.showing import note_look
from webapp.village.register.queries import villager, villagers_asked_for

bp = Blueprint("departures", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(departure_label, "departure")
PER_PAGE = 50


@bp.get("/departures")
@needs(P.RESIDENT_DEPART)
def show() -> str:
    """Find the person who died or left, and see who was taken out."""
    ctx, asked = current_ctx(), wanted_words()
    found, number = villagers_asked_for(ctx.session, asked), wanted_page()
    gone = [one.id for one, _home in queries.departed(ctx.session, number, PER_PAGE).rows]
    note_look(ctx, LookAt.DEPARTURES, people([*(one.resident_id for one in found), *gone]))
    page = queries.departed(ctx.session, number, PER_PAGE)
    return render_template(
        "departures/show.html",
        asked=asked,
        found=found,
        page=page,
        paging=paging(page, "departures.show"),
    )


@bp.route("/departures/new/<uuid:resident_id>", methods=["GET", "POST"])
@needs(P.RESIDENT_DEPART)
def record(resident_id: uuid.UUID) -> str | Response | tuple[str, int]:
    """Take one person out of the register."""
    ctx, form, reasons = current_ctx(), DepartureForm(), []
    person = villager(ctx.session, resident_id)
    if person is None:
        raise NotFound("Resident", resident_id)
    note_look(ctx, LookAt.DEPARTURES, people([resident_id]))
    form.offer()
    if form.validate_on_submit():
        try:
            operations.record_departure(ctx, resident_id, form.because.data, form.on.data)
            flash(_("%(name)s was taken out of the register.", name=person.name), "success")
            return redirect(url_for("departures.show"))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    page = render_template("departures/record.html", form=form, person=person, reasons=reasons)
    return page, 422 if form.errors or reasons else 200


@bp.route("/departures/<uuid:resident_id>/return", methods=["GET", "POST"])
@needs(P.RESIDENT_DEPART)
def take_back(resident_id: uuid.UUID) -> str | Response:
    """Take one person back into the register."""
    ctx = current_ctx()
    person = queries.person(ctx.session, resident_id)
    if person is None:
        raise NotFound("Resident", resident_id)
    require_none(rules.blockers_return(person.departed_on))
    if request.method == "POST":
        operations.record_return(ctx, resident_id)
        flash(_("%(name)s stands in the register again.", name=person.name), "success")
        return redirect(url_for("departures.show"))
    return render_template("departures/take_back.html", person=person)
