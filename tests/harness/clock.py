"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from webapp.core.clock import at_china

OPENING = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


class StoppedClock:
    """Called, it tells the moment; it starts on Monday 2 March 2026, nine o'clock in the village hall."""

    def __init__(self, moment: datetime = OPENING) -> None:
        self.now = moment

    def __call__(self) -> datetime:
        return self.now

    def set(self, moment: datetime | date, hour: int = 9, minute: int = 0) -> datetime:
        """Go to this moment, or to this hour of this day in China."""
        self.now = moment if isinstance(moment, datetime) else at_china(moment, hour, minute)
        return self.now

    def advance(self, **span: float) -> datetime:
        """Let time pass: `advance(days=15, minutes=1)`."""
        self.now += timedelta(**span)
        return self.now
