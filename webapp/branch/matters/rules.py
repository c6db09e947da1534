"""Rules of matters: who may bring one, with how many names, and where it stands."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from webapp.charter.matters import MatterKind
from webapp.charter.procedure import Step as Step
from webapp.charter.rules import Profile
from webapp.core.amounts import MOST_FEN
from webapp.core.errors import Blocker, InvalidInput
from webapp.village.offices.rules import Body, Office, offices_of

LONGEST_TITLE = 120
LONGEST_TEXT = 20_000
LONGEST_REASON = 500
"""Ten billion yuan: no village spends more, a larger number is a slip of the pen."""


class MatterState(StrEnum):
    """Where a matter stands on the whole. `GATHERING`: it waits for co-signatures and is not yet put forward."""

    GATHERING = "gathering"
    ACTIVE = "active"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    DONE = "done"


class Source(StrEnum):
    """Who may bring a matter (Henan measures art 54)."""

    PARTY_BRANCH = "party_branch"
    COMMITTEE = "committee"
    SUPERVISION = "supervision"
    COLLECTIVE = "collective"
    VILLAGERS = "villagers"
    REPRESENTATIVES = "representatives"


class Signing(StrEnum):
    """How a co-signature was given."""

    ONLINE = "online"
    PAPER = "paper"


ORDER = tuple(Step)
SOURCE_OFFICES: Mapping[Source, frozenset[Office]] = MappingProxyType(
    {
        Source.PARTY_BRANCH: offices_of(Body.BRANCH),
        Source.COMMITTEE: offices_of(Body.COMMITTEE),
        Source.SUPERVISION: offices_of(Body.SUPERVISION),
        Source.COLLECTIVE: frozenset({Office.RCEO_HEAD}),
        Source.REPRESENTATIVES: offices_of(Body.COUNCIL),
    }
)
"""Whose office speaks for a source; a matter of the villagers needs none."""

INITIATORS: Mapping[Source, str] = MappingProxyType(
    {
        Source.PARTY_BRANCH: "PARTY_ORGANIZATION",
        Source.COMMITTEE: "VILLAGERS_COMMITTEE",
        Source.SUPERVISION: "SUPERVISION_COMMITTEE",
        Source.COLLECTIVE: "COLLECTIVE_ECONOMIC_ORG",
        Source.VILLAGERS: "VILLAGERS",
        Source.REPRESENTATIVES: "REPRESENTATIVES",
    }
)
"""The charter's words for the sources (rule ``proposal.initiators``)."""

NAMES_NEEDED: Mapping[Source, str] = MappingProxyType(
    {Source.VILLAGERS: "proposal.request.villagers", Source.REPRESENTATIVES: "proposal.request.reps"}
)
"""The rule that says how many names a source needs; the other sources need none."""

CLOSED = frozenset({MatterState.WITHDRAWN, MatterState.DONE})


@dataclass(frozen=True)
class Standing:
    """Where a matter stands, as far as changing it is concerned. `others_signed`: names besides the raiser's.

    `by_duty`: the law itself calls for it, so its text follows from the duty.
    """

    state: MatterState
    step: Step
    announced_on: date | None = None
    others_signed: int = 0
    by_duty: bool = False


def latest_birthday(day: date, age: int) -> date:
    """The last day on which somebody was born who is of this age on `day` (the birthday itself counts)."""
    try:
        return day.replace(year=day.year - age)
    except ValueError:
        return date(day.year - age, 2, 28)


def speaks_for(source: Source, offices: Collection[str], is_villager: bool) -> bool:
    """Whether a person with these offices may speak in the name of this source."""
    if source is Source.VILLAGERS:
        return is_villager
    return any(office.value in offices for office in SOURCE_OFFICES[source])


def sources_open_to(offices: Collection[str], is_villager: bool, profile: Profile) -> tuple[Source, ...]:
    """The sources this person may use, in the order of the law."""
    allowed = profile.names("proposal.initiators")
    return tuple(
        source for source in Source if INITIATORS[source] in allowed and speaks_for(source, offices, is_villager)
    )


