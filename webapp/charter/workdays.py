"""China's working days: weekends, public holidays, and the Saturdays and Sundays worked to make up for them.

The State Council publishes the holidays of a year in the autumn before it; `chinesecalendar` carries them. Where a year
is not yet published (or lies before what the library knows) a day is reckoned by weekends only, and whatever shows such
a date says so (`is_year_known`). A date that was promised stays as it was promised; what is computed moves by itself
with the next version of the library.
"""

from __future__ import annotations

from datetime import date

from chinese_calendar import constants

KNOWN_YEARS = range(min(constants.holidays).year, max(constants.holidays).year + 1)
"""The years whose holidays and make-up days are known."""


def is_weekend(day: date) -> bool:
    """Whether the day is a Saturday or Sunday, whatever the State Council made of it."""
    return day.weekday() >= 5


def is_year_known(day: date) -> bool:
    """Whether the holidays of this day's year are published; if not, the day is reckoned by weekends only."""
    return day.year in KNOWN_YEARS


def is_day_off(day: date) -> bool:
    """Whether nobody works on this day (Civil Code 203; the State Council's rules on public holidays).

    A make-up Saturday is a working day; in a year not yet published only weekends are off.
    """
    if day in constants.workdays:
        return False
    return day in constants.holidays or is_weekend(day)
