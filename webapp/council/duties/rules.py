"""When the law asks for a meeting: by quarter for the representatives, by year for the villagers' assembly."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.charter.matters import Body
from webapp.charter.rules import Profile

NEAR = 14
"""From how many days before the last day the duty is shown to everybody."""
FREQUENCY, YEARLY = "rep.frequency", "assembly.perYear.min"
MONTHS = {"YEARLY": 12, "HALF_YEARLY": 6, "QUARTERLY": 3, "MONTHLY": 1}


@dataclass(frozen=True)
class Norm:
    """How often the law asks for a body's meeting: `needed` times in every `months` months of the calendar.

    `body`: nothing where it is no meeting of villagers but another thing owed again and again.
    """

    body: Body | None
    rule_id: str
    article: str
    months: int
    needed: int
    since: date | None


@dataclass(frozen=True)
class Duty:
    """How the village stands to one norm. `due_until` is the last day of the period in which a meeting is owed.

    `days_left` is 0 on that day and negative after it; `overdue_since` is the first day of being late.
    """

    norm: Norm
    last_held: date | None
    due_until: date
    days_left: int
    overdue_since: date | None

    @property
    def is_overdue(self) -> bool:
        """Whether a whole period passed without the meeting, and none was held since."""
        return self.overdue_since is not None

    @property
    def is_pressing(self) -> bool:
        """Whether everybody should see it: late, or the last day is near."""
        return self.is_overdue or self.days_left <= NEAR


def norms(profile: Profile) -> list[Norm]:
    """The meetings the law of the day asks for (VCOL art 30: quarterly; 25, since 2026: an assembly yearly)."""
    frequency = profile.rule(FREQUENCY)
    months = MONTHS[profile.choice(FREQUENCY)]
    found = [Norm(Body.REPRESENTATIVES, FREQUENCY, frequency.article, months, 1, frequency.since)]
    if YEARLY in profile:
        yearly = profile.rule(YEARLY)
        found.append(Norm(Body.ASSEMBLY, YEARLY, yearly.article, 12, profile.number(YEARLY), yearly.since))
    return found


def duty(norm: Norm, held: Collection[date], began: date, today: date) -> Duty:
    """How a village that began on a day stands to a norm, from the days on which meetings were really held.

    What passed before the village began here, or before the norm was in force, is not known and never counts as
    missed: so a period already under way on that day is due by its end, but no delay is seen in it.
    """
    began = max(began, norm.since or began)
    start = period_start(today, norm.months)
    last = max((day for day in held if day <= today), default=None)
    owed = start
    if _is_met(norm, held, start):
        owed = _next(start, norm.months)
    else:
        before = _previous(start, norm.months)
        while before >= began and not _is_met(norm, held, before):
            owed, before = before, _previous(before, norm.months)
    until = _next(owed, norm.months) - timedelta(days=1)
    late = until + timedelta(days=1) if until < today else None
    return Duty(norm, last, until, (until - today).days, late)


def period_start(day: date, months: int) -> date:
    """The first day of the quarter (or month, half year, year) of the calendar in which a day lies."""
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _next(start: date, months: int) -> date:
    ahead = start.month - 1 + months
    return date(start.year + ahead // 12, ahead % 12 + 1, 1)


def _previous(start: date, months: int) -> date:
    return period_start(start - timedelta(days=1), months)


def _is_met(norm: Norm, held: Collection[date], start: date) -> bool:
    end = _next(start, norm.months)
    return sum(1 for day in held if start <= day < end) >= norm.needed
