"""The powers page: who may do what, drawn from the one table the operations ask."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask_babel import gettext as _

from webapp.core.permissions import Permission
from webapp.grants import GRANTS
from webapp.kit.guards import public
from webapp.kit.request import current_ctx
from webapp.site.blueprint import bp
from webapp.site.wording import holder_label, permission_label
from webapp.village.offices.queries import offices_with_names


@bp.get("/v/<village>/powers")
@public
def powers() -> str:
    """Who may do what, room by room, and who holds which office today."""
    ctx = current_ctx()
    return render_template("site/powers.html", rooms=_rooms(), offices=offices_with_names(ctx.session, ctx.now))


def _rooms() -> list[dict[str, Any]]:
    """The table by room, in the order of the four powers."""
    titles = {
        "branch": _("The Party branch leads: matters and their way"),
        "council": _("The council decides: meetings and votes"),
        "committee": _("The committee executes: tasks and results"),
        "supervision": _("The supervision committee oversees"),
        "board": _("The notice board"),
        "village": _("Register, offices, signing in"),
        "charter": _("Local rules"),
    }
    return [{"title": title, "rows": _rows(room)} for room, title in titles.items()]


def _rows(room: str) -> list[tuple[str, str]]:
    return [
        (
            permission_label(permission),
            _(", ").join(holder_label(holder.key) for holder in GRANTS[permission]) or _("nobody directly"),
        )
        for permission in Permission
        if permission.value.startswith(f"{room}:")
    ]
