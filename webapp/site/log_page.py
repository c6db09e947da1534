"""The village's log for people: what happened, in sentences, and each entry's exact bytes with its proof."""

from __future__ import annotations

import dataclasses
import json
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from flask import abort, render_template, request
from flask_babel import gettext as _

from webapp.audit.models import LogEntry
from webapp.audit.queries import checkpoints_of, entries_before, entry, frontier_of, head_of, prove_inclusion
from webapp.audit.verifier.merkle import leaf_hash, root
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.council.queries import must_wait, open_poll_keys
from webapp.kit.guards import public
from webapp.kit.lasting import lasting
from webapp.kit.request import current_ctx, current_outside
from webapp.site.blueprint import bp
from webapp.site.wording import actor_label, event_sentence
from webapp.supervision.witnesses.quorum import state_of_witnesses
from webapp.village.accounts.queries import public_names

PER_PAGE = 40
CHECKPOINTS_SHOWN = 5


@dataclasses.dataclass(frozen=True)
class Line:
    """One entry as a sentence."""

    seq: int
    at: datetime
    who: str
    sentence: str
    waits: bool = False


def lines_of(ctx: Context, entries: Iterable[LogEntry]) -> list[Line]:
    """Entries as people read them; villagers without an office stay unnamed, ballots of an open vote unread."""
    found = list(entries)
    names = public_names(ctx.session, {row.actor for row in found})
    polls = open_poll_keys(ctx.session)
    return [_line(row, names.get(row.actor) or actor_label(row.actor), polls) for row in found]


def _line(row: LogEntry, who: str, open_polls: frozenset[uuid.UUID]) -> Line:
    body = json.loads(row.body)
    if must_wait(row, body, open_polls):
        return Line(
            row.seq, row.at, who, _("A ballot was put into the box. It can be read when the vote is closed."), True
        )
    return Line(row.seq, row.at, who, event_sentence(body))


@bp.get("/v/<village>/log")
@public
@lasting
def log() -> str:
    """The log, newest first; `before` goes further back."""
    ctx = current_ctx()
    head = head_of(ctx.session)
    before = _number(request.args.get("before"), head.size)
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
        leaf=leaf_hash(row.body).hex(),
        proof=proof,
        size=head.size,
        root=root(frontier_of(head)).hex(),
        scanned=request.args.get("leaf", ""),
    )


def _number(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isascii() and text.isdecimal() and len(text) < 16 else most
