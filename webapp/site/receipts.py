"""A receipt: the proof that a ballot, matter, objection or request stands in the log, and what of it is one's own."""

from __future__ import annotations

import dataclasses
import json
import uuid
from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlalchemy import select

from webapp.audit.bundles.sources import signed_notes
from webapp.audit.models import LogEntry, LogPreimage
from webapp.audit.queries import prove_inclusion
from webapp.audit.verifier.policy import Policy
from webapp.audit.verifier.proof import write_proof
from webapp.board.models import Objection
from webapp.branch.matters.models import Matter
from webapp.core.context import Context
from webapp.core.db import VillageScoped
from webapp.core.digest import row_digest, row_text
from webapp.council.calls.models import MeetingCall
from webapp.council.meetings.models import Seat
from webapp.council.polls.models import Ballot
from webapp.council.queries import must_wait, open_poll_keys


@dataclasses.dataclass(frozen=True)
class Kind:
    """A thing one gets a receipt for: its rows, whose they are, and whether its newest entry counts or its first."""

    model: type[VillageScoped]
    owner: Callable[[Context, VillageScoped], uuid.UUID | None]
    newest: bool = False


def _voter(ctx: Context, row: VillageScoped) -> uuid.UUID | None:
    seat_id = row.seat_id if isinstance(row, Ballot) else None
    query = select(Seat.resident_id).where(Seat.id == seat_id)
    return ctx.session.execute(query).scalar_one_or_none() if seat_id else None


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "ballot": Kind(Ballot, _voter, newest=True),
        "matter": Kind(Matter, lambda ctx, row: row.raised_by_id if isinstance(row, Matter) else None),
        "meeting_call": Kind(MeetingCall, lambda ctx, row: row.called_by_id if isinstance(row, MeetingCall) else None),
        "objection": Kind(Objection, lambda ctx, row: row.raised_by_id if isinstance(row, Objection) else None),
    }
)


def entry_of(ctx: Context, kind: Kind, key: uuid.UUID) -> LogEntry | None:
    """The entry a receipt for this row speaks of."""
    order = LogEntry.seq.desc() if kind.newest else LogEntry.seq
    query = select(LogEntry).where(LogEntry.subject_id == key).order_by(order).limit(1)
    return ctx.session.execute(query).scalar_one_or_none()


def own_row(ctx: Context, entry: LogEntry) -> VillageScoped | None:
    """The row an entry is about, if it is the reader's own."""
    table = (json.loads(entry.body).get("subject") or [""])[0]
    kind = KINDS.get(table)
    if kind is None or ctx.actor.resident_id is None or entry.subject_id is None:
        return None
    row = ctx.session.get(kind.model, (ctx.village_id, entry.subject_id))
    return row if row is not None and kind.owner(ctx, row) == ctx.actor.resident_id else None


def is_own(ctx: Context, entry: LogEntry) -> bool:
    """Whether the thing is the reader's, or they did this to it (voted with a written mandate)."""
    table = (json.loads(entry.body).get("subject") or [""])[0]
    acted = ctx.actor.is_signed_in and entry.actor == ctx.actor.pseudonym and table in KINDS
    return acted or own_row(ctx, entry) is not None


def may_read(ctx: Context, entry: LogEntry) -> bool:
    """Whether the reader may have the entry's bytes: everybody, but of a vote still open only whoever cast it."""
    return not must_wait(entry, json.loads(entry.body), open_poll_keys(ctx.session)) or is_own(ctx, entry)


def proof_of(ctx: Context, entry: LogEntry, policy: Policy) -> bytes | None:
    """The `.tlog-proof` with the entry in it; nothing while no signed checkpoint covers it."""
    notes = signed_notes(ctx.session, entry.seq, entry.seq, policy)
    if not notes:
        return None
    size = max(notes)
    return write_proof(entry.seq, prove_inclusion(ctx.session, entry.seq, size), notes[size], bytes(entry.body))


def own_facts(ctx: Context, entry: LogEntry) -> bytes | None:
    """What the entry only seals, with its salts, for the person whose it is; nothing for others.

    The row is given as it was when the entry was written; one that changed since no longer fits the digest and is
    left out.
    """
    if not is_own(ctx, entry):
        return None
    body = json.loads(entry.body)
    query = select(LogPreimage).where(LogPreimage.seq == entry.seq).order_by(LogPreimage.name)
    facts = {
        row.name: {"salt": row.salt.hex(), "value": row.body.decode()}
        for row in ctx.session.execute(query).scalars()
        if row.salt
    }
    found = {"village": body["village"], "entry": entry.seq, "facts": facts, "rows": []}
    row = own_row(ctx, entry)
    listed = body["changes"] if isinstance(body["changes"], list) else []
    if row is not None and [row.__tablename__, row.id.hex, row_digest(row)] in listed:  # type: ignore[attr-defined]
        found["rows"] = [{"table": row.__tablename__, "salt": row.salt.hex(), "value": row_text(row)}]  # type: ignore[attr-defined]
    found["how"] = "SHA-256(salt || value) = the sha256 in facts, or the digest in changes; salt in hexadecimal"
    return json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n"
