"""What the charter asks of the village as a whole: bodies, what is owed again and again, and every clock that runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.charter.rules import Profile
from webapp.core.errors import Blocker
from webapp.council.duties.rules import Duty
from webapp.supervision.compliance.rules.findings import Finding, mark

DAYS = 365
"""How far back clocks that have stopped are counted."""
BODIES = {"committee": "vc.size", "council": "rep.share.reps", "supervision": "vsc.size"}
"""The bodies by the first word of what they lack, and the rule that opens their composition."""
SIZED = ("size", "finance", "chair")
"""What a supervision committee can lack; everything else about it is somebody who may not supervise."""
Clock = tuple[date, date | None]
"""The last day of something, and the day on which it was done."""


@dataclass(frozen=True)
class Tally:
    """One kind of clock: how many ran, how many were or are late, how many still wait."""

    code: str
    rule_id: str
    all: int
    late: int
    waiting: int


@dataclass(frozen=True)
class VillageFacts:
    """What the record says of the village on a day. `lacking`: what its bodies lack, as the rules of offices say."""

    duties: Sequence[Duty] = ()
    lacking: Sequence[Blocker] = ()
    tallies: Sequence[Tally] = ()


def tally(code: str, rule_id: str, clocks: Iterable[Clock], today: date) -> Tally:
    """These clocks counted; what was done after its last day stays late."""
    known = list(clocks)
    late = sum((done or today) > due for due, done in known)
    return Tally(code, rule_id, len(known), late, sum(done is None for _due, done in known))


def judge_village(facts: VillageFacts, profile: Profile) -> list[Finding]:
    """Every rule that can be judged of the village as a whole; what never came up is left out."""
    return [*_composition(facts.lacking, profile), *_duties(facts.duties), *_clocks(facts.tallies, profile)]


def _composition(lacking: Sequence[Blocker], profile: Profile) -> Iterator[Finding]:
    """The bodies have the members the law asks for, and nobody supervises themselves or a near relative."""
    for body, rule_id in BODIES.items():
        found = [one for one in lacking if one.code.startswith(f"{body}.") and not _is_excluded(one)]
        yield _of(f"body.{body}", found, profile.article(rule_id))
    yield _of("body.excluded", [one for one in lacking if _is_excluded(one)], profile.article("vsc.exclude"))


def _of(code: str, found: Sequence[Blocker], article: str) -> Finding:
    return Finding(code, mark(not found, True), next((one.article for one in found if one.article), article))


def _is_excluded(one: Blocker) -> bool:
    body, _dot, what = one.code.partition(".")
    return body == "supervision" and what not in SIZED


def _duties(duties: Sequence[Duty]) -> Iterator[Finding]:
    """What is owed every month, quarter or year was done."""
    for duty in duties:
        is_met = duty.last_held is not None and not duty.is_overdue
        params = {"until": duty.due_until.isoformat()}
        yield Finding(f"duty:{duty.norm.rule_id}", mark(is_met, duty.is_overdue), duty.norm.article, params)


def _clocks(tallies: Sequence[Tally], profile: Profile) -> Iterator[Finding]:
    """What has a last day was done by it."""
    for one in tallies:
        if one.all:
            found = mark(not one.late and not one.waiting, one.late > 0)
            yield Finding(one.code, found, profile.article(one.rule_id), {"late": one.late, "all": one.all})
