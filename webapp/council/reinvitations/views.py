"""Pages of new invitations: asking, agreeing, and the link."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.core.errors import NotFound
from webapp.core.permissions import Permission as P
from webapp.council.queries import open_votes_of
from webapp.council.reinvitations import operations, queries, rules
from webapp.kit.explain import explain
from webapp.kit.guards import needs
from webapp.kit.request import current_ctx, public_address
from webapp.village.looks.rules import LookAt, people
from webapp.village.looks.showing import note_look
from webapp.village.register.queries import villager

bp = Blueprint("reinvitations", __name__, url_prefix="/v/<village>")


@bp.get("/reinvitations")
@needs(P.REINVITATION_AGREE)
def waiting() -> str:
    """New invitations that wait for the second person."""
    ctx = current_ctx()
    asked = queries.waiting_for_consent(ctx.session, ctx.now, ctx.actor.account_id)
    return render_template("reinvitations/waiting.html", asked=asked)


@bp.post("/reinvitations/<uuid:key>/agree")
@needs(P.REINVITATION_AGREE)
def agree(key: uuid.UUID) -> Response:
    """Agree as the second person."""
    operations.agree_reinvitation(current_ctx(), key)
    flash(_("You agreed. The clerk can make the link now; it opens once and holds two days."), "success")
    return redirect(url_for("reinvitations.waiting"))


@bp.get("/reinvitations/for/<uuid:resident_id>")
@needs(P.REINVITATION_ASK)
def show(resident_id: uuid.UUID) -> str:
    """How far a new invitation for this person has come, and what comes next."""
    ctx = current_ctx()
    person, account = villager(ctx.session, resident_id), queries.account_of(ctx.session, resident_id)
    if person is None or account is None:
        raise NotFound("Account", resident_id)
    is_own, votes = account.id == ctx.actor.account_id, open_votes_of(ctx.session, resident_id)
    return render_template(
        "reinvitations/show.html",
        person=person,
        asked=queries.asked_for(ctx.session, resident_id, ctx.now),
        reasons=explain(rules.blockers_ask(bool(account.password_hash), is_own, votes)),
    )


@bp.post("/reinvitations/for/<uuid:resident_id>")
@needs(P.REINVITATION_ASK)
def ask(resident_id: uuid.UUID) -> Response:
    """Ask for a new invitation."""
    operations.ask_reinvitation(current_ctx(), resident_id)
    flash(_("Asked for. Now a second person must agree."), "success")
    return redirect(url_for("reinvitations.show", resident_id=resident_id))


@bp.post("/reinvitations/<uuid:key>/link")
@needs(P.REINVITATION_ASK)
def link(key: uuid.UUID) -> str:
    """Make the link; it is shown once."""
    ctx = current_ctx()
    token = operations.hand_reinvitation(ctx, key)
    whose = queries.account_behind(ctx.session, key).resident_id
    note_look(ctx, LookAt.REINVITATION, people([whose] if whose else []))
    account = queries.account_behind(ctx.session, key)
    shown = {
        "name": account.shown_name,
        "sign_in_name": account.sign_in_name,
        "url": public_address("accounts.join", token=token),
    }
    return render_template("accounts/invited.html", link=shown, until=ctx.now + rules.LINK_LASTS)
