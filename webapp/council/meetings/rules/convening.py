"""Whether a meeting may be convened and opened: competence, notice, composition, attendance, each with its article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.charter.rules import (
    Body,
    Check,
    CountBy,
    Facts,
    Profile,
    Votes,
    attendance_rule,
    decide,
    profile_on,
    threshold_check,
)
from webapp.core.errors import Blocker
from webapp.council.meetings.rules.due import Due, composition_of
from webapp.council.meetings.rules.kinds import SEAT_KINDS, Gathering, MeetingState

COUNTS_HOUSEHOLDS = frozenset({Body.ASSEMBLY, Body.GROUP})
URGENT_RULES = {Body.ASSEMBLY: "assembly.notice.urgent", Body.REPRESENTATIVES: "rep.notice.urgent"}
"""The bodies that may be called at shorter notice, and the rule that says when."""


@dataclass(frozen=True)
class Summons:
    """A meeting as it is called together: who meets, on which day, how many days before people are told, and whether
    it is urgent. `local` are the village's own rules."""

    gathering: Gathering
    held_on: date
    notice_days: int
    urgent: bool
    local: Mapping[str, object]


def blockers_gathering(gathering: Gathering) -> list[Blocker]:
    """Why such a meeting does not exist: a body that does not meet here, households where the law counts heads."""
    if gathering.body not in SEAT_KINDS:
        return [Blocker("meeting.other_body", "RCEO:28")]
    if gathering.count_by is CountBy.HOUSEHOLDS and gathering.body not in COUNTS_HOUSEHOLDS:
        return [Blocker("meeting.by_persons", "VCOL-2025:26")]
    return []


def blockers_convene(kinds: Sequence[str], due: Sequence[Due], summons: Summons) -> list[Blocker]:
    """What keeps these kinds of matter from being put before this body on that day, each with its article.

    Competence of the body, days of notice, and how the meeting is made up; as the charter of the day judges them.
    A mandate may still be given before the day, so it is not asked for here.
    """
    gathering = summons.gathering
    if not due:
        return [Blocker("meeting.nobody_due", _article_of_attendance(gathering, summons.held_on))]
    is_representatives = gathering.body is Body.REPRESENTATIVES
    parts = composition_of((one.kind, one.is_woman) for one in due) if is_representatives else None
    found: dict[tuple[str, str, str], Blocker] = {}
    for kind in kinds:
        by_households = kind == "levy" if is_representatives else gathering.count_by is CountBy.HOUSEHOLDS
        facts = Facts(
            held_on=summons.held_on,
            body=gathering.body,
            matter=kind,
            due=len(due),
            present=len(due),
            count_by=CountBy.HOUSEHOLDS if by_households else CountBy.PERSONS,
            votes=Votes(0, 0, 0),
            composition=parts,
            notice_days=max(summons.notice_days, 0),
            urgent=summons.urgent,
            local=summons.local,
        )
        for check in decide(facts).rules:
            if not check.met and not check.is_consent:
                found.setdefault((check.id, check.article, str(dict(check.params).get("matter", ""))), check.blocker)
    return list(found.values())


def _article_of_attendance(gathering: Gathering, on: date) -> str:
    profile = profile_on(on)
    if gathering.body is Body.REPRESENTATIVES:
        return profile.article("rep.share.reps")
    rule_id = attendance_rule(gathering.body, gathering.count_by)
    return profile.article(rule_id) if rule_id in profile else ""


def quorum_check(gathering: Gathering, present: int, due: int, profile: Profile) -> Check | None:
    """How many must be there for this body to begin, and how many are; nothing where the law of the day knows no body.

    VCOL 26 (more than half of the villagers, or two thirds of the households), 30, 32, RCEO 27; the Party's own rule.
    """
    rule_id = attendance_rule(gathering.body, gathering.count_by)
    return threshold_check(profile, rule_id, present, due) if rule_id in profile else None


def blockers_open(state: MeetingState, starts_on: date, today: date, quorum: Check | None) -> list[Blocker]:
    """Why a meeting cannot be opened: not its day, not enough in the hall by the rule of its body."""
    if state is not MeetingState.CONVENED:
        return [Blocker(f"meeting.is_{state.value}")]
    if starts_on != today:
        return [Blocker("meeting.other_day", "", {"day": starts_on.isoformat()})]
    return [quorum.blocker] if quorum is not None and not quorum.met else []
