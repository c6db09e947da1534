"""What happens to the household register. Counts only: who is in it is covered by the digests of the rows."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class RegisterChecked(Event):
    """A register file was handed in and looked at; nothing is in the register yet."""

    name: ClassVar[str] = "register_checked"
    rows: int
    refused: int
    file_sha256: str
    personal: ClassVar[frozenset[str]] = frozenset({"file_sha256"})


@dataclasses.dataclass(frozen=True)
class RegisterDiscarded(Event):
    """A register file that was handed in was thrown away unused."""

    name: ClassVar[str] = "register_discarded"


@dataclasses.dataclass(frozen=True)
class RegisterImported(Event):
    """A register file became the village's register. `left_out` are rows of refused households."""

    name: ClassVar[str] = "register_imported"
    rows: int
    households: int
    residents: int
    added: int
    changed: int
    unchanged: int
    repaired: int
    left_out: int
    file_sha256: str
    personal: ClassVar[frozenset[str]] = frozenset({"file_sha256"})


@dataclasses.dataclass(frozen=True)
class RegisterExported(Event):
    """The register left the system as a file, with identity numbers masked."""

    name: ClassVar[str] = "register_exported"
    form: str
    households: int
    residents: int
