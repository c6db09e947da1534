"""Dates, amounts and numbers as people write them, in the reader's language."""

from __future__ import annotations

import functools
from datetime import date, datetime

from babel.dates import format_date as babel_date
from babel.dates import format_datetime as babel_datetime
from babel.dates import format_time as babel_time
from babel.numbers import format_decimal
from flask_babel import get_locale

from webapp.core.clock import CHINA


def long_date(day: date | datetime | None) -> str:
    """2026年3月12日 · March 12, 2026. Moments are shown as the day in China."""
    return _date(_day(day), "long", _locale()) if day else ""


def short_date(day: date | datetime | None) -> str:
    """3月12日 · Mar 12."""
    return _date(_day(day), "MMMd", _locale()) if day else ""


def date_and_time(moment: datetime | None) -> str:
    """2026年3月12日 19:30 · March 12, 2026, 19:30, the clock of the village hall."""
    if moment is None:
        return ""
    return _moment(moment.replace(second=0, microsecond=0), _locale())


def clock_time(moment: datetime | None) -> str:
    """19:30."""
    return babel_time(moment.astimezone(CHINA), "HH:mm", locale=_locale()) if moment else ""


def yuan(fen: int | None) -> str:
    """Whole fen as yuan with two decimals: 12800000 → 128,000.00."""
    if fen is None:
        return ""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def number(value: int | None) -> str:
    """A whole number with the reader's separators."""
    return _number(value, _locale()) if value is not None else ""


def _day(day: date | datetime) -> date:
    return day.astimezone(CHINA).date() if isinstance(day, datetime) else day


def _locale() -> str:
    return str(get_locale() or "zh_Hans")


@functools.lru_cache(maxsize=4096)
def _date(day: date, pattern: str, locale: str) -> str:
    if pattern == "MMMd":
        return babel_date(day, "M月d日" if locale.startswith("zh") else "MMM d", locale=locale)
    return babel_date(day, pattern, locale=locale)


@functools.lru_cache(maxsize=4096)
def _moment(moment: datetime, locale: str) -> str:
    pattern = "yyyy年M月d日 HH:mm" if locale.startswith("zh") else "MMMM d, yyyy, HH:mm"
    return babel_datetime(moment.astimezone(CHINA), pattern, locale=locale)


@functools.lru_cache(maxsize=4096)
def _number(value: int, locale: str) -> str:
    return format_decimal(value, locale=locale)
