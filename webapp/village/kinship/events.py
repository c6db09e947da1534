"""What becomes known about kinship. Family ties are personal: the log only commits to them."""

from __future__ import annotations

import dataclasses
import uuid
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class KinshipRecorded(Event):
    """Two people of the register were recorded as near relatives: `person` is the `kin` of `relative`."""

    name: ClassVar[str] = "kinship_recorded"
    person: uuid.UUID
    kin: str
    relative: uuid.UUID
    personal: ClassVar[frozenset[str]] = frozenset({"person", "kin", "relative"})


@dataclasses.dataclass(frozen=True)
class KinshipStruck(Event):
    """A recorded kinship was struck out, because it was a mistake or has ended."""

    name: ClassVar[str] = "kinship_struck"
    person: uuid.UUID
    relative: uuid.UUID
    personal: ClassVar[frozenset[str]] = frozenset({"person", "relative"})
