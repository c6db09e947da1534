"""The village's log for people: what happened, in sentences, and each entry's exact bytes with its proof."""

from __future__ import annotations

import dataclasses
import json
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from flask import Response, abort, render_template, request
from flask_babel import gettext as _

from webapp.audit.models import LogEntry
from webapp.audit.queries import checkpoints_of, entries_before, entry, frontier_of, head_of, prove_inclusion
from webapp.audit.verifier.merkle import leaf_hash, root
from webapp.branch.matters.queries import matters_not_public
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.council.queries import must_wait, open_poll_keys
from webapp.kit.guards import public
from webapp.kit.lasting import lasting
from webapp.kit.request import current_ctx, current_outside
from webapp.site.blueprint import bp
from webapp.site.receipts import may_read
from webapp.site.things import is_shown
from webapp.site.wording import actor_label, event_sentence
from webapp.supervision.witnesses.quorum import state_of_witnesses
from webapp.village.accounts.queries import public_names
from webapp.village.looks.events import PersonalDataSeen

PER_PAGE = 40
CHECKPOINTS_SHOWN = 5


@dataclasses.dataclass(frozen=True)
class Line:
    """One entry as a sentence; `thing` is the table and the key of what it speaks of, where a page shows it."""

    seq: int
    at: datetime
    who: str
    sentence: str
    waits: bool = False
    thing: tuple[str, str] | None = None


def lines_of(ctx: Context, entries: Iterable[LogEntry], readable: uuid.UUID | None = None) -> list[Line]:
    """Entries as people read them; villagers without an office stay unnamed, ballots of an open vote unread.

    `readable` is a matter of which it is known that the reader may see it.
    """
    found = list(entries)
    names = public_names(ctx.session, {row.actor for row in found})
    polls = open_poll_keys(ctx.session)
    hidden: frozenset[uuid.UUID] = frozenset()
    if not ctx.actor.is_signed_in:
        matters = {row.matter_id for row in found if row.matter_id and row.matter_id != readable}
        hidden = matters_not_public(ctx.session, matters)
    return [_line(row, names.get(row.actor) or _nameless(row), polls, hidden) for row in found]


def _nameless(row: LogEntry) -> str:
    return _("who: noted, for the supervisors") if row.event == PersonalDataSeen.name else actor_label(row.actor)


def _line(row: LogEntry, who: str, open_polls: frozenset[uuid.UUID], hidden: frozenset[uuid.UUID]) -> Line:
    body = json.loads(row.body)
    table, key = body.get("subject") or ("", "")
    thing = (table, key) if is_shown(table) and row.matter_id not in hidden else None
    if must_wait(row, body, open_polls):
        text = _("A ballot was put into the box. It can be read when the vote is closed.")
        return Line(row.seq, row.at, who, text, waits=True, thing=thing)
    return Line(row.seq, row.at, who, event_sentence(body), thing=thing)


@bp.get("/v/<village>/log")
@public
@lasting
def log() -> str:
    """The log, newest first; `before` goes further back."""
    ctx = current_ctx()
    head = head_of(ctx.session)
    before = number_in(request.args.get("before"), head.size)
    rows: Sequence[LogEntry] = entries_before(ctx.session, before, PER_PAGE)
    older = rows[-1].seq if rows and rows[-1].seq > 0 else None
    shown: dict[str, Any] = {"lines": lines_of(ctx, rows), "older": older, "is_first": before >= head.size}
    shown["checkpoints"] = checkpoints_of(ctx.session, CHECKPOINTS_SHOWN)
    shown["state"] = state_of_witnesses(ctx.session, china_date(ctx.now), current_outside())
    return render_template("site/log.html", size=head.size, root=root(frontier_of(head)).hex(), **shown)


@bp.get("/v/<village>/log/<seq:seq>")
@public
def log_entry(seq: int) -> str:
    """One entry: the sentence, the exact bytes, and the proof that it stands in the log."""
    ctx = current_ctx()
    head = head_of(ctx.session)
    row = entry(ctx.session, seq) if seq < head.size else None
    if row is None:
        abort(404)
    proof = [node.hex() for node in prove_inclusion(ctx.session, seq, head.size)]
    line = lines_of(ctx, [row])[0]
    return render_template(
        "site/log_entry.html",
        line=line,
        body=_("Shown when the vote is closed.") if line.waits else row.body.decode(),
        file=file_name(ctx, seq),
        leaf=leaf_hash(row.body).hex(),
        proof=proof,
        size=head.size,
        root=root(frontier_of(head)).hex(),
        scanned=request.args.get("leaf", ""),
    )


@bp.get("/v/<village>/log/<seq:seq>/bytes")
@public
def entry_bytes(seq: int) -> Response:
    """The exact bytes of one entry as a file, without a line end, so that anybody can hash them."""
    ctx = current_ctx()
    row = entry(ctx.session, seq)
    if row is None or not may_read(ctx, row):
        abort(404)
    response = Response(row.body, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f"attachment; filename={file_name(ctx, seq)}"
    return response


def file_name(ctx: Context, seq: int) -> str:
    """What the file of an entry is called."""
    return f"entry-{ctx.village_id:012d}-{seq}.json"


def number_in(text: str | None, most: int) -> int:
    """A number of an entry as an address has it; `most` for what is none."""
    return min(int(text), most) if text and text.isascii() and text.isdecimal() and len(text) < 16 else most
