"""Rules of a second invitation.

Whoever opens a new link signs in, and so votes, in the place of the person it is for. No law speaks of passwords; what
the law asks is that people vote themselves (VCOL art. 30 counts those present). So these blockers carry no article:
they are the village's own safeguard. Two people must agree, neither may be the person, and while a vote is open in
which the person is due there is no new link at all. A link handed out before a vote was opened stays good for its two
days: setting a password with it ends the person's other sessions, so the person notices.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.core.errors import Blocker

ASKING_LASTS = timedelta(days=3)
LINK_LASTS = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Asking:
    """How far an asking has come: until when it waits, whether the second office agreed, whether the link exists."""

    ends_at: datetime
    is_agreed: bool
    is_handed: bool


def blockers_votes(open_votes: Iterable[str]) -> list[Blocker]:
    """No new link while a vote is open in which the person is due: it could be cast by somebody else."""
    return [Blocker("reinvitation.vote_open", "", {"motion": motion}) for motion in open_votes]


def blockers_ask(has_joined: bool, is_own: bool, open_votes: Iterable[str]) -> list[Blocker]:
    """Why a new invitation cannot be asked for: not joined yet, one's own account, or a vote is open."""
    found: list[Blocker] = []
    if not has_joined:
        found.append(Blocker("reinvitation.not_joined"))
    if is_own:
        found.append(Blocker("reinvitation.own"))
    return found + blockers_votes(open_votes)


def blockers_agree(
    asking: Asking, is_own: bool, is_asker: bool, now: datetime, open_votes: Iterable[str]
) -> list[Blocker]:
    """Why this person cannot agree: asked for it, is the person it is for, it lapsed, or a vote is open."""
    found = _blockers_lapsed(asking, now)
    if is_own:
        found.append(Blocker("reinvitation.own"))
    if is_asker:
        found.append(Blocker("reinvitation.same_person"))
    if asking.is_agreed:
        found.append(Blocker("reinvitation.agreed"))
    return found + blockers_votes(open_votes)


def blockers_hand(asking: Asking, is_own: bool, now: datetime, open_votes: Iterable[str]) -> list[Blocker]:
    """Why the link cannot be made: nobody agreed yet, it was made already, it lapsed, or a vote is open."""
    found = _blockers_lapsed(asking, now)
    if is_own:
        found.append(Blocker("reinvitation.own"))
    if not asking.is_agreed:
        found.append(Blocker("reinvitation.not_agreed"))
    return found + blockers_votes(open_votes)


def _blockers_lapsed(asking: Asking, now: datetime) -> list[Blocker]:
    if asking.is_handed:
        return [Blocker("reinvitation.handed")]
    return [Blocker("reinvitation.lapsed")] if now >= asking.ends_at else []
