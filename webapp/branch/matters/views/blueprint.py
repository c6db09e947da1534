"""The pages of matters, and what all of them share: loading a matter, trying an act, explaining why not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from webapp.branch.attachments.labels import kind_label
from webapp.branch.matters import labels, queries
from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import blockers_in
from webapp.branch.opinions.labels import PLACES, VERDICT_LOOKS, VERDICTS
from webapp.branch.steps.labels import SITTINGS
from webapp.charter.labels import authority_label, body_label, matter_label, track_label
from webapp.core.errors import NotFound
from webapp.kit.attempts import attempt as attempt
from webapp.kit.explain import explain
from webapp.kit.forms import Form
from webapp.kit.request import current_ctx

bp = Blueprint("matters", __name__, url_prefix="/v/<village>")
Answer = str | Response | tuple[str, int]
NONE: list[dict[str, str]] = []
"""No reason against it."""


def because(text: str) -> list[dict[str, str]]:
    """Why a matter was returned: the numbers in the reader's language. Never for words that somebody typed."""
    return explain(blockers_in(text)) or [{"message": text, "article": ""}]


bp.add_app_template_filter(labels.state_label, "matter_state")
bp.add_app_template_filter(labels.STATE_LOOKS.get, "matter_look")
bp.add_app_template_filter(labels.source_label, "matter_source")
bp.add_app_template_filter(labels.signing_label, "signing_word")
bp.add_app_template_filter(labels.step_label, "matter_step")
bp.add_app_template_filter(matter_label, "matter_kind")
bp.add_app_template_filter(body_label, "body_name")
bp.add_app_template_filter(track_label, "track_name")
bp.add_app_template_filter(authority_label, "authority_name")
bp.add_app_template_filter(kind_label, "paper_kind")
bp.add_app_template_filter(SITTINGS.get, "sitting_name")
bp.add_app_template_filter(PLACES.get, "opinion_place")
bp.add_app_template_filter(VERDICTS.get, "verdict_word")
bp.add_app_template_filter(VERDICT_LOOKS.get, "verdict_look")
bp.add_app_template_filter(because, "because")


def the_matter(number: str) -> Matter:
    """The matter of this address; 404 when there is none, or it still gathers names and the reader is not signed in."""
    ctx = current_ctx()
    matter = queries.matter_by_number(ctx.session, number)
    if matter is None or not queries.is_readable(matter, ctx.actor.is_signed_in):
        raise NotFound("Matter", number)
    return matter


def to_matter(number: str) -> Response:
    """Back to the matter's own page."""
    return redirect(url_for("site.matter", number=number))


def page(template: str, form: Form | None = None, reasons: Iterable[Any] = (), **values: Any) -> Answer:
    """A page with a form; 422 when something is to be corrected."""
    shown = render_template(template, form=form, reasons=reasons, **values)
    return (shown, 422) if reasons or (form is not None and form.errors) else shown


def wanted(choices: type[Any], text: str | None) -> Any:
    """One of the words an address may carry; nothing for no word, 404 for a strange one."""
    if not text:
        return None
    try:
        return choices(text)
    except ValueError:
        abort(404)