def blockers_raise(
    source: Source,
    code: str,
    kind: MatterKind | None,
    offices: Collection[str],
    is_villager: bool,
    profile: Profile,
    by_duty: bool = False,
) -> list[Blocker]:
    """Why this person cannot raise this kind of matter in this name. `is_villager`: of age and in the register.

    `by_duty`: it is brought as part of the verb of a body whose duty it is; otherwise nobody raises such a matter.
    """
    blockers = []
    article = profile.article("proposal.initiators")
    if by_duty and kind is not None and kind.by_duty and speaks_for(source, offices, is_villager):
        return []
    if INITIATORS[source] not in profile.names("proposal.initiators"):
        blockers.append(Blocker("matter.source_closed", article))
    elif not speaks_for(source, offices, is_villager):
        blockers.append(Blocker(f"matter.source.{source.value}", article))
    if kind is None:
        blockers.append(Blocker("law.profile", profile.article("law.profile"), {"reason": "matter.notYet"}))
    elif kind.decided_by:
        blockers.append(Blocker(kind.decided_by, kind.article, {"reason": "body.none", "matter": code}))
    elif kind.by_duty:
        blockers.append(Blocker("matter.by_duty", kind.article))
    return blockers


def require_text(title: str, text: str) -> None:
    """A matter has a title of one line and a text. Raises InvalidInput."""
    if not 0 < len(title) <= LONGEST_TITLE or not title.isprintable():
        raise InvalidInput("matter.title", "title", most=LONGEST_TITLE)
    if not 0 < len(text) <= LONGEST_TEXT or "\x00" in text:
        raise InvalidInput("matter.text", "text", most=LONGEST_TEXT)


def require_reason(reason: str) -> None:
    """Whoever changes or withdraws a matter says why. Raises InvalidInput."""
    if not 0 < len(reason) <= LONGEST_REASON or "\x00" in reason:
        raise InvalidInput("matter.reason", "reason", most=LONGEST_REASON)


def require_budget(budget_fen: int | None) -> None:
    """A budget is whole fen, nothing below zero and no slip of the pen. Raises InvalidInput."""
    if budget_fen is not None and not 0 <= budget_fen <= MOST_FEN:
        raise InvalidInput("matter.budget", "budget")


def blockers_closed(state: MatterState) -> list[Blocker]:
    """Nothing happens any more to a matter that was withdrawn or is done."""
    return [Blocker(f"matter.{state.value}")] if state in CLOSED else []


def blockers_revise(standing: Standing) -> list[Blocker]:
    """Why the text cannot be changed now: it was signed by others, announced for a meeting, or decided."""
    blockers = blockers_closed(standing.state)
    if standing.state is MatterState.GATHERING and standing.others_signed:
        blockers.append(Blocker("matter.signed", "HENAN:54", {"count": standing.others_signed}))
    return blockers + _settled(standing)


def blockers_withdraw(standing: Standing) -> list[Blocker]:
    """Why the matter cannot be taken back now: it is announced for a meeting, or decided."""
    return blockers_closed(standing.state) + _settled(standing)


def _settled(standing: Standing) -> list[Blocker]:
    if standing.by_duty:
        return [Blocker("matter.stands_by_duty")]
    if standing.state is not MatterState.ACTIVE:
        return []
    if is_after(standing.step, Step.RESOLVE):
        return [Blocker("matter.decided")]
    if standing.announced_on is not None:
        return [Blocker("matter.announced", "PRACTICE", {"day": standing.announced_on.isoformat()})]
    return []


def is_after(step: Step, other: Step) -> bool:
    """Whether one step comes later than the other."""
    return ORDER.index(step) > ORDER.index(other)


def step_after_revision(step: Step) -> Step:
    """Where a changed text goes on: what the Party members had reviewed was the earlier text."""
    return Step.PARTY_REVIEW if step is Step.RESOLVE else step


def is_public(put_forward_on: date | None) -> bool:
    """Whether everybody may read it: a matter that still gathers names is shown to people who signed in."""
    return put_forward_on is not None


def because_of(blockers: Iterable[Blocker]) -> str:
    """Reasons for returning a matter as text to keep, so that every reader gets them in their own language later."""
    return json.dumps(
        [[blocker.code, blocker.article, dict(blocker.params)] for blocker in blockers], ensure_ascii=False
    )


def blockers_in(because: str) -> list[Blocker]:
    """The reasons kept by `because_of`; empty when somebody wrote the reason in their own words."""
    if not because.startswith("[["):
        return []
    try:
        return [Blocker(str(code), str(article), dict(params)) for code, article, params in json.loads(because)]
    except (ValueError, TypeError):
        return []
