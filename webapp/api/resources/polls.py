"""Polls and the ballots in them, by name once they are closed."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from webapp.api import kinds
from webapp.api.asked import Paging, one_of
from webapp.api.kinds import Document, Shown
from webapp.api.queries.meetings import constituency_numbers
from webapp.api.queries.pages import page_of_rows, shown
from webapp.api.queries.polls import ballot_counts, poll_at, polls
from webapp.api.resources.group import village
from webapp.core.pages import Page
from webapp.council.meetings.rules import SeatKind, is_listed_publicly
from webapp.council.polls.models import Poll
from webapp.council.polls.queries import NamedVote, named_votes, tally
from webapp.council.polls.rules import Channel, PollState, Question, Secrecy, Vote
from webapp.council.sheets.queries import sheets_of
from webapp.council.sheets.rules import SheetState
from webapp.kit.addresses import Numbered
from webapp.kit.request import current_ctx


class PollLine(Document):
    """A poll. Until it is closed it says only how many have voted; the rest is null."""

    meeting = kinds.short_number("The number of its meeting.")
    number = kinds.count("Its number in the meeting.")
    matter = kinds.short_number("The matter.", allow_none=True)
    motion = kinds.text("What was put to the vote.")
    question = kinds.word(Question, "For or against a motion, one of several, or up to so many of several.")
    secrecy = kinds.word(Secrecy, "By name, or secret: then only who took part is known.")
    channels = fields.List(
        fields.Enum(Channel, by_value=fields.String()), metadata={"description": "By which ways votes are given."}
    )
    most = kinds.count("How many options one ballot may name.")
    is_runoff = kinds.flag("Whether it is a run-off.")
    repeat_because = kinds.text("Why it repeats an earlier vote; empty otherwise.")
    closes_at = kinds.moment("The end that was announced.", allow_none=True)
    state = kinds.word(PollState, "Open, or closed for ever.")
    opened_at = kinds.moment("When it was opened.")
    closed_at = kinds.moment("When it was closed.", allow_none=True)
    voted = kinds.count("How many have voted.")
    due = kinds.count("How many were due.", allow_none=True)
    present = kinds.count("How many were present.", allow_none=True)
    votes_for = kinds.count("Votes for; null in a choice and in a small secret vote.", allow_none=True)
    votes_against = kinds.count("Votes against.", allow_none=True)
    votes_abstain = kinds.count("Abstentions.", allow_none=True)
    valid = kinds.flag("Whether the meeting could decide.", allow_none=True)
    carried = kinds.flag("Whether it carried.", allow_none=True)
    resolution = kinds.short_number("The resolution that came of it.", allow_none=True)


class OptionDocument(Document):
    """One of the things or people among whom a closed poll chose."""

    label = kinds.text("What it is.")
    votes = kinds.count("How many named it; null in a small secret vote.", allow_none=True)
    is_elected = kinds.flag("Whether it was chosen.")


class SheetDocument(Document):
    """A tellers' sheet: its numbers and hashes, never what stands on it."""

    number = kinds.count("Its number in the poll.")
    channel = kinds.word(Channel, "What was counted.")
    state = kinds.word(SheetState, "How far it is.")
    photo_sha256 = kinds.code("The SHA-256 of its photograph; empty without one.")
    opened_at = kinds.moment("When it was opened.")
    confirmed_at = kinds.moment("When the scrutineer confirmed it.", allow_none=True)


class BallotDocument(Document):
    """One person's vote."""

    position = kinds.count("The number of the seat on the meeting's list.")
    name = kinds.name("Who sits there.")
    kind = kinds.word(SeatKind, "Why the person has a seat.")
    constituency = kinds.count("The number of the constituency.", allow_none=True)
    households = kinds.count("How many households the person speaks for.")
    was_present = kinds.flag("Whether the person counted as present.")
    recused = kinds.flag("Whether the person stood aside.")
    vote = kinds.word(Vote, "How the person voted; null for silence.", allow_none=True)


