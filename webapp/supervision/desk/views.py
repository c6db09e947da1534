"""The supervisors' desk: one page with what waits, what is late, what looks wrong."""

from __future__ import annotations

from flask import Blueprint, render_template

from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.permissions import Permission as P
from webapp.kit.guards import needs
from webapp.kit.request import current_ctx
from webapp.supervision.desk.labels import EMPTY, PILES
from webapp.supervision.desk.makers import MAKERS
from webapp.supervision.desk.queries import relatives_of_supervisor
from webapp.supervision.desk.rules import Desk, Pile, laid_out

bp = Blueprint("supervision_desk", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(PILES.__getitem__, "pile")
bp.add_app_template_filter(EMPTY.__getitem__, "pile_empty")


@bp.get("/supervision/desk")
@needs(P.OPINION_GIVE)
def show() -> str:
    """What waits for this supervisor, with rule, article, days left and the one action."""
    ctx = current_ctx()
    return render_template("supervision/desk.html", desk=desk_of(ctx), piles=list(Pile), today=china_date(ctx.now))


def desk_of(ctx: Context) -> Desk:
    """The desk of whoever acts."""
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    items = [item for make in MAKERS for item in make(ctx, today, profile)]
    person = ctx.actor.resident_id
    return laid_out(items, person, relatives_of_supervisor(ctx.session, person) if person else (), today)
