"""Entries of the log with their exact bytes, and the proof that each stands in it."""

from __future__ import annotations

import uuid
from typing import Any

from marshmallow import fields

from webapp.api import kinds
from webapp.api.asked import Asked, whole_number
from webapp.api.errors import refuse
from webapp.api.kinds import Document, Shown
from webapp.api.queries.entries import decoded, entries_page
from webapp.api.queries.pages import shown
from webapp.api.resources.group import village
from webapp.audit.models import LogEntry
from webapp.audit.queries import entry, head_of, prove_inclusion, root_of
from webapp.audit.verifier.merkle import leaf_hash
from webapp.core.errors import NotFound
from webapp.core.pages import Page
from webapp.council.queries import must_wait, open_poll_keys
from webapp.kit.request import current_ctx


class EntryDocument(Document):
    """One entry. A ballot of a poll that is still open shows its hash only; the rest follows when the poll closes."""

    seq = kinds.count("Its number, from 0.")
    at = kinds.moment("When it was made.")
    event = kinds.code("What happened, as a stable name.")
    body = fields.String(allow_none=True, metadata={"description": "The exact bytes that were hashed, as UTF-8."})
    decoded = fields.Dict(
        keys=fields.String(), allow_none=True, metadata={"description": "The same bytes, read as JSON."}
    )
    leaf_hash = kinds.hexadecimal("SHA-256(00 ‖ bytes): the entry's leaf in the tree.")
    withheld = kinds.flag("Whether body and content wait for the end of an open poll.")


class InclusionDocument(Document):
    """The proof that an entry stands in a log of this size (RFC 9162 section 2.1.3)."""

    seq = kinds.count("The entry's number.")
    size = kinds.count("The size of the log it is proved in.")
    leaf_hash = kinds.hexadecimal("The entry's leaf.")
    path = fields.List(fields.String(), metadata={"description": "The hashes beside the way up, the lowest first."})
    root = kinds.hexadecimal("The root the proof leads to.")


class AskedSize(Asked):
    """In which log."""

    size = whole_number("The size of the log to prove it in, above the entry's number; today's if not given.")


@village.many("/log/entries", EntryDocument, "log")
def list_entries(asked: dict[str, Any]) -> Page:
    """The log, the oldest entry first."""
    session = current_ctx().session
    open_polls = open_poll_keys(session)
    return shown(entries_page(session, asked), lambda row: _show(row, open_polls))


@village.one("/log/entries/<seq:seq>", EntryDocument, "log")
def get_entry(seq: int) -> Shown:
    """One entry by its number."""
    session = current_ctx().session
    return _show(_entry(seq), open_poll_keys(session))


@village.one("/log/entries/<seq:seq>/inclusion", InclusionDocument, "log", AskedSize)
def get_inclusion(asked: dict[str, Any], seq: int) -> dict[str, Any]:
    """The proof that an entry stands in the log."""
    session, found = current_ctx().session, _entry(seq)
    newest = head_of(session).size
    size = asked.get("size", newest)
    if not seq < size <= newest:
        raise refuse("size")
    path = [node.hex() for node in prove_inclusion(session, seq, size)]
    leaf = leaf_hash(found.body).hex()
    return {"seq": seq, "size": size, "leaf_hash": leaf, "path": path, "root": root_of(session, size).hex()}


def _entry(seq: int) -> LogEntry:
    found = entry(current_ctx().session, seq)
    if found is None:
        raise NotFound("LogEntry", seq)
    return found


def _show(row: LogEntry, open_polls: frozenset[uuid.UUID]) -> Shown:
    said = decoded(row)
    waits = must_wait(row, said, open_polls)
    return Shown(
        row,
        body=None if waits else row.body.decode("utf-8", "replace"),
        decoded=None if waits else said,
        leaf_hash=leaf_hash(row.body).hex(),
        withheld=waits,
    )
