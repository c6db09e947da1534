"""The proof that an earlier log is the beginning of a later one."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from webapp.api import kinds
from webapp.api.asked import Asked, WholeNumber, whole_number
from webapp.api.errors import refuse
from webapp.api.kinds import Document
from webapp.api.resources.group import village
from webapp.audit.queries import head_of, prove_consistency, root_of
from webapp.kit.request import current_ctx


class ConsistencyDocument(Document):
    """The proof that nothing in the earlier log was changed since (RFC 9162 section 2.1.4)."""

    old_size = kinds.count("The size of the earlier log.")
    new_size = kinds.count("The size of the later log.")
    old_root = kinds.hexadecimal("The root of the earlier log; compare it with the one you kept.")
    new_root = kinds.hexadecimal("The root of the later log.")
    path = fields.List(fields.String(), metadata={"description": "The hashes of the proof, in their order."})


class AskedSizes(Asked):
    """Which two logs."""

    old_size = WholeNumber(
        required=True, metadata={"description": "The size of the log you know, at least 1.", "minimum": 1}
    )
    new_size = whole_number("The size of the later log; today's if not given.")


@village.one("/log/consistency", ConsistencyDocument, "log", AskedSizes)
def get_consistency(asked: dict[str, Any]) -> dict[str, Any]:
    """The proof that the log has only grown between two sizes."""
    session = current_ctx().session
    newest = head_of(session).size
    old, new = asked["old_size"], asked.get("new_size", newest)
    if not 0 < new <= newest:
        raise refuse("new_size")
    if not 0 < old <= new:
        raise refuse("old_size")
    return {
        "old_size": old,
        "new_size": new,
        "old_root": root_of(session, old).hex(),
        "new_root": root_of(session, new).hex(),
        "path": [node.hex() for node in prove_consistency(session, old, new)],
    }
