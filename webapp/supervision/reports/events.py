"""What happens with reports."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class ReportWritten(Event):
    """The words of a report were written or changed while it is a draft."""

    name: ClassVar[str] = "supervision_report_written"
    period: str
    report_version: int
    words_sha256: str


@dataclasses.dataclass(frozen=True)
class ReportPublished(Event):
    """A report was published and hangs on the board. `replaces`: the hash of the version it corrects, if any."""

    name: ClassVar[str] = "supervision_report_published"
    period: str
    report_version: int
    sha256: str
    replaces: str
    because: str
    notice: str


@dataclasses.dataclass(frozen=True)
class ReportReopened(Event):
    """A new version of a published report was begun, and why. The published one stands until the new one hangs."""

    name: ClassVar[str] = "supervision_report_reopened"
    period: str
    report_version: int
    because: str
