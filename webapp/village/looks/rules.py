"""What a look at personal data is, and when it is noted."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

EVERYBODY = uuid.UUID(int=0)
"""Whose data a look at the whole register is about."""
HOUR = 3600


class LookAt(StrEnum):
    """The pages that show more of people than name, group and office; each has one purpose, which is the reason."""

    REGISTER_SEARCH = "register_search"
    REGISTER_FILE = "register_file"
    REGISTER_EXPORT = "register_export"
    OFFICES = "offices"
    KINSHIP = "kinship"
    DEPARTURES = "departures"
    INVITATIONS = "invitations"
    REINVITATION = "reinvitation"
    CONSTITUENCIES = "constituencies"
    NAMESAKES = "namesakes"
    CONSULTATION = "consultation"


class Whose(StrEnum):
    """One person's data, a household's, or the whole register."""

    RESIDENT = "resident"
    HOUSEHOLD = "household"
    REGISTER = "register"


@dataclass(frozen=True)
class About:
    """Whose data a page shows."""

    whose: Whose
    key: uuid.UUID


WHOLE_REGISTER = About(Whose.REGISTER, EVERYBODY)


def people(keys: Iterable[uuid.UUID]) -> tuple[About, ...]:
    """These persons, each once."""
    return tuple(About(Whose.RESIDENT, key) for key in dict.fromkeys(keys))


def households(keys: Iterable[uuid.UUID]) -> tuple[About, ...]:
    """These households, each once."""
    return tuple(About(Whose.HOUSEHOLD, key) for key in dict.fromkeys(keys))


def hour_of(moment: datetime) -> int:
    """The hour a look falls into: within it the same person's looks at the same page and data are one."""
    return int(moment.timestamp()) // HOUR


def not_yet_noted(shown: Iterable[About], noted: Collection[uuid.UUID]) -> list[About]:
    """Whose data must be noted before the page may show them, each once."""
    return [about for about in dict.fromkeys(shown) if about.key not in noted]
