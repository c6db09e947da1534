"""Pages to read: the list of matters, and how a text changed."""

from __future__ import annotations

from flask import render_template, request

from webapp.branch.matters import queries
from webapp.branch.matters.rules import MatterState, Step
from webapp.branch.matters.views.blueprint import Answer, bp, the_matter, wanted
from webapp.branch.versions.rules import difference
from webapp.charter.matters import matters_on
from webapp.core.clock import china_date
from webapp.core.errors import NotFound
from webapp.kit.guards import public
from webapp.kit.pages import paging, wanted_page
from webapp.kit.request import current_ctx


@bp.get("/matters")
@public
def list_matters() -> str:
    """All matters, the newest first."""
    ctx = current_ctx()
    state, step = wanted(MatterState, request.args.get("state")), wanted(Step, request.args.get("step"))
    kind = request.args.get("kind", "")[:40]
    found = queries.list_matters(ctx.session, wanted_page(), state, kind, step, ctx.actor.is_signed_in)
    return render_template(
        "matters/list_matters.html",
        page=found,
        paging=paging(found, "matters.list_matters", state=state, kind=kind or None, step=step),
        chosen={"state": state, "kind": kind, "step": step},
        states=[word for word in MatterState if word is not MatterState.GATHERING or ctx.actor.is_signed_in],
        steps=list(Step),
        kinds=matters_on(china_date(ctx.now)),
    )


@bp.get("/matters/<number>/versions")
@public
def versions(number: str) -> Answer:
    """Every version of a text, and what changed between two of them."""
    matter = the_matter(number)
    rows = queries.versions_of(current_ctx().session, matter.id)
    later = _wanted_version("to", matter.version)
    earlier = _wanted_version("from", max(1, later - 1))
    texts = {row.version.number: row.version for row in rows}
    if not {earlier, later} <= texts.keys():
        raise NotFound("MatterVersion", f"{earlier}-{later}")
    before, after = texts[earlier], texts[later]
    return render_template(
        "matters/versions.html", matter=matter, rows=rows, before=before, after=after,
        titles=difference(before.title, after.title), pieces=difference(before.text, after.text),
    )  # fmt: skip


def _wanted_version(name: str, otherwise: int) -> int:
    text = request.args.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise
