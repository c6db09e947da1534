"""Finding entries of the log: the same page for everybody; who oversees may also take what was found as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any

from flask import Response, redirect, render_template, request, stream_with_context, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from webapp.audit.finds import Found, Search, entries_numbered, found_in
from webapp.audit.models import LogEntry
from webapp.audit.queries import head_of
from webapp.audit.verifier.merkle import leaf_hash
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.permissions import Permission as P
from webapp.kit.csv_files import csv_pieces
from webapp.kit.guards import needs, public
from webapp.kit.request import current_ctx
from webapp.site.blueprint import bp
from webapp.site.kinds_of_entries import KINDS
from webapp.site.log_page import PER_PAGE, lines_of, number_in
from webapp.site.log_search import asked_in, search_for
from webapp.supervision.operations import export_log
from webapp.village.accounts.queries import names_ever_in_office
from webapp.village.offices.labels import BODIES

IN_ONE_PIECE = 500
NOTHING = Found((), None)


@bp.get("/v/<village>/log/find")
@public
def log_find() -> str | BaseResponse:
    """What the filters in the address find, the newest first; a number alone leads to its entry."""
    ctx = current_ctx()
    size = head_of(ctx.session).size
    if request.args.get("entry", "").strip().lstrip("#"):
        return _to_entry(request.args["entry"].strip().lstrip("#"), size)
    before = number_in(request.args.get("before"), size)
    wanted, asked = search_for(ctx, asked_in(request.args), before if before < size else None)
    found = found_in(ctx.session, wanted, PER_PAGE) if wanted else NOTHING
    return render_template(
        "site/log_find.html",
        asked=asked,
        lines=lines_of(ctx, entries_numbered(ctx.session, found.numbers)),
        further=found.further,
        is_first=before >= size,
        size=size,
        kinds=KINDS,
        bodies=BODIES,
        names=names_ever_in_office(ctx.session),
        missing=request.args.get("missing", "")[:20],
    )


@bp.post("/v/<village>/log/find/file")
@needs(P.LOG_EXPORT)
def log_file() -> BaseResponse:
    """All that the filters find as a CSV file; the log notes who took it and by which filters."""
    ctx = current_ctx()
    wanted, asked = search_for(ctx, asked_in(request.form), None)
    if wanted is None:
        values: dict[str, Any] = {**asked.kept}
        return redirect(url_for("site.log_find", **values))
    export_log(ctx, asked.kept)
    titles = [_("Entry"), _("Time"), _("Who"), _("What happened"), _("Event"), _("Hash of the entry")]
    pieces = csv_pieces(titles, _rows(ctx, wanted))
    response = Response(stream_with_context(pieces), content_type="text/csv; charset=utf-8")
    name = f"log-{ctx.village_id:012d}-{china_date(ctx.now):%Y%m%d}.csv"
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response


def _to_entry(text: str, size: int) -> BaseResponse:
    seq = number_in(text, size)
    address = url_for("site.log_entry", seq=seq) if seq < size else url_for("site.log_find", missing=text[:20])
    return redirect(address)


def _rows(ctx: Context, wanted: Search) -> Iterator[Sequence[str]]:
    """Every entry found, the newest first, a portion at a time."""
    further: int | None = wanted.high
    while further is not None:
        portion = Search(**{**vars(wanted), "high": further})
        found = found_in(ctx.session, portion, IN_ONE_PIECE)
        rows = entries_numbered(ctx.session, found.numbers)
        yield from _cells(ctx, rows)
        ctx.session.expunge_all()
        further = found.further


def _cells(ctx: Context, rows: Sequence[LogEntry]) -> Iterator[Sequence[str]]:
    for row, line in zip(rows, lines_of(ctx, rows), strict=True):
        at = line.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        event = "" if line.waits else row.event
        yield str(line.seq), at, line.who, line.sentence, event, leaf_hash(row.body).hex()
