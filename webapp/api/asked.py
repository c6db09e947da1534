"""What a reader may ask of a list: which page, how long, which kind. Read strictly."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

import marshmallow as ma
from marshmallow import fields, validate

PER_PAGE = 20
MOST_PER_PAGE = 100
LAST_PAGE = 1_000_000
_DIGITS = re.compile(r"[0-9]{1,15}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class WholeNumber(fields.Integer):
    """A number in plain digits: no signs, blanks, points or digits of other scripts."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not (isinstance(value, str) and _DIGITS.fullmatch(value)):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **kwargs)


class Day(fields.Date):
    """A day as 2026-03-02."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not (isinstance(value, str) and _DAY.fullmatch(value)):
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return super()._deserialize(value, attr, data, **kwargs)


class Asked(ma.Schema):
    """Parameters of one address. A parameter it does not know is refused: a misspelt filter would show everything."""


class Paging(Asked):
    """Which page of a list, and how long a page is."""

    page = WholeNumber(
        load_default=1, validate=validate.Range(1, LAST_PAGE), metadata={"description": "The page, counted from 1."}
    )
    page_size = WholeNumber(
        load_default=PER_PAGE,
        validate=validate.Range(1, MOST_PER_PAGE),
        metadata={"description": "How many items a page holds."},
    )


def one_of(words: type[StrEnum], says: str) -> fields.Enum[Any]:
    """A filter by one word out of a fixed list."""
    return fields.Enum(words, by_value=fields.String(), metadata={"description": says})


def matching(pattern: str, says: str) -> fields.String:
    """A filter by a word of this form."""

    def require_form(value: str) -> None:
        if not re.fullmatch(pattern, value):
            raise ma.ValidationError("Another form is needed.")

    return fields.String(validate=require_form, metadata={"description": says, "pattern": f"^{pattern}$"})


def whole_number(says: str) -> WholeNumber:
    """A number that may be given."""
    return WholeNumber(metadata={"description": says, "minimum": 0})


def asked_day(says: str, **more: Any) -> Day:
    """A day that may be given."""
    return Day(metadata={"description": says}, **more)
