"""Evidence to take away: what it is, the files of a matter, a meeting or a period, and the page that checks them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from flask import Response, make_response, render_template, request, send_file
from flask_babel import force_locale

from webapp.audit.bundles.packing import write_bundle
from webapp.audit.bundles.page import content_policy, verify_page, words_as_json
from webapp.audit.evidence import log_keys, newest_signed
from webapp.audit.queries import reader_of
from webapp.audit.verifier import layout
from webapp.audit.verifier.policy import Policy
from webapp.branch.matters.queries import is_readable, matter_by_number
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, NotFound, RuleBroken, require_none
from webapp.core.permissions import Permission as P
from webapp.council.meetings.queries import meeting_by_number
from webapp.kit.explain import explain
from webapp.kit.guards import needs, public
from webapp.kit.request import current_ctx, current_outside
from webapp.site.blueprint import bp
from webapp.site.preferences import LOCALES
from webapp.site.wording import EVENTS
from webapp.supervision.bundles import queries
from webapp.supervision.bundles.operations import take_bundle
from webapp.supervision.bundles.queries import Chosen
from webapp.supervision.bundles.rules import MOST_ENTRIES, Kind, Readers, blockers_period
from webapp.supervision.witnesses.quorum import policy_text, village_policy

IN_MEMORY = 8_000_000
A_MONTH = timedelta(days=30)


@bp.get("/v/<village>/evidence")
@public
def evidence() -> str:
    """What can be taken away, and how anybody checks it."""
    return _page([])


@bp.get("/v/<village>/evidence/verify.html")
@public
def evidence_check() -> Response:
    """The page that checks, with this village's own policy in it: it runs in the browser and can be kept."""
    ctx = current_ctx()
    policy = policy_text(policy_today(ctx)) if log_keys(ctx.session) else ""
    page = verify_page(policy, event_words())
    answer = make_response(page)
    answer.headers["Content-Security-Policy"] = content_policy(page)
    return answer


@bp.get("/v/<village>/evidence/<any(matter,meeting,period):kind>.zip")
@public
def evidence_file(kind: str) -> Response | tuple[str, int]:
    """A bundle for everybody: the same entries and papers, without what was sealed about people."""
    ctx = current_ctx()
    try:
        chosen = queries.packable(ctx.session, _chosen(ctx, Kind(kind)))
    except RuleBroken as broken:
        return _page(explain(broken.blockers)), 422
    return _file(ctx, chosen, Readers.EVERYONE)


@bp.post("/v/<village>/evidence/<any(matter,meeting,period):kind>")
@needs(P.BUNDLE_TAKE)
def evidence_take(kind: str) -> Response | tuple[str, int]:
    """A bundle for those who oversee; the log notes who took it."""
    ctx = current_ctx()
    try:
        chosen = _chosen(ctx, Kind(kind))
        take_bundle(ctx, chosen)
    except RuleBroken as broken:
        return _page(explain(broken.blockers)), 422
    return _file(ctx, chosen, Readers.SUPERVISORS)


def _page(reasons: list[dict[str, str]]) -> str:
    ctx = current_ctx()
    today = china_date(ctx.now)
    shown: dict[str, Any] = {"keys": log_keys(ctx.session), "newest": newest_signed(ctx.session), "reasons": reasons}
    shown |= {"since": today - A_MONTH, "until": today, "most": MOST_ENTRIES, "readers": Readers}
    return render_template("bundles/evidence.html", **shown)


def _chosen(ctx: Context, kind: Kind) -> Chosen:
    number = request.values.get("number", "")
    if kind is Kind.MATTER:
        matter = matter_by_number(ctx.session, number)
        if matter is None or not is_readable(matter, ctx.actor.is_signed_in):
            raise NotFound("Matter", number)
        return queries.of_matter(ctx.session, matter)
    if kind is Kind.MEETING:
        meeting = meeting_by_number(ctx.session, number)
        if meeting is None:
            raise NotFound("Meeting", number)
        return queries.of_meeting(ctx.session, meeting)
    since, until = _day("since"), _day("until")
    require_none(blockers_period(since, until, china_date(ctx.now)))
    return queries.of_period(ctx.session, since, until)


def _day(name: str) -> date:
    try:
        return date.fromisoformat(request.values.get(name, ""))
    except ValueError as error:
        raise RuleBroken([Blocker("bundle.day")]) from error


def _file(ctx: Context, chosen: Chosen, readers: Readers) -> Response:
    """The bundle, packed into a temporary file and sent from there."""
    extra = {layout.PAGE: verify_page("", event_words()), layout.WORDS: event_words().encode()}
    stream = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - sent, then closed by the server
    contents = queries.contents_of(ctx.session, chosen, readers, policy_today(ctx), extra)
    write_bundle(contents, reader_of(ctx.session), cast(IO[bytes], stream))
    stream.seek(0)
    label = contents.label
    name = f"evidence-{label.village}-{chosen.kind.value}-{label.first}-{label.last}.zip"
    answer = send_file(cast(IO[bytes], stream), mimetype="application/zip", as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def policy_today(ctx: Context) -> Policy:
    """Whose signatures the village asks for on its log today."""
    return village_policy(ctx.session, china_date(ctx.now), current_outside())


@cache
def event_words() -> str:
    """What events are called, in every language, for the page that checks."""
    found = {}
    for locale in LOCALES:
        with force_locale(locale):
            found[locale] = {name: str(sentence) for name, sentence in EVENTS.items()}
    return words_as_json(json.loads(json.dumps(found)))
