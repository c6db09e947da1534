"""What happens to the keys with which supervisors sign the log, and the signatures themselves."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from webapp.audit.verifier.cosignature import EVENT
from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class WitnessKeyRegistered(Event):
    """A supervisor made a key for signing the log; it counts once a second person has confirmed it."""

    name: ClassVar[str] = "witness_key_registered"
    number: int
    key: str
    because: str


@dataclasses.dataclass(frozen=True)
class WitnessKeyConfirmed(Event):
    """A second person confirmed a supervisor's key; an earlier key of the same person ends with it."""

    name: ClassVar[str] = "witness_key_confirmed"
    number: int
    key: str


@dataclasses.dataclass(frozen=True)
class WitnessKeyEndAsked(Event):
    """Somebody asked that a supervisor's key shall not count any longer."""

    name: ClassVar[str] = "witness_key_end_asked"
    number: int
    because: str


@dataclasses.dataclass(frozen=True)
class WitnessKeyEnded(Event):
    """A supervisor's key does not count any longer."""

    name: ClassVar[str] = "witness_key_ended"
    number: int
    because: str


@dataclasses.dataclass(frozen=True)
class CheckpointCosigned(Event):
    """A supervisor signed the log as it stood: nothing that this person saw before was changed in it."""

    name: ClassVar[str] = EVENT
    size: int
    number: int
    line: str
