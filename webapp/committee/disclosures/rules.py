"""Rules of the duty to publish: periods, the day each thing is due, and how a duty stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from webapp.board.rules import Cover
from webapp.charter.deadlines import last_day
from webapp.charter.rules import Profile
from webapp.charter.workdays import is_year_known
from webapp.committee.disclosures.catalogue import ITEMS, Cadence, Item
from webapp.core.errors import Blocker
from webapp.council.calls.rules import CallSource, CallState

LONGEST_WANTED = 500
LONGEST_OCCASION = 120
MOST_AT_ONCE = 500
EARLIEST_NOTE = 365
"""Days back to which something that happened may be entered."""
CLAIMS: dict[CallSource, str] = {
    CallSource.REPRESENTATIVES: "publish.extra.request.reps",
    CallSource.VILLAGERS: "publish.extra.request",
}
PERIODIC_DUE = "publish.finance.deadline.days"
MAJOR_DUE = "publish.major"
_OFTEN = {Cadence.AFFAIRS: "publish.general", Cadence.FINANCE: "publish.finance"}

Law = Callable[[date], Profile]
"""The rules in force on a day."""


class DutyState(StrEnum):
    """Not due yet, due, overdue, published, published too late."""

    AHEAD = "ahead"
    DUE = "due"
    OVERDUE = "overdue"
    DONE = "done"
    LATE = "late"


@dataclass(frozen=True)
class Period:
    """A quarter, month or year: 2026-Q1, 2026-03, 2026."""

    key: str
    first: date
    last: date


@dataclass(frozen=True)
class Duty:
    """One thing to be published, for a period or an occasion, and the last day for it."""

    cover: Cover
    opens_on: date
    due_on: date
    title: str = ""

    @property
    def is_reckoned(self) -> bool:
        """Whether the last day was reckoned by weekends only, because the year's holidays are not published yet."""
        return not is_year_known(self.due_on)


@dataclass(frozen=True)
class Standing:
    """A duty on a day: how it stands, and which notice fulfilled it when."""

    duty: Duty
    state: DutyState
    hung_on: date | None = None
    notice: str = ""

    def days_late(self, today: date) -> int:
        """How many days it is overdue, or was when it was published."""
        return max(0, ((self.hung_on or today) - self.duty.due_on).days)


def month_of(year: int, month: int) -> Period:
    """A month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return Period(f"{year}-{month:02d}", date(year, month, 1), following - timedelta(days=1))


def quarter_of(year: int, quarter: int) -> Period:
    """A quarter."""
    return Period(f"{year}-Q{quarter}", date(year, quarter * 3 - 2, 1), month_of(year, quarter * 3).last)


def year_of(year: int) -> Period:
    """A year."""
    return Period(str(year), date(year, 1, 1), date(year, 12, 31))


def periods(cadence: Cadence, since: date, until: date, law: Law) -> Iterator[Period]:
    """The periods that end (a plan's: begin) from `since` to `until`. How long one is, the charter of its end says."""
    for year in range(since.year, until.year + 1):
        if cadence is Cadence.YEAR_AHEAD and since <= date(year, 1, 1) <= until:
            yield year_of(year)
        if cadence is Cadence.YEAR_PAST and since <= date(year, 12, 31) <= until:
            yield year_of(year)
        for month in range(1, 13) if cadence in _OFTEN else ():
            found = month_of(year, month)
            if since <= found.last <= until:
                if law(found.last).choice(_OFTEN[cadence]) == "MONTHLY":
                    yield found
                elif month % 3 == 0:
                    yield quarter_of(year, month // 3)


def due_of(cadence: Cadence, period: Period, law: Law) -> date:
    """The last day for a period: so many days after its end (a plan: before the year is that old), off holidays.

    The law says how often, not within which days; the days are those of open finance (Zhengzhou 24), for village
    affairs by analogy. A village may set fewer.
    """
    end = period.first - timedelta(days=1) if cadence is Cadence.YEAR_AHEAD else period.last
    profile = law(period.first if cadence is Cadence.YEAR_AHEAD else period.last)
    return last_day(end, profile.number(PERIODIC_DUE), profile)


def due_after(happened_on: date, profile: Profile) -> date:
    """The last day to publish what happened, or what people asked for: at any time means within so many days."""
    return last_day(happened_on, profile.number(MAJOR_DUE), profile)


def periodic_duties(since: date, until: date, law: Law) -> list[Duty]:
    """Every duty that follows from the calendar: periods that end from `since` to `until`, by due day and item."""
    found = [
        Duty(Cover(item.code, period.key), period.first, due_of(item.cadence, period, law))
        for item in ITEMS
        for period in periods(item.cadence, since, until, law)
    ]
    return sorted(found, key=lambda duty: duty.due_on)


def standing_on(duty: Duty, hung: Mapping[Cover, tuple[date, str]], today: date) -> Standing:
    """How a duty stands on a day. `hung`: when which notice first published a thing, as known on that day."""
    done = hung.get(duty.cover)
    if done is not None and done[0] <= today:
        state = DutyState.LATE if done[0] > duty.due_on else DutyState.DONE
        return Standing(duty, state, *done)
    if today > duty.due_on:
        return Standing(duty, DutyState.OVERDUE)
    return Standing(duty, DutyState.DUE if today >= duty.opens_on else DutyState.AHEAD)


def names_needed(source: CallSource, base: int, profile: Profile) -> int:
    """How many names oblige the committee to publish more: a tenth of the villagers or a fifth of the reps."""
    return max(profile.threshold(CLAIMS[source]).needed(base), 1)


def blockers_call(base: int, article: str, already: bool) -> list[Blocker]:
    """Why such a request cannot be started: nobody could sign it, or one's own still gathers."""
    if base == 0:
        return [Blocker("call.nobody", article)]
    return [Blocker("call.already_open")] if already else []


def blockers_support(state: CallState) -> list[Blocker]:
    """Why no name can be put under a request now."""
    return [] if state is CallState.GATHERING else [Blocker(f"disclosure.is_{state.value}")]


def blockers_occasion(item: Item | None, happened_on: date, today: date) -> list[Blocker]:
    """Why an occasion cannot be entered: the item has a calendar of its own, or its day cannot be."""
    if item is None or item.cadence is not Cadence.ANY_TIME:
        return [Blocker("disclosure.not_any_time", "VCOL-2025:35")]
    if not today - timedelta(days=EARLIEST_NOTE) <= happened_on <= today:
        earliest = (today - timedelta(days=EARLIEST_NOTE)).isoformat()
        return [Blocker("disclosure.happened_on", "", {"earliest": earliest, "today": today.isoformat()})]
    return []


def blockers_covers(covers: int, open_covers: int) -> list[Blocker]:
    """Why a draft publishes nothing: nothing was chosen, or something chosen is not asked for."""
    if covers == 0:
        return [Blocker("disclosure.nothing_chosen", "VCOL-2025:35")]
    return [Blocker("disclosure.not_open")] if open_covers < covers else []
