"""What happens in oversight."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class LogExported(Event):
    """A supervisor took entries of the log out as a file; `filters` are those of the search."""

    name: ClassVar[str] = "log_exported"
    filters: dict[str, str]


@dataclasses.dataclass(frozen=True)
class OpinionGiven(Event):
    """A supervisor gave an opinion on a matter at one of the three places."""

    name: ClassVar[str] = "opinion_given"
    matter: str
    place: str
    verdict: str
