"""What happens to minutes: every laying-out, signature and archived paper stands in the log by its hash."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class MinutesWorded(Event):
    """The clerk changed the free words of minutes not laid out yet; the log keeps their SHA-256."""

    name: ClassVar[str] = "minutes_worded"
    number: str
    sha256: str


@dataclasses.dataclass(frozen=True)
class MinutesLaidOut(Event):
    """The minutes of a meeting were laid out for signing; `sha256` is what is signed."""

    name: ClassVar[str] = "minutes_laid_out"
    number: str
    sha256: str


@dataclasses.dataclass(frozen=True)
class MinutesCorrected(Event):
    """The words of minutes laid out were corrected: a new text in the place of `replaces`, and why.

    `voided`: the roles whose signatures under the earlier text no longer hold.
    """

    name: ClassVar[str] = "minutes_corrected"
    number: str
    sha256: str
    replaces: str
    because: str
    voided: list[str]


@dataclasses.dataclass(frozen=True)
class MinutesSigned(Event):
    """One of the three signed the text with this hash; `drawing` is the hash of the drawn line, if there is one."""

    name: ClassVar[str] = "minutes_signed"
    number: str
    role: str
    how: str
    sha256: str
    drawing: str


@dataclasses.dataclass(frozen=True)
class MinutesArchived(Event):
    """The signed minutes went into the archive. `papers`: [media type, SHA-256] of each file."""

    name: ClassVar[str] = "minutes_archived"
    number: str
    sha256: str
    papers: list[list[str]]
