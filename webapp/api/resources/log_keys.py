"""The public keys that sign the village's log."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from webapp.api import kinds
from webapp.api.kinds import Document
from webapp.api.resources.group import village
from webapp.audit.evidence import log_keys
from webapp.kit.request import current_ctx


class LogKeyDocument(Document):
    """One key. Checkpoints from one size to another bear its signature."""

    number = kinds.count("Its place in the order in which the keys took over.")
    vkey = kinds.code("The key as signed notes name it: name+id+base64 (c2sp.org/signed-note).")
    since_size = kinds.count("The first checkpoint it signed.", allow_none=True)
    until_size = kinds.count("The last one, if another key took over.", allow_none=True)


class LogKeysDocument(Document):
    """Every key, the first one first; none before the first signature."""

    keys = fields.List(fields.Nested(LogKeyDocument), metadata={"description": "The keys in their order."})


@village.one("/log/keys", LogKeysDocument, "log")
def get_log_keys() -> dict[str, Any]:
    """The keys that sign and signed the log."""
    found = log_keys(current_ctx().session)
    return {
        "keys": [
            {"number": one.number, "vkey": one.key.text, "since_size": one.since, "until_size": one.until}
            for one in found
        ]
    }
