"""What households say before a vote."""

from __future__ import annotations

import dataclasses
import uuid
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class HouseholdConsulted(Event):
    """A representative noted what one household says; which one and what stays with the two of them."""

    name: ClassVar[str] = "household_consulted"
    item: uuid.UUID
    household: uuid.UUID
    says: str
    note: str
    personal: ClassVar[frozenset[str]] = frozenset({"household", "says", "note"})


@dataclasses.dataclass(frozen=True)
class HouseholdSignatureRecorded(Event):
    """That a household signed about a levy on paper was recorded, or, where it was recorded by mistake, taken back."""

    name: ClassVar[str] = "household_signature_recorded"
    item: uuid.UUID
    household: uuid.UUID
    signed: bool
    personal: ClassVar[frozenset[str]] = frozenset({"household"})


@dataclasses.dataclass(frozen=True)
class WordContested(Event):
    """A household says that its word was noted wrongly; what it says instead stays with its representative."""

    name: ClassVar[str] = "word_contested"
    unnamed: ClassVar[bool] = True
    item: uuid.UUID
    household: uuid.UUID
    says: str
    note: str
    personal: ClassVar[frozenset[str]] = frozenset({"household", "says", "note"})