class CheckDocument(Document):
    """One rule the count was judged by."""

    id = kinds.code("The rule.")
    article = kinds.code("Its article, such as VCOL-2025:30.")
    needed = fields.Raw(metadata={"description": "What was needed.", "type": ["integer", "boolean", "null"]})
    base = fields.Raw(metadata={"description": "Out of how many.", "type": ["integer", "boolean", "null"]})
    got = fields.Raw(metadata={"description": "What there was.", "type": ["integer", "boolean", "null"]})
    met = kinds.flag("Whether it was met.")


class DecisionDocument(Document):
    """The judgement of the charter, made from the ballots by the law of the day."""

    profile = kinds.code("The law it was judged by.")
    rules = fields.List(fields.Nested(CheckDocument), metadata={"description": "Every rule that was judged."})
    facts = fields.Dict(
        keys=fields.String(), metadata={"description": "The facts, in the form `flask charter decide` reads."}
    )


class PollDocument(PollLine):
    """A poll with its ballots by name and its judgement, once it is closed."""

    in_hall = kinds.count("How many were present: now, or when it was closed.")
    ballots = fields.List(
        fields.Nested(BallotDocument),
        metadata={"description": "Everyone due and their votes; empty while it is open; of other bodies none."},
    )
    options = fields.List(
        fields.Nested(OptionDocument), metadata={"description": "What was chosen among; empty while it is open."}
    )
    repeats = kinds.count("The number of the vote that it repeats or follows.", allow_none=True)
    sheets = fields.List(fields.Nested(SheetDocument), metadata={"description": "The tellers' sheets."})
    decision = fields.Nested(DecisionDocument, allow_none=True, metadata={"description": "Null while it is open."})


class AskedPolls(Paging):
    """Which polls."""

    state = one_of(PollState, "Only polls in this state.")


@village.many("/polls", PollLine, "polls", AskedPolls)
def list_polls(asked: dict[str, Any]) -> Page:
    """Every poll, the newest first."""
    session, statement = current_ctx().session, polls()
    if state := asked.get("state"):
        statement = statement.where(Poll.state == state)
    page = page_of_rows(session, statement, asked)
    voted = ballot_counts(session, [row[0].id for row in page.rows])
    return shown(page, lambda row: _line(row, voted.get(row[0].id, 0)))


@village.one("/meetings/<short_number:meeting>/polls/<count:poll>", PollDocument, "polls")
def get_poll(meeting: Numbered, poll: int) -> Shown:
    """One poll of a meeting."""
    session = current_ctx().session
    row = poll_at(session, meeting, poll)
    found = row[0]
    counted = tally(session, found.id)
    constituencies = constituency_numbers(session, found.meeting_id)
    is_listed = is_listed_publicly(row[1].body)
    ballots = [_ballot(line, constituencies) for line in named_votes(session, found) if is_listed]
    repeated = session.get(Poll, (found.village_id, found.repeats_id)) if found.repeats_id else None
    in_hall = counted.present if found.present is None else found.present
    more = {"in_hall": in_hall, "ballots": ballots, "options": _options(found), "decision": _decision(found)}
    more |= {"repeats": repeated.number if repeated else None, "sheets": sheets_of(session, found.id)}
    return _line(row, counted.voted, **more)


def _line(row: Any, voted: int, **more: Any) -> Shown:
    poll, meeting, matter, resolution = row
    return Shown(
        poll,
        meeting=meeting.short_number,
        channels=[Channel(one) for one in poll.channels],
        matter=matter.short_number if matter.put_forward_on else None,
        voted=voted,
        resolution=resolution.short_number if resolution else None,
        **more,
    )


def _ballot(line: NamedVote, constituencies: Any) -> Shown:
    return Shown(
        line.seat,
        name=line.seat.public_name,
        constituency=constituencies.get(line.seat.constituency_id),
        was_present=line.was_present,
        recused=line.is_recused,
        vote=line.vote,
    )


def _options(poll: Poll) -> list[Shown]:
    said = poll.decision or {}
    labels = said.get("labels", [])
    return [
        Shown(None, label=labels[position - 1], votes=votes, is_elected=is_elected)
        for position, votes, is_elected in said.get("options", [])
    ]


def _decision(poll: Poll) -> dict[str, Any] | None:
    if poll.state is PollState.OPEN or not poll.decision:
        return None
    said = poll.decision
    return {"profile": said.get("profile", ""), "rules": said.get("rules", []), "facts": said.get("facts", {})}
