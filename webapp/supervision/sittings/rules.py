"""Rules of the supervision committee's own meetings: how often, who signs, what may still be corrected.

Nothing in the law says how often it meets: once a month is practice (rule ``vsc.meeting.frequency``, grade P, which a
village may change). That more than half of its members are there is practice too.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.audit.verifier.canonical import canonical
from webapp.charter.rules import Profile
from webapp.core.errors import Blocker
from webapp.council.duties.rules import MONTHS, Duty, Norm, duty

FREQUENCY = "vsc.meeting.frequency"
LONGEST_PLACE = 120
LONGEST_TEXT = 5_000
FARTHEST_BACK_DAYS = 92
"""A meeting longer ago than a quarter cannot be written down any more: nobody would remember it rightly."""


@dataclass(frozen=True)
class Signing:
    """One member of the committee as the record sees them."""

    resident_id: uuid.UUID
    is_present: bool
    has_signed: bool = False


def blockers_record(
    held_on: date, today: date, members: Collection[uuid.UUID], present: Collection[uuid.UUID], profile: Profile
) -> list[Blocker]:
    """Why this meeting cannot be put down: not held yet or too long ago, strangers, too few of the members there."""
    found = []
    if held_on > today or (today - held_on).days > FARTHEST_BACK_DAYS:
        found.append(Blocker("sitting.day", "", {"days": FARTHEST_BACK_DAYS}))
    if not members:
        return [*found, Blocker("sitting.no_committee", profile.article("vsc.size"))]
    if set(present) - set(members):
        found.append(Blocker("sitting.stranger", profile.article("vsc.size")))
    if 2 * len(set(present) & set(members)) <= len(set(members)):
        found.append(Blocker("sitting.too_few", profile.article(FREQUENCY), {"members": len(set(members))}))
    return found


def blockers_sign(mine: Signing | None, is_same: bool) -> list[Blocker]:
    """Why this person cannot sign: was not there, has signed, or read another text than the one that stands now."""
    if mine is None or not mine.is_present:
        return [Blocker("sitting.was_absent")]
    if mine.has_signed:
        return [Blocker("sitting.signed_already")]
    return [] if is_same else [Blocker("sitting.other_text")]


def blockers_correct(signed_by_all: bool, has_changed: bool) -> list[Blocker]:
    """Why the record cannot be corrected: all who were there have signed it, or nothing changed."""
    if signed_by_all:
        return [Blocker("sitting.all_signed")]
    return [] if has_changed else [Blocker("sitting.unchanged")]


def is_signed_by_all(members: Collection[Signing]) -> bool:
    """Whether everyone who was there has put their name under it."""
    return all(one.has_signed for one in members if one.is_present)


def digest_of(record: Mapping[str, Any]) -> str:
    """The hash that is signed: SHA-256 of the record as canonical JSON (RFC 8785), in hexadecimal."""
    return hashlib.sha256(canonical(dict(record))).hexdigest()


def sitting_norm(profile: Profile) -> Norm:
    """How often the supervision committee meets by the rule of the day: practice, not law."""
    rule = profile.rule(FREQUENCY)
    return Norm(None, FREQUENCY, rule.article, MONTHS[profile.choice(FREQUENCY)], 1, rule.since)


def sitting_duty(profile: Profile, held: Collection[date], began: date, today: date) -> Duty:
    """Whether a month has passed without a meeting of the supervision committee."""
    return duty(sitting_norm(profile), held, began, today)
