"""The kinds of values in an answer, and what every answer has in common."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import marshmallow as ma
from marshmallow import fields

from webapp.board.privacy import masked


class Document(ma.Schema):
    """Part of an answer. Every field is always there (null where there is nothing), and no other."""

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        """All fields are promised."""
        field_obj.required = True


class PublicText(fields.String):
    """A text as people wrote it; identity, bank and telephone numbers in it are blotted out."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        found = super()._serialize(value, attr, obj, **kwargs)
        return found if found is None else masked(found)


class Moment(fields.DateTime):
    """A moment in UTC, ISO 8601."""

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return None if value is None else super()._serialize(value.astimezone(UTC), attr, obj, **kwargs)


def word(words: type[StrEnum], says: str, **more: Any) -> fields.Enum[Any]:
    """One word out of a fixed list."""
    return fields.Enum(words, by_value=fields.String(), metadata={"description": says}, **more)


def text(says: str, **more: Any) -> PublicText:
    """A text that people wrote."""
    return PublicText(metadata={"description": says}, **more)


def short_number(says: str, **more: Any) -> fields.String:
    """A short number such as 2026-14."""
    return fields.String(metadata={"description": says, "pattern": "^[0-9]+-[0-9]+$", "examples": ["2026-14"]}, **more)


def hexadecimal(says: str, **more: Any) -> fields.String:
    """A SHA-256 as 64 hexadecimal digits."""
    return fields.String(metadata={"description": says, "pattern": "^[0-9a-f]{64}$"}, **more)


def count(says: str, **more: Any) -> fields.Integer:
    """A whole number from 0."""
    return fields.Integer(metadata={"description": says, "minimum": 0}, **more)


def day(says: str, **more: Any) -> fields.Date:
    """A day, ISO 8601."""
    return fields.Date(metadata={"description": says}, **more)


def moment(says: str, **more: Any) -> Moment:
    """A moment, ISO 8601 in UTC."""
    return Moment(metadata={"description": says}, **more)


def flag(says: str, **more: Any) -> fields.Boolean:
    """Yes or no."""
    return fields.Boolean(metadata={"description": says}, **more)


def code(says: str, **more: Any) -> fields.String:
    """A word of the system, the same in every language."""
    return fields.String(metadata={"description": says}, **more)


def name(says: str, **more: Any) -> fields.String:
    """The name of somebody who holds or held an office."""
    return fields.String(metadata={"description": says}, **more)


class Shown:
    """A row together with what other tables say about it, as one thing to show."""

    def __init__(self, row: Any, **more: Any) -> None:
        self._row = row
        self.__dict__.update(more)

    def __getattr__(self, attribute: str) -> Any:
        return getattr(self._row, attribute)
