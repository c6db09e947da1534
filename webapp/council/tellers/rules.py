"""Rules of tellers and scrutineers."""

from __future__ import annotations

from enum import StrEnum


class CountingRole(StrEnum):
    """A teller counts and enters; a scrutineer, from the supervision committee, watches and confirms."""

    TELLER = "teller"
    SCRUTINEER = "scrutineer"
