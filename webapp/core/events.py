"""What an event is: a frozen record of something that happened, in words that stay."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, ClassVar


@dataclasses.dataclass(frozen=True)
class Event:
    """Something that happened in the village; its public facts stand in the log for ever.

    Subclasses add fields (text, whole numbers, dates, keys, lists and mappings of them) and a stable `name`.
    A field named in `personal` does not enter the log: only a salted commitment to it does. An `unnamed` event does not
    say who acted either: it was a villager's own affair, and only the salted digest of the row binds the person.
    """

    name: ClassVar[str]
    version: ClassVar[int] = 1
    personal: ClassVar[frozenset[str]] = frozenset()
    unnamed: ClassVar[bool] = False

    def facts(self) -> dict[str, Any]:
        """The fields as plain JSON values (no floats: amounts are whole fen, shares are two numbers)."""
        return {field.name: plain(getattr(self, field.name)) for field in dataclasses.fields(self)}


def plain(value: Any) -> Any:
    """A value as JSON knows it: moments in UTC to the microsecond, keys and bytes in hexadecimal."""
    match value:
        case Enum():
            return value.value
        case None | str() | bool() | int():
            return value
        case uuid.UUID():
            return value.hex
        case bytes():
            return value.hex()
        case datetime():
            return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            items = sorted(value) if isinstance(value, (set, frozenset)) else value
            return [plain(item) for item in items]
    raise TypeError(f"{type(value).__name__} has no place in the log")
