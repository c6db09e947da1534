"""What happens around the duty to publish."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class DisclosureOccasionNoted(Event):
    """Something happened that must be published by a day."""

    name: ClassVar[str] = "disclosure_occasion_noted"
    number: str
    item: str
    happened_on: date
    due_on: date


@dataclasses.dataclass(frozen=True)
class DisclosureAsked(Event):
    """Somebody asked that something more be published, and began to gather names."""

    name: ClassVar[str] = "disclosure_asked"
    unnamed: ClassVar[bool] = True
    number: str
    source: str
    base: int
    needed: int


@dataclasses.dataclass(frozen=True)
class DisclosureSupported(Event):
    """A person put their name under a request to publish."""

    name: ClassVar[str] = "disclosure_supported"
    unnamed: ClassVar[bool] = True
    number: str
    names: int


@dataclasses.dataclass(frozen=True)
class DisclosureNamesRecorded(Event):
    """The clerk recorded names on paper under a request to publish."""

    name: ClassVar[str] = "disclosure_names_recorded"
    number: str
    added: int
    names: int


@dataclasses.dataclass(frozen=True)
class DisclosureCallReached(Event):
    """Enough people asked: the committee must publish by a day."""

    name: ClassVar[str] = "disclosure_call_reached"
    number: str
    names: int
    needed: int
    due_on: date
