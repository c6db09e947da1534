"""Rules of minutes."""

from __future__ import annotations

from enum import StrEnum


class SignerRole(StrEnum):
    """The three who sign: who led the meeting, who kept the minutes, who oversaw it."""

    CHAIR = "chair"
    CLERK = "clerk"
    SUPERVISOR = "supervisor"


class SignedHow(StrEnum):
    """Drawn with the finger, or confirmed with the password."""

    DRAWN = "drawn"
    PASSWORD = "password"
