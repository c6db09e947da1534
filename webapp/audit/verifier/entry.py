"""What one entry of the log says: who did what to which thing, when, and which rows that changed.

The shape, version 1, as canonical JSON of at most 65,535 bytes:
``{"v":1, "village":"411381998201", "seq":12, "at":"2026-03-12T11:30:00.000000Z", "event":"poll_closed", "ev":1,
"actor":"…", "subject":["poll","<32 hex>"], "matter":"<32 hex>", "facts":{…},
"changes":[["poll","<32 hex>","<64 hex>"]]}``.
``subject`` and ``matter`` may be absent. A row that was deleted has null for its digest. More changes than an entry may
list are only committed to: ``{"count":70,"sha256":"<64 hex>"}`` over the canonical JSON of the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

from .canonical import CanonicalError, parse

FORM = 1
MAX_ENTRY = 65_535
MAX_LISTED_CHANGES = 64

_REQUIRED = frozenset({"v", "village", "seq", "at", "event", "ev", "actor", "facts", "changes"})
_OPTIONAL = frozenset({"subject", "matter"})
_VILLAGE = re.compile(r"[1-9][0-9]{11}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")
_NAME = re.compile(r"[a-z][a-z0-9_.]{0,62}")
_ACTOR = re.compile(r"[A-Za-z0-9_:-]{1,40}")
_KEY = re.compile(r"[0-9a-f]{32}")
_DIGEST = re.compile(r"[0-9a-f]{64}")


class EntryError(ValueError):
    """These bytes do not have the shape of an entry; the message names the part."""


class Change(NamedTuple):
    """A row as an entry left it: table, key in hexadecimal, digest in hexadecimal (None: deleted)."""

    table: str
    key: str
    digest: str | None


@dataclass(frozen=True, slots=True)
class ManyChanges:
    """A commitment to a list of changes too long for the entry itself."""

    count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. ``at`` is UTC text of fixed width, so moments compare as text."""

    village: str
    seq: int
    at: str
    event: str
    version: int
    actor: str
    subject: tuple[str, str] | None
    matter: str | None
    facts: dict[str, Any]
    changes: tuple[Change, ...] | ManyChanges


def read_entry(body: bytes) -> Entry:
    """What the stored bytes of an entry say. CanonicalError if they are not canonical JSON, EntryError if no entry."""
    if len(body) > MAX_ENTRY:
        raise EntryError(f"It is {len(body)} bytes long; an entry has at most {MAX_ENTRY}.")
    value = parse(body)
    if not isinstance(value, dict):
        raise EntryError("It is not an object.")
    if value.get("v") != FORM or value["v"] is True:
        raise EntryError(f"Its form is {value.get('v')!r}; this reader knows form {FORM}.")
    if absent := sorted(_REQUIRED - value.keys()):
        raise EntryError(f"It lacks {', '.join(absent)}.")
    if unknown := sorted(value.keys() - _REQUIRED - _OPTIONAL):
        raise EntryError(f"It has parts this reader does not know: {', '.join(unknown)}.")
    if not isinstance(value["facts"], dict):
        raise EntryError("facts is not an object.")
    return Entry(
        village=_text(value["village"], _VILLAGE, "village"),
        seq=_count(value["seq"], 0, "seq"),
        at=_moment(value["at"]),
        event=_text(value["event"], _NAME, "event"),
        version=_count(value["ev"], 1, "ev"),
        actor=_text(value["actor"], _ACTOR, "actor"),
        subject=_subject(value["subject"]) if "subject" in value else None,
        matter=_text(value["matter"], _KEY, "matter") if "matter" in value else None,
        facts=value["facts"],
        changes=_changes(value["changes"]),
    )


def read_many_changes(claim: ManyChanges, preimage: bytes) -> tuple[Change, ...]:
    """The long list of changes to which an entry committed. EntryError if these bytes are not that list."""
    if sha256(preimage).hexdigest() != claim.sha256:
        raise EntryError("The list of changes is not the one the entry commits to.")
    try:
        value = parse(preimage)
    except CanonicalError as error:
        raise EntryError(f"The list of changes cannot be read: {error}") from error
    changes = _listed(value)
    if len(changes) != claim.count:
        raise EntryError(f"The list holds {len(changes)} changes; the entry says {claim.count}.")
    return changes


def _changes(value: object) -> tuple[Change, ...] | ManyChanges:
    if not isinstance(value, dict):
        changes = _listed(value)
        if len(changes) > MAX_LISTED_CHANGES:
            raise EntryError(f"changes lists {len(changes)} rows; an entry lists at most {MAX_LISTED_CHANGES}.")
        return changes
    if value.keys() != {"count", "sha256"}:
        raise EntryError("changes is neither a list nor a count with a hash.")
    count = _count(value["count"], MAX_LISTED_CHANGES + 1, "changes.count")
    return ManyChanges(count, _text(value["sha256"], _DIGEST, "changes.sha256"))


def _listed(value: object) -> tuple[Change, ...]:
    if not isinstance(value, list):
        raise EntryError("changes is not a list.")
    return tuple(_change(item) for item in value)


def _change(item: object) -> Change:
    match item:
        case [table, key, None]:
            return Change(_text(table, _NAME, "a change's table"), _text(key, _KEY, "a change's key"), None)
        case [table, key, digest]:
            return Change(
                _text(table, _NAME, "a change's table"),
                _text(key, _KEY, "a change's key"),
                _text(digest, _DIGEST, "a change's digest"),
            )
    raise EntryError("A change is not a table, a key and a digest.")


def _subject(value: object) -> tuple[str, str]:
    match value:
        case [table, key]:
            return _text(table, _NAME, "subject's table"), _text(key, _KEY, "subject's key")
    raise EntryError("subject is not a table and a key.")


def _moment(value: object) -> str:
    text = _text(value, _MOMENT, "at")
    try:
        datetime.fromisoformat(text)
    except ValueError as error:
        raise EntryError(f"at is no moment: {text}.") from error
    return text


def _text(value: object, pattern: re.Pattern[str], part: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise EntryError(f"{part} is not as it should be: {value!r:.80}.")
    return value


def _count(value: object, least: int, part: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise EntryError(f"{part} is not a whole number from {least}: {value!r:.80}.")
    return value
