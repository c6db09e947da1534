"""What happens to co-signatures. Names do not stand in the log, only how many there are."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class MatterCosigned(Event):
    """A person put their name under a matter."""

    name: ClassVar[str] = "matter_cosigned"
    unnamed: ClassVar[bool] = True
    number: str
    signed: int


@dataclasses.dataclass(frozen=True)
class PaperCosignaturesRecorded(Event):
    """The clerk recorded names that stand on paper."""

    name: ClassVar[str] = "paper_cosignatures_recorded"
    number: str
    added: int
    signed: int
