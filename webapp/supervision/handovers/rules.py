"""Rules of leaving an office: hand-over within ten days, the audit before the next election.

Law: after a new villagers' committee is chosen the work is handed over within ten days; the electoral committee
presides and the township supervises (VCOL 24). Term and leaving audits are organised by the county's agriculture or
finance department or by the township, published, the leaving audit before the next election; what a fifth of the
villagers ask for is audited, too (VCOL 40). Practice: who leaves in between hands over within the same days.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from webapp.charter.deadlines import last_day
from webapp.charter.rules import Profile
from webapp.core.errors import Blocker
from webapp.council.duties.rules import NEAR

HANDOVER_DAYS, AUDIT, AUDIT_REQUEST = "vc.handover.days", "audit.beforeNextElection", "audit.request"
AUDIT_AHEAD = timedelta(days=90)
"""So long before the term ends the audit is shown as owed, so that it can be done before the election."""
LONGEST_WHO, LONGEST_PAPER, LONGEST_SUMMARY, LONGEST_ITEM = 120, 120, 5_000, 1_000


class DutyKind(StrEnum):
    """What is owed when an office ends."""

    HANDOVER = "handover"
    AUDIT = "audit"


RULES = {DutyKind.HANDOVER: HANDOVER_DAYS, DutyKind.AUDIT: AUDIT}
"""The rule each rests on."""


@dataclass(frozen=True)
class Ended:
    """An office of the committee with the day from which it is no longer held.

    `term_end`: when the committee's whole term ends; `goes_on`: the person holds an office of the committee after it.
    """

    until: date
    term_end: date
    goes_on: bool = False

    @property
    def is_early(self) -> bool:
        """Whether it ended before the committee's term did."""
        return self.until < self.term_end


@dataclass(frozen=True)
class Clock:
    """One duty with its last day. `days_left` is 0 on that day and negative after it; done duties have none to lose."""

    kind: DutyKind
    article: str
    due_on: date
    days_left: int
    is_done: bool

    @property
    def is_overdue(self) -> bool:
        """Whether the last day is past and nothing was recorded."""
        return not self.is_done and self.days_left < 0

    @property
    def is_pressing(self) -> bool:
        """Whether it should be seen by everybody: late, or the last day is near."""
        return not self.is_done and self.days_left <= NEAR


def clocks(ended: Ended, done: Collection[DutyKind], today: date, profile: Profile) -> list[Clock]:
    """What is owed for one office, as of today (VCOL 24, 40). Nothing is owed for a term that has long to run."""
    found = []
    if ended.until <= today and not ended.goes_on:
        due = last_day(ended.until, profile.number(HANDOVER_DAYS), profile)
        found.append(_clock(DutyKind.HANDOVER, profile.article(HANDOVER_DAYS), due, done, today))
    if profile.flag(AUDIT) and (ended.until <= today or ended.until - AUDIT_AHEAD <= today):
        due = ended.term_end - timedelta(days=1)
        found.append(_clock(DutyKind.AUDIT, profile.article(AUDIT), due, done, today))
    return found


def _clock(kind: DutyKind, article: str, due: date, done: Collection[DutyKind], today: date) -> Clock:
    return Clock(kind, article, due, (due - today).days, kind in done)


def blockers_done(
    kind: DutyKind, ended: Ended, done: Collection[DutyKind], done_on: date, today: date, ties: Collection[str]
) -> list[Blocker]:
    """Why this cannot be put down as done: it is already, the day cannot be, or it is about the one who puts it down.

    `ties`: `self` or a kind of kin between who records it and whose office it was.
    """
    found = []
    if kind in done:
        found.append(Blocker("leaving.done"))
    if done_on > today or (kind is DutyKind.HANDOVER and done_on < ended.until):
        found.append(Blocker(f"leaving.day_{kind.value}", "", {"day": ended.until.isoformat()}))
    if kind is DutyKind.HANDOVER and ended.until > today:
        found.append(Blocker("leaving.still_serves", "", {"day": ended.until.isoformat()}))
    if ties:
        found.append(Blocker("leaving.own", "PRACTICE"))
    return found


def names_needed(base: int, profile: Profile) -> int:
    """How many villagers make something part of the audit: a fifth of them, 以上 includes the fifth (VCOL 40)."""
    return profile.threshold(AUDIT_REQUEST).needed(base)


def blockers_item(names: int, base: int, is_audited: bool, profile: Profile) -> list[Blocker]:
    """Why nothing can be added to this audit: it is done, or too few villagers ask for it (VCOL 40)."""
    if is_audited:
        return [Blocker("leaving.audited")]
    needed = names_needed(base, profile)
    if names > base:
        return [Blocker("leaving.too_many", "", {"base": base})]
    if names < needed:
        return [
            Blocker("leaving.too_few", profile.article(AUDIT_REQUEST), {"names": names, "needed": needed, "base": base})
        ]
    return []
