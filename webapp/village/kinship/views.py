"""Pages of kinship: who is a near relative of whom, for recusal and for offices that exclude each other."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.core.context import Context
from webapp.core.errors import NotFound, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.kit.explain import explain
from webapp.kit.guards import needs
from webapp.kit.pages import wanted_words
from webapp.kit.request import current_ctx
from webapp.village.kinship import operations, queries
from webapp.village.kinship.forms import KinshipForm
from webapp.village.kinship.labels import kin_label
from webapp.village.kinship.rules import KinKind
from webapp.village.looks.rules import LookAt, people
from webapp.village.looks.showing import note_look
from webapp.village.register.queries import Villager, villager, villagers_asked_for

bp = Blueprint("kinship", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(kin_label, "kin")
Answer = str | Response | tuple[str, int]


@bp.get("/kinship")
@needs(P.KINSHIP_RECORD)
def show() -> str:
    """Find a person, to see and to add near relatives."""
    ctx, asked = current_ctx(), wanted_words()
    found = villagers_asked_for(ctx.session, asked)
    note_look(ctx, LookAt.KINSHIP, people(one.resident_id for one in found))
    return render_template("kinship/show.html", asked=asked, found=found)


@bp.get("/kinship/<uuid:resident_id>")
@needs(P.KINSHIP_RECORD)
def one(resident_id: uuid.UUID) -> str:
    """The near relatives of one person, and a box to find another."""
    ctx = current_ctx()
    person, asked = _person(ctx, resident_id), wanted_words()
    relatives = queries.relatives_of(ctx.session, resident_id)
    found = [one for one in villagers_asked_for(ctx.session, asked) if one.resident_id != resident_id]
    note_look(ctx, LookAt.KINSHIP, people([resident_id, *_keys(relatives), *_keys(found)]))
    return render_template("kinship/one.html", person=person, relatives=relatives, asked=asked, found=found)


@bp.route("/kinship/<uuid:resident_id>/add/<uuid:person_id>", methods=["GET", "POST"])
@needs(P.KINSHIP_RECORD)
def add(resident_id: uuid.UUID, person_id: uuid.UUID) -> Answer:
    """Record what one person is to another."""
    ctx, form, reasons = current_ctx(), KinshipForm(), []
    relative, person = _person(ctx, resident_id), _person(ctx, person_id)
    note_look(ctx, LookAt.KINSHIP, people([resident_id, person_id]))
    if form.validate_on_submit():
        try:
            operations.record_kinship(ctx, resident_id, KinKind(form.kin.data), person_id)
            flash(_("Recorded: %(one)s and %(other)s.", one=person.name, other=relative.name), "success")
            return redirect(url_for("kinship.one", resident_id=resident_id))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    page = render_template("kinship/add.html", form=form, person=person, relative=relative, reasons=reasons)
    return page, 422 if reasons or form.errors else 200


@bp.post("/kinship/<uuid:resident_id>/strike/<uuid:kinship_id>")
@needs(P.KINSHIP_RECORD)
def strike(resident_id: uuid.UUID, kinship_id: uuid.UUID) -> Response:
    """Strike a recorded kinship out."""
    operations.strike_kinship(current_ctx(), kinship_id)
    flash(_("The kinship was struck out."), "success")
    return redirect(url_for("kinship.one", resident_id=resident_id))


def _keys(rows: Iterable[Any]) -> Iterator[uuid.UUID]:
    return (row.resident_id for row in rows)


def _person(ctx: Context, key: uuid.UUID) -> Villager:
    found = villager(ctx.session, key)
    if found is None:
        raise NotFound("Resident", key)
    return found
