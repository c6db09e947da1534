"""Rules of meetings: who is due, whether it may be held, whether it may decide."""

from __future__ import annotations

from enum import StrEnum


class MeetingState(StrEnum):
    """Convened, open in the hall, closed."""

    CONVENED = "convened"
    OPEN = "open"
    CLOSED = "closed"


class SeatKind(StrEnum):
    """Why a person has a seat: as a representative, or as a member of the villagers' committee (VCOL art 29)."""

    REPRESENTATIVE = "representative"
    COMMITTEE = "committee"


class CheckIn(StrEnum):
    """How a person was checked in: with their own code at the door, or by the clerk from the list."""

    OWN_CODE = "own_code"
    LIST = "list"
