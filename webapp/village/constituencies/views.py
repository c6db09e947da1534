"""Pages of the constituencies: draw them, look at one, move a household."""

from __future__ import annotations

import uuid

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
from webapp.kit.request import current_ctx
from webapp.village.constituencies import operations, queries
from webapp.village.constituencies.forms import DrawForm, MoveForm
from webapp.village.constituencies.labels import joined_sentence
from webapp.village.constituencies.rules import TARGET, Drawing, blockers_redraw, draw
from webapp.village.looks.rules import LookAt, households
from webapp.village.looks.showing import note_look

bp = Blueprint("constituencies", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(joined_sentence, "joined_sentence")
Answer = str | Response | tuple[str, int]


@bp.get("/constituencies")
@needs(P.CONSTITUENCY_DRAW)
def show() -> str:
    """The constituencies as they are, and households that are in none."""
    ctx = current_ctx()
    homeless = queries.homes_in(ctx.session, None)
    note_look(ctx, LookAt.CONSTITUENCIES, households(home.household_id for home in homeless))
    return render_template(
        "constituencies/show.html",
        areas=queries.areas(ctx.session, china_date(ctx.now)),
        homeless=homeless,
        homeless_count=queries.homes_without_constituency(ctx.session),
    )


@bp.route("/constituencies/draw", methods=["GET", "POST"])
@needs(P.CONSTITUENCY_DRAW)
def draw_all() -> Answer:
    """Look at a drawing before it is made (nothing is written), then make it."""
    ctx, form, reasons = current_ctx(), DrawForm(), []
    if form.validate_on_submit():
        try:
            drawing = operations.draw_constituencies(ctx, form.target.data)
            flash(_("%(count)s constituencies were drawn.", count=len(drawing.constituencies)), "success")
            return redirect(url_for("constituencies.show"))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    return _show_drawing(ctx, form, reasons)


@bp.get("/constituencies/<count:number>")
@needs(P.CONSTITUENCY_ADJUST)
def one(number: int) -> str:
    """One constituency with its households."""
    ctx = current_ctx()
    row = queries.constituency_numbered(ctx.session, number)
    if row is None:
        raise NotFound("Constituency", number)
    area = next((one for one in queries.areas(ctx.session, china_date(ctx.now)) if one.number == number), None)
    homes = queries.homes_in(ctx.session, row.id)
    note_look(ctx, LookAt.CONSTITUENCIES, households(home.household_id for home in homes))
    return render_template("constituencies/one.html", constituency=row, area=area, homes=homes)


@bp.route("/households/<uuid:household_id>/move", methods=["GET", "POST"])
@needs(P.CONSTITUENCY_ADJUST)
def move(household_id: uuid.UUID) -> Answer:
    """Put a household into another constituency."""
    ctx, form, reasons = current_ctx(), MoveForm(), []
    home = _home(ctx, household_id)
    note_look(ctx, LookAt.CONSTITUENCIES, households([household_id]))
    form.to.choices = _targets(ctx, home)
    if form.validate_on_submit():
        try:
            target = operations.move_household(ctx, household_id, form.to.data)
            flash(_("Household %(number)s is in %(name)s now.", number=home.number, name=target.name), "success")
            return redirect(url_for("constituencies.one", number=target.number))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
    page = render_template("constituencies/move.html", form=form, home=_home(ctx, household_id), reasons=reasons)
    return page, 422 if reasons or form.errors else 200


def _show_drawing(ctx: Context, form: DrawForm, reasons: list[dict[str, str]]) -> tuple[str, int]:
    """The drawing that the wanted size would give; on a look the size stands in the address."""
    refused = bool(reasons or form.errors)
    target = form.target.data if form.is_submitted() else request.args.get("target", TARGET, int)
    if not form.is_submitted():
        form.target.data = target
    drawing: Drawing[uuid.UUID] | None = None
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    span, article = profile.size("rep.households.perRep"), profile.article("rep.households.perRep")
    try:
        drawing = draw(
            queries.places(ctx.session), target=target, smallest=span.low, largest=span.high, article=article
        )
    except (InvalidInput, TypeError):
        target = None
    if drawing is not None and not reasons:
        serving = queries.representatives_serving(ctx.session, today)
        reasons = explain([*blockers_redraw(serving, article), *drawing.blockers])
    page = render_template(
        "constituencies/draw.html", form=form, drawing=drawing, reasons=reasons, span=span, target=target
    )
    return page, 422 if refused else 200


def _home(ctx: Context, key: uuid.UUID) -> queries.Home:
    found = queries.home(ctx.session, key)
    if found is None:
        raise NotFound("Household", key)
    return found


def _targets(ctx: Context, home: queries.Home) -> list[SelectChoice]:
    """Constituencies the household could go to: those of its own group first."""
    every = [one for one in queries.areas(ctx.session, china_date(ctx.now)) if one.number != home.constituency_number]
    every.sort(key=lambda area: (area.group != home.group, area.number))
    words = _("%(name)s · %(group)s · %(households)s households")
    return [
        SelectChoice(one.number, words % {"name": one.name, "group": one.group, "households": one.households})
        for one in every
    ]
