"""What happens to orders to correct."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class CorrectionOrdered(Event):
    """The supervision committee ordered a correction."""

    name: ClassVar[str] = "correction_ordered"
    number: str
    about: str
    due_on: date


@dataclasses.dataclass(frozen=True)
class OutsideOrderRecorded(Event):
    """The clerk recorded an order to correct from the township or the county, with the number of its paper."""

    name: ClassVar[str] = "outside_order_recorded"
    number: str
    source: str
    paper: str
    about: str
    due_on: date


@dataclasses.dataclass(frozen=True)
class CorrectionDone(Event):
    """An order was carried out; `notice` is the new notice that names the old one, if one was hung."""

    name: ClassVar[str] = "correction_done"
    number: str
    notice: str
    was_late: bool


@dataclasses.dataclass(frozen=True)
class CorrectionRefused(Event):
    """The villagers' committee refused an order, with reasons."""

    name: ClassVar[str] = "correction_refused"
    number: str


@dataclasses.dataclass(frozen=True)
class OrderEscalated(Event):
    """An order went to an authority above the village; `record` is the SHA-256 of the record attached."""

    name: ClassVar[str] = "correction_escalated"
    number: str
    escalation: str
    to: str
    supervision_organ: bool
    record: str
