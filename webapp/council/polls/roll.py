"""The roll of a vote: everyone due as the count sees them, and what the charter asks besides."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.audit.queries import facts_about
from webapp.branch.matters.models import Matter
from webapp.branch.queries import is_party_studied
from webapp.charter.deadlines import days_of_notice
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import Body
from webapp.core.clock import china_date
from webapp.council.consultation.models import HouseholdWord
from webapp.council.mandates.queries import is_mandated
from webapp.council.meetings import queries as meetings
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.polls.events import SignaturesCounted
from webapp.council.polls.models import Ballot, Poll
from webapp.council.polls.queries import SEATS, at_poll
from webapp.council.polls.rules import Channel, Circumstances, Voter, facts_of, judged, tightest
from webapp.council.sheets.queries import counted_since
from webapp.village.register.models import Household


def voters_of(session: Session, poll: Poll, signed: Mapping[uuid.UUID, int]) -> list[Voter]:
    """Everyone due as the count sees them, ballots included: for closing only. One query, two where hands are counted.

    Who left after hands were counted may have raised one, and so counts as present.
    """
    since = _counted_since(session, poll)
    return [
        voter_at(seat, signed, recusal is not None, ballot, since)
        for seat, ballot, recusal in session.execute(
            SEATS, at_poll(poll), execution_options={"populate_existing": True}
        )
    ]


def voters_without_votes(session: Session, poll: Poll, signed: Mapping[uuid.UUID, int]) -> list[Voter]:
    """Everyone due while a vote goes on: who stands aside and who took part, never how. One query, two with counted
    hands."""
    since = _counted_since(session, poll)
    return [
        voter_at(seat, signed, recusal is not None, Ballot() if ballot else None, since)
        for seat, ballot, recusal in session.execute(SEATS, at_poll(poll))
    ]


def voters_before(session: Session, meeting_id: uuid.UUID, signed: Mapping[uuid.UUID, int]) -> list[Voter]:
    """Everyone due as they stand before a vote. One query."""
    return [voter_at(seat, signed, False, None) for seat in meetings.seats_of(session, meeting_id)]


def signatures(session: Session, meeting: Meeting, item_id: uuid.UUID) -> dict[uuid.UUID, int]:
    """How many households of each seat have signed under an item (asked for a levy). One query."""
    query = (
        select(Seat.id, func.count(HouseholdWord.id))
        .join(
            Household, (Household.village_id == Seat.village_id) & (Household.constituency_id == Seat.constituency_id)
        )
        .join(
            HouseholdWord,
            (HouseholdWord.village_id == Household.village_id) & (HouseholdWord.household_id == Household.id),
        )
        .where(
            Seat.meeting_id == meeting.id,
            HouseholdWord.agenda_item_id == item_id,
            HouseholdWord.signed_at.is_not(None),
        )
        .group_by(Seat.id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def signatures_counted(session: Session, poll: Poll) -> dict[uuid.UUID, int]:
    """The same as it was counted and written into the log when the vote was opened: it is not counted again. One query.

    A household that moves to another constituency meanwhile has not signed for another representative.
    """
    counted = facts_about(session, poll.id, SignaturesCounted.name).get("seats", [])
    return {uuid.UUID(seat): int(signed) for seat, signed in counted}


def circumstances(session: Session, meeting: Meeting, matter: Matter) -> Circumstances:
    """What the charter asks besides the people: body, mandate, study, notice, local rules. Three queries."""
    on = meetings.held_on(meeting)
    return Circumstances(
        matter=matter.kind,
        held_on=on,
        notice_days=max(0, days_of_notice(china_date(meeting.convened_at), china_date(meeting.starts_at))),
        urgent=bool(meeting.urgent_because),
        mandate=is_mandated(session, matter.kind, on),
        party_studied=is_party_studied(session, matter),
        local=meetings.local_on(session, on),
        body=meeting.body,
        count_by=meeting.count_by,
    )


@dataclasses.dataclass(frozen=True)
class Effect:
    """What standing aside does to the count: who is left, of how many the share is taken, how many are needed."""

    due: int
    present: int
    recused: int
    base: int
    needed: int


def effect_of(session: Session, poll: Poll, meeting: Meeting, matter: Matter) -> Effect | None:
    """The count as it would be judged now; no vote is read."""
    around = circumstances(session, meeting, matter)
    signed = signatures_counted(session, poll) if around.is_weighed else {}
    voters = voters_without_votes(session, poll, signed)
    facts, measure = facts_of(voters, around), tightest(judged(voters, around))
    if measure is None or measure.base is None:
        return None
    return Effect(facts.due, facts.present, facts.recused or 0, measure.base, int(measure.needed))


def effect_when_closed(poll: Poll) -> Effect | None:
    """The same of a closed poll, as it was judged."""
    decision = poll.decision or {}
    measures = [rule for rule in decision.get("rules", []) if rule["is_consent"] and rule["base"]]
    measure = max(measures, default=None, key=_needed)
    if measure is None or poll.due is None or poll.present is None:
        return None
    recused = decision.get("facts", {}).get("recused") or 0
    return Effect(poll.due, poll.present, recused, measure["base"], measure["needed"])


def _needed(rule: Mapping[str, Any]) -> int:
    return int(rule["needed"])


@dataclasses.dataclass(frozen=True)
class Signatures:
    """How many households signed, of all that are due, and how many are needed for the meeting to decide."""

    got: int
    due: int
    needed: int


def signatures_under(session: Session, poll: Poll, meeting: Meeting, matter: Matter) -> Signatures | None:
    """The households' signatures under a levy; nothing for other matters, which need none."""
    if (meeting.body, matter.kind) != (Body.REPRESENTATIVES, "levy"):
        return None
    signed = signatures_counted(session, poll)
    due = sum(seat.households for seat in meetings.seats_of(session, meeting.id))
    profile = rules_in_force(session, meetings.held_on(meeting))
    return Signatures(sum(signed.values()), due, profile.threshold("levy.rep.households").needed(due))


def voter_at(
    seat: Seat,
    signed: Mapping[uuid.UUID, int],
    is_recused: bool,
    ballot: Ballot | None,
    since: datetime | None = None,
) -> Voter:
    """One seat as the count sees it. `since`: when hands that are only counted began to be counted."""
    return Voter(
        seat.id,
        seat.kind,
        seat.is_woman,
        seat.households,
        seat.was_in_hall(since),
        is_recused,
        ballot.vote if ballot else None,
        ballot is not None,
        tuple((ballot.chosen if ballot else None) or ()),
        signed.get(seat.id, 0),
    )


def _counted_since(session: Session, poll: Poll) -> datetime | None:
    return counted_since(session, poll.id) if Channel.HANDS_COUNTED in poll.channels else None
