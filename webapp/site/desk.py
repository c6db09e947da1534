"""My desk: what waits for me, first."""

from __future__ import annotations

from flask import render_template

from webapp.kit.guards import signed_in
from webapp.site.blueprint import bp


@bp.get("/v/<village>/desk")
@signed_in
def desk() -> str:
    """What waits for this person, by office."""
    return render_template("site/desk.html")
