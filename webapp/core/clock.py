"""The village's time: one zone for the whole country, and days counted the way the Civil Code counts them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def utc_now() -> datetime:
    """The present moment, in UTC. Only the edges of the system (a request, a command) ask for it."""
    return datetime.now(UTC)


def china_date(moment: datetime) -> date:
    """The calendar day a villager would name for this moment (Beijing time)."""
    return moment.astimezone(CHINA).date()


def village_time(moment: datetime) -> str:
    """A moment as the village's own papers write it, whoever reads them in which language: 2026年3月12日 19:30."""
    shown = moment.astimezone(CHINA)
    return f"{shown.year}年{shown.month}月{shown.day}日 {shown:%H:%M}"


def at_china(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The moment at which the clock in the village hall shows this hour on this day, in UTC."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA).astimezone(UTC)
