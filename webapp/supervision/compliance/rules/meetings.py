"""What the charter asks of one meeting, held against the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.charter.deadlines import days_of_notice, last_day
from webapp.charter.facts import CountBy
from webapp.charter.matters import Body
from webapp.charter.rules import Profile, attendance_rule, notice_rule, threshold_check
from webapp.council.meetings.rules import MeetingState
from webapp.supervision.compliance.rules.findings import Finding, Law, Sign, mark
from webapp.supervision.compliance.rules.signs import Burst, Same, sign_of_burst, sign_of_same

MINUTES = "ARCHIVES-2018"
SIGNERS = 3
URGENT = {"assembly.notice.days": "assembly.notice.urgent", "rep.notice.days": "rep.notice.urgent"}


@dataclass(frozen=True)
class MeetingFacts:
    """What the record says of one meeting. `came` counts seats that were ever checked in, `asked` the items on which
    households were asked before. `votes` are the rules that each closed vote was judged by, as the charter wrote them.
    """

    body: Body
    count_by: CountBy
    state: MeetingState
    told_on: date
    held_on: date
    closed_on: date | None = None
    is_urgent: bool = False
    due: int = 0
    came: int = 0
    items: int = 0
    asked: int = 0
    votes: Sequence[Mapping[str, Any]] = ()
    has_words: bool = False
    laid_out_on: date | None = None
    signatures: int = 0
    archived_on: date | None = None
    bursts: Sequence[Burst] = ()
    same: Sequence[Same] = ()

    @property
    def was_held(self) -> bool:
        """Whether it was opened and closed."""
        return self.closed_on is not None


def judge_meeting(facts: MeetingFacts, today: date, law: Law) -> list[Finding]:
    """Every rule that can be judged of a meeting: notice, attendance, asking households, votes, minutes."""
    profile = law(facts.held_on)
    found = [*_notice(facts, profile), *_attendance(facts, profile), *_households(facts, profile), *_votes(facts)]
    return found + list(_minutes(facts, today, profile))


def signs_of_meeting(facts: MeetingFacts) -> list[Sign]:
    """What may be looked at: minutes of a meeting nobody came to, households asked in seconds, words used twice."""
    found = []
    if facts.was_held and facts.has_words and not facts.came:
        found.append(Sign("nobody_checked_in", {"due": facts.due}))
    found += [sign for burst in facts.bursts if (sign := sign_of_burst(burst)) is not None]
    return found + [sign_of_same(same) for same in facts.same]


def _notice(facts: MeetingFacts, profile: Profile) -> Iterator[Finding]:
    """People are told in time; where the law knows urgent meetings, these are not held to the days."""
    rule_id = notice_rule(facts.body)
    if not rule_id or rule_id not in profile:
        return
    days, needed = days_of_notice(facts.told_on, facts.held_on), profile.number(rule_id)
    urgent = URGENT.get(rule_id, "")
    is_excused = facts.is_urgent and urgent in profile and profile.flag(urgent)
    params = {"got": days, "needed": needed}
    yield Finding("notice", mark(days >= needed or is_excused, True), profile.article(rule_id), params)


def _attendance(facts: MeetingFacts, profile: Profile) -> Iterator[Finding]:
    rule_id = attendance_rule(facts.body, facts.count_by)
    if not rule_id or rule_id not in profile or not facts.due:
        return
    check = threshold_check(profile, rule_id, facts.came, facts.due)
    params = {"got": facts.came, "needed": check.needed, "base": facts.due}
    yield Finding("attendance", mark(check.met, facts.was_held), check.article, params)


def _households(facts: MeetingFacts, profile: Profile) -> Iterator[Finding]:
    """Representatives ask their households about every item before they vote."""
    rule_id = "rep.consult.beforeMeeting"
    if facts.body is not Body.REPRESENTATIVES or not profile.flag(rule_id) or not facts.items:
        return
    is_met = facts.asked >= facts.items
    params = {"got": facts.asked, "needed": facts.items}
    yield Finding("households", mark(is_met, facts.was_held), profile.article(rule_id), params)


def _votes(facts: MeetingFacts) -> Iterator[Finding]:
    """What every vote needed besides the votes themselves, as it was judged at its close; each rule once."""
    judged: dict[tuple[str, str], bool] = {}
    for rule in facts.votes:
        if not rule["is_consent"]:
            key = str(rule["id"]), str(rule["article"])
            judged[key] = judged.get(key, True) and bool(rule["met"])
    for (rule_id, article), is_met in judged.items():
        yield Finding(f"vote:{rule_id}", mark(is_met, True), article)


def _minutes(facts: MeetingFacts, today: date, profile: Profile) -> Iterator[Finding]:
    """Minutes are laid out within the days for major matters, signed by three, and archived."""
    if facts.closed_on is None:
        return
    days = profile.number("publish.major")
    is_due = today > last_day(facts.closed_on, days)
    yield Finding("minutes.laid_out", mark(facts.laid_out_on is not None, is_due), MINUTES, {"days": days})
    signed = {"got": facts.signatures, "needed": SIGNERS}
    yield Finding("minutes.signed", mark(facts.signatures >= SIGNERS, False), MINUTES, signed)
    yield Finding("minutes.archived", mark(facts.archived_on is not None, False), MINUTES)
