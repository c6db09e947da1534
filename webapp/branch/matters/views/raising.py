"""Pages of raising a matter, changing its text and taking it back."""

from __future__ import annotations

from typing import Any

from flask import flash, request
from flask_babel import gettext as _

from webapp.branch.cosignatures.queries import count_base
from webapp.branch.cosignatures.rules import tally_of
from webapp.branch.matters import operations, queries
from webapp.branch.matters.forms import RaiseForm, ReviseForm, WithdrawForm
from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import NAMES_NEEDED, Source, blockers_revise, blockers_withdraw, sources_open_to
from webapp.branch.matters.views.blueprint import NONE, Answer, attempt, bp, page, the_matter, to_matter
from webapp.charter.matters import MatterKind, matters_on
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, NotPermitted, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.kit.explain import explain
from webapp.kit.guards import needs
from webapp.kit.request import current_ctx
from webapp.village.looks.showing import note_choices


@bp.route("/matters/new", methods=["GET", "POST"])
@needs(P.MATTER_RAISE)
def raise_matter() -> Answer:
    """Raise a matter."""
    ctx, reasons = current_ctx(), NONE
    kinds = [kind for kind in matters_on(china_date(ctx.now)) if not kind.decided_by and not kind.by_duty]
    form = RaiseForm(_sources(ctx), kinds)
    if not _wants_preview() and form.validate_on_submit():
        concerned_id = form.person_concerned(ctx.session)
        if not form.errors:
            matter, reasons = attempt(lambda: _raise(ctx, form, concerned_id))
            if matter is not None:
                return to_matter(matter.short_number)
    note_choices(ctx, form.concerned)
    return page("matters/raise_matter.html", form, reasons, **_surroundings(ctx, form, kinds))


@bp.route("/matters/<number>/revise", methods=["GET", "POST"])
@needs(P.MATTER_REVISE)
def revise(number: str) -> Answer:
    """Change the text of a matter."""
    ctx, matter = current_ctx(), _own(number, P.MATTER_REVISE)
    version = queries.version_of(ctx.session, matter.id, matter.version)
    form, reasons = ReviseForm(obj=version, reason=""), _standing_reasons(ctx, matter, blockers_revise)
    form.reason.data = form.reason.data if form.is_submitted() else ""
    if not _wants_preview() and form.validate_on_submit():
        given = (form.title.data, form.text.data, form.reason.data)
        done, reasons = attempt(lambda: operations.revise_matter(ctx, matter.id, *given))
        if done is not None:
            flash(_("The new text stands as version %(number)s.", number=done.number), "success")
            return to_matter(number)
    return page("matters/revise.html", form, reasons, matter=matter, preview=_wants_preview())


@bp.route("/matters/<number>/withdraw", methods=["GET", "POST"])
@needs(P.MATTER_WITHDRAW)
def withdraw(number: str) -> Answer:
    """Take a matter back."""
    ctx, matter = current_ctx(), _own(number, P.MATTER_WITHDRAW)
    form, reasons = WithdrawForm(), _standing_reasons(ctx, matter, blockers_withdraw)
    if form.validate_on_submit():
        done, reasons = attempt(lambda: operations.withdraw_matter(ctx, matter.id, form.reason.data))
        if done is not None:
            flash(_("The matter was withdrawn. It stays readable, with your reason."), "success")
            return to_matter(number)
    return page("matters/withdraw.html", form, reasons, matter=matter)


def _raise(ctx: Context, form: RaiseForm, concerned_id: Any) -> Matter:
    matter = operations.raise_matter(
        ctx, Source(form.source.data), form.kind.data, form.title.data, form.text.data, form.budget.fen, concerned_id
    )
    if matter.source in NAMES_NEEDED:
        flash(_("Your matter stands, and your name is the first under it. Now gather the others."), "success")
    else:
        flash(_("The matter is raised. Add papers, or record the first sitting."), "success")
    return matter


def _sources(ctx: Context) -> tuple[Source, ...]:
    profile = rules_in_force(ctx.session, china_date(ctx.now))
    return sources_open_to(ctx.actor.offices, ctx.actor.resident_id is not None, profile)


def _surroundings(ctx: Context, form: RaiseForm, kinds: list[MatterKind]) -> dict[str, Any]:
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    open_to = [Source(value) for value, _label in form.source.choices]
    tallies = {
        source: tally_of(source, 0, count_base(ctx.session, source, today, profile), profile)
        for source in open_to
        if source in NAMES_NEEDED
    }
    chosen = next((kind for kind in kinds if kind.code == form.kind.data), None)
    return {"kinds": kinds, "kind": chosen, "tallies": tallies, "preview": _wants_preview()}


def _wants_preview() -> bool:
    return "preview" in request.form


def _own(number: str, permission: P) -> Matter:
    """The matter, if it is this person's to change."""
    matter = the_matter(number)
    if not current_ctx().may(permission, matter):
        raise NotPermitted(permission, matter)
    return matter


def _standing_reasons(ctx: Context, matter: Matter, blockers: Any) -> list[dict[str, str]]:
    """What stands in the way before anything is typed."""
    found: list[Blocker] = blockers(queries.standing_of(ctx.session, matter))
    if found and request.method == "POST":
        raise RuleBroken(found)
    return explain(found)
