"""How a vote is to be taken: the question, the options, secrecy, the ways to vote, the announced close."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.charter.rules import Body
from webapp.core.errors import Blocker
from webapp.council.polls.rules.counting import Circumstances
from webapp.council.polls.rules.votes import Channel, Question, Secrecy

MOST_OPTIONS = 30
LONGEST_OPTION = 120
LONGEST_VOTE = timedelta(hours=12)


@dataclass(frozen=True)
class Option:
    """One of the things or people to choose among."""

    label: str
    resident_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Terms:
    """How one vote is taken. `most`: how many options one ballot may name; `closes_at`: the announced close."""

    question: Question = Question.MOTION
    options: tuple[Option, ...] = ()
    most: int = 1
    secrecy: Secrecy = Secrecy.NAMED
    channels: tuple[Channel, ...] = (Channel.BROWSER,)
    closes_at: datetime | None = None


BY_NAME = Terms()


def blockers_terms(terms: Terms, around: Circumstances, now: datetime, is_runoff: bool = False) -> list[Blocker]:
    """Why a vote cannot be taken in this way, each reason with its article."""
    found = _options(terms, is_runoff)
    if not terms.channels or len(set(terms.channels)) < len(terms.channels):
        found.append(Blocker("terms.channels"))
    if around.body is Body.PARTY_MEMBERS and (terms.question is not Question.MOTION or terms.secrecy is Secrecy.SECRET):
        found.append(Blocker("terms.party_review", around.profile.article("party.meeting.pass")))
    found += _channels(terms, frozenset(terms.channels), around)
    if terms.closes_at is not None and not now < terms.closes_at <= now + LONGEST_VOTE:
        found.append(Blocker("terms.closes", "", {"hours": int(LONGEST_VOTE.total_seconds() // 3600)}))
    return found


def _options(terms: Terms, is_runoff: bool) -> list[Blocker]:
    labels = [option.label for option in terms.options]
    if terms.question is Question.MOTION:
        return [Blocker("terms.no_options")] if labels or is_runoff or terms.most != 1 else []
    found = []
    if not (1 if is_runoff else 2) <= len(labels) <= MOST_OPTIONS:
        found.append(Blocker("terms.options", "", {"most": MOST_OPTIONS}))
    if any(not label.strip() or len(label) > LONGEST_OPTION for label in labels):
        found.append(Blocker("terms.option_words", "", {"longest": LONGEST_OPTION}))
    if len(set(labels)) < len(labels):
        found.append(Blocker("terms.option_twice"))
    if terms.question is Question.ONE_OF and terms.most != 1:
        found.append(Blocker("terms.one_of"))
    elif not 1 <= terms.most <= max(1, len(labels)):
        found.append(Blocker("terms.most", "", {"options": len(labels)}))
    return found


def _channels(terms: Terms, channels: Collection[Channel], around: Circumstances) -> list[Blocker]:
    """Which ways go together. Hands are seen by all, so never secret; hands only counted know no names.

    Where hands are only counted, in whatever body, nothing else goes beside them: nobody could see that a person voted
    twice. Where households are weighed every vote needs its name. A by-election goes by the rules of an election:
    anonymous papers in the hall, counted in public (VCOL 23 and 18).
    """
    found = []
    is_secret = terms.secrecy is Secrecy.SECRET
    hands = {Channel.HANDS, Channel.HANDS_COUNTED} & set(channels)
    counts_hands = Channel.HANDS_COUNTED in channels
    if is_secret and hands:
        found.append(Blocker("terms.secret_hands"))
    if around.is_weighed and (is_secret or counts_hands):
        found.append(Blocker("terms.weighed_by_name", around.profile.article("levy.rep.weight")))
    if counts_hands and terms.question is not Question.MOTION:
        found.append(Blocker("terms.counted_motion"))
    if len(hands) > 1:
        found.append(Blocker("terms.hands_twice"))
    elif counts_hands and len(channels) > 1:
        found.append(Blocker("terms.counted_alone"))
    if around.matter == "by_election" and not (is_secret and set(channels) == {Channel.PAPER}):
        found.append(Blocker("terms.by_election", around.profile.article("election.remoteBallot")))
    return found
