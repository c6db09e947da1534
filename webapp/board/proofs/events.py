"""What happens to the proof of a notice."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class NoticeProved(Event):
    """Whoever pinned the sheet attached a photograph of the paper board."""

    name: ClassVar[str] = "notice_proved"
    number: str
    pinned_on: date
    sha256: str
