"""The village's first page: what hangs on the board, who holds the four powers, what comes next."""

from __future__ import annotations

from flask import render_template

from webapp.core.clock import china_date
from webapp.kit.guards import public
from webapp.kit.request import current_ctx
from webapp.site.blueprint import bp
from webapp.village.offices.queries import holders_on
from webapp.village.offices.rules import Body, members_of


@bp.get("/v/<village>/")
@public
def home() -> str:
    """What a villager sees first."""
    ctx = current_ctx()
    holders = holders_on(ctx.session, china_date(ctx.now))
    powers = {body: len(members_of(body, holders)) for body in Body}
    return render_template("site/home.html", powers=powers)
