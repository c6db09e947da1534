"""The head of the village's log: how long it is, and the one number that stands for all of it."""

from __future__ import annotations

from typing import Any

from webapp.api import kinds
from webapp.api.kinds import Document
from webapp.api.resources.group import village
from webapp.audit.queries import frontier_of, head_of
from webapp.audit.verifier.merkle import root
from webapp.kit.request import current_ctx

HASHING = "RFC 9162 section 2.1, SHA-256"


class HeadDocument(Document):
    """The log as it stands. Who keeps size and root can have every later log checked against them."""

    size = kinds.count("How many entries there are; they are numbered from 0.")
    root = kinds.hexadecimal("The root of the tree over all entries.")
    last_at = kinds.moment("When the last entry was made.", allow_none=True)
    hashing = kinds.code("How the tree is hashed.")


@village.one("/log", HeadDocument, "log")
def get_log() -> dict[str, Any]:
    """The head of the log."""
    head = head_of(current_ctx().session)
    return {"size": head.size, "root": root(frontier_of(head)).hex(), "last_at": head.last_at, "hashing": HASHING}
