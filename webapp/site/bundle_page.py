"""Evidence to take away: what it is, the files of a matter, a meeting or a period, and the page that checks them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from flask import Response, make_response, render_template, request
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
from webapp.supervision.bundles.rules import MOST_ENTRIES, Readers, blockers_period
from webapp.supervision.witnesses.quorum import policy_text, village_policy

IN_MEMORY = 8_000_000
PIECE = 256_000
Answer = Response | tuple[str, int]
Choose = Callable[[Context], Chosen]
A_MONTH = timedelta(days=30)


@bp.get("/v/<village>/evidence")
@public
def evidence() -> str:
    """What can be taken away, and how anybody checks it."""
    return _page([])


@bp.get("/v/<village>/evidence/check")
@public
def evidence_check() -> Response:
    """The page that checks, with this village's own policy in it: it runs in the browser and can be kept."""
    ctx = current_ctx()
    policy = policy_text(policy_today(ctx)) if log_keys(ctx.session) else ""
    page = verify_page(policy, event_words())
    answer = make_response(page)
    answer.headers["Content-Security-Policy"] = content_policy(page)
    return answer


@bp.get("/v/<village>/evidence/period")
@public
def evidence_of_period() -> Answer:
    """Everything of some days, for everybody."""
    return _for_everybody(_of_period)


@bp.get("/v/<village>/matters/<number>/evidence")
@public
def evidence_of_matter(number: str) -> Answer:
    """The whole chain of a matter, for everybody."""
    return _for_everybody(lambda ctx: _of_matter(ctx, number))


@bp.get("/v/<village>/meetings/<number>/evidence")
@public
def evidence_of_meeting(number: str) -> Answer:
    """Everything about a meeting, for everybody."""
    return _for_everybody(lambda ctx: _of_meeting(ctx, number))


@bp.post("/v/<village>/evidence/period")
@needs(P.BUNDLE_TAKE)
def take_evidence_of_period() -> Answer:
    """Everything of some days with what oversight needs besides; the log notes who took it."""
    return _for_oversight(_of_period)


@bp.post("/v/<village>/matters/<number>/evidence")
@needs(P.BUNDLE_TAKE)
def take_evidence_of_matter(number: str) -> Answer:
    """The same of a matter."""
    return _for_oversight(lambda ctx: _of_matter(ctx, number))


@bp.post("/v/<village>/meetings/<number>/evidence")
@needs(P.BUNDLE_TAKE)
def take_evidence_of_meeting(number: str) -> Answer:
    """The same of a meeting."""
    return _for_oversight(lambda ctx: _of_meeting(ctx, number))


def _for_everybody(choose: Choose) -> Answer:
    """A bundle without what was sealed about people."""
    ctx = current_ctx()
    try:
        chosen = queries.packable(ctx.session, choose(ctx))
    except RuleBroken as broken:
        return _page(explain(broken.blockers)), 422
    return _file(ctx, chosen, Readers.EVERYONE)


def _for_oversight(choose: Choose) -> Answer:
    """A bundle for those who oversee."""
    ctx = current_ctx()
    try:
        chosen = choose(ctx)
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


def _of_matter(ctx: Context, number: str) -> Chosen:
    matter = matter_by_number(ctx.session, number)
    if matter is None or not is_readable(matter, ctx.actor.is_signed_in):
        raise NotFound("Matter", number)
    return queries.of_matter(ctx.session, matter)


def _of_meeting(ctx: Context, number: str) -> Chosen:
    meeting = meeting_by_number(ctx.session, number)
    if meeting is None:
        raise NotFound("Meeting", number)
    return queries.of_meeting(ctx.session, meeting)


def _of_period(ctx: Context) -> Chosen:
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
    stream = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed when it is sent
    contents = queries.contents_of(ctx.session, chosen, readers, policy_today(ctx), extra)
    write_bundle(contents, reader_of(ctx.session), cast(IO[bytes], stream))
    label, size = contents.label, stream.tell()
    name = f"evidence-{label.village}-{chosen.kind.value}-{label.first}-{label.last}.zip"
    answer = Response(_pieces(cast(IO[bytes], stream)), mimetype="application/zip")
    answer.headers["Content-Length"] = str(size)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The file from its beginning, closed at its end."""
    with stream:
        stream.seek(0)
        while piece := stream.read(PIECE):
            yield piece


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
