"""The demonstration's calendar: every day of the story is counted back from the day it is loaded."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, timedelta

from webapp.charter.workdays import is_weekend
from webapp.core.clock import at_china, china_date


@dataclasses.dataclass(frozen=True)
class Days:
    """Days around `now`. Acts of the past fall on the working day before, those to come on the one after."""

    now: datetime

    def day(self, ago: int) -> date:
        """The working day about `ago` days back (ahead, where `ago` is negative); 0 is today itself."""
        day = china_date(self.now) - timedelta(days=ago)
        step = timedelta(days=-1 if ago > 0 else 1)
        while ago and is_weekend(day):
            day += step
        return day

    def at(self, ago: int, hour: int = 9, minute: int = 0) -> datetime:
        """The moment at which the village hall's clock shows this hour on that day."""
        return at_china(self.day(ago), hour, minute)

    def minutes_ago(self, minutes: int) -> datetime:
        """A moment just past."""
        return self.now - timedelta(minutes=minutes)

    @property
    def meeting_now(self) -> datetime:
        """When the meeting that is open now began: on a full ten minutes, 40 to 50 minutes ago."""
        start = self.minutes_ago(40)
        return start.replace(minute=start.minute - start.minute % 10, second=0, microsecond=0)

    @property
    def elected_on(self) -> date:
        """When the bodies that serve now were elected."""
        return self.day(345)
