"""Rules of what goes to an authority above the village: to whom, and what proves what was sent."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from webapp.audit.verifier.canonical import canonical

ARTICLE = "VCOL-2025:37"
"""The supervision committee reports what it finds to the township or county, and to the supervision organ."""


class Addressee(StrEnum):
    """The governments that guide the village (VCOL 37)."""

    TOWNSHIP = "township"
    COUNTY = "county"


def digest_of(record: Mapping[str, Any]) -> str:
    """The SHA-256 of the record attached, as canonical JSON (RFC 8785), in hexadecimal."""
    return hashlib.sha256(canonical(dict(record))).hexdigest()
