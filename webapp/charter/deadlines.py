"""When a time limit ends: the first day does not count, and a last day off moves to the next working day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from webapp.charter.rulebook.profile import Profile
from webapp.charter.workdays import is_day_off

LONGEST_REST = 60
"""No run of holidays is longer; a calendar that says so is wrong."""


def last_day(
    start: date, days: int, profile: Profile | None = None, is_off: Callable[[date], bool] = is_day_off
) -> date:
    """The last day of a limit of ``days`` that began on ``start`` (Civil Code art. 201 and 203).

    With ``profile`` the end moves off holidays where its rule says so (in a year whose holidays are not yet published,
    off weekends only); without, days are only counted, as for a notice that simply hangs.
    """
    end = start + timedelta(days=days)
    if profile is not None and profile.flag("time.lastDay.holidayRollover"):
        for _ in range(LONGEST_REST):
            if not is_off(end):
                break
            end += timedelta(days=1)
    return end


def days_of_notice(told_on: date, held_on: date) -> int:
    """How many days before the meeting notice was given; the day of notice does not count, the day of the meeting does.

    Told on the 1st for the 4th is three days' notice.
    """
    return (held_on - told_on).days
