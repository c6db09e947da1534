"""The part of the record that tells of one vote: by which ways, how many, against which base, with which outcome."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping
from typing import Any

from webapp.council.meetings.models import Seat
from webapp.council.minutes.queries import Happenings
from webapp.council.minutes.rules import is_only_outcome
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import Channel, Question, Secrecy, graded_in
from webapp.council.sheets.models import Sheet
from webapp.council.sheets.rules import SheetState


def poll_record(seen: Happenings, poll: Poll) -> dict[str, Any]:
    """One vote as the minutes tell it. Of a secret one with fewer than ten ballots only the outcome."""
    ballots = [one for one in seen.ballots if one.poll_id == poll.id]
    counted = _counted_hands(seen, poll)
    took_part = len(ballots) + counted
    is_secret = poll.secrecy is Secrecy.SECRET
    hidden = poll.hides_numbers or is_only_outcome(is_secret, took_part)
    is_motion = poll.question is Question.MOTION
    grade = _grade(poll)
    seats = {seat.id: seat for seat in seen.seats}
    return {
        "number": poll.number,
        "motion": poll.motion,
        "question": poll.question,
        "most": poll.most,
        "secrecy": poll.secrecy,
        "amendment": next((one.number for one in seen.amendments if one.id == poll.amendment_id), None),
        "repeats": next((one.number for one in seen.polls if one.id == poll.repeats_id), None),
        "repeat_because": poll.repeat_because,
        "is_runoff": poll.is_runoff,
        "opened_at": poll.opened_at,
        "closed_at": poll.closed_at,
        "count_by": _facts(poll).get("count_by", "persons"),
        "due": poll.due,
        "present": poll.present,
        "took_part": took_part,
        "channels": _by_channel(poll, [one.channel for one in ballots], counted),
        "only_outcome": hidden,
        "counts": None if hidden or not is_motion else _counts(poll),
        "options": [] if is_motion else _options(seen, poll, hidden),
        "names": {} if is_secret or not is_motion else _names(seats, ballots),
        "thresholds": _thresholds(poll, hidden),
        "missed": [] if grade else _missed(poll, hidden),
        "grade": grade,
        "valid": poll.valid,
        "carried": poll.carried,
        "recused": _recused(seen, poll, seats) | ({"in_base": False} if poll.concerned_id else {}),
        "sheets": [_sheet(seen, sheet) for sheet in seen.sheets if sheet.poll_id == poll.id],
        "resolution": next((one.short_number for one in seen.resolutions if one.poll_id == poll.id), ""),
    }


def _grade(poll: Poll) -> str:
    """The grade a vote about one person ended with; nothing for other votes, or where nobody was judged."""
    if poll.concerned_id is None:
        return ""
    return str(graded_in(poll.decision or {}, bool(poll.valid)).result or "")


def _facts(poll: Poll) -> Mapping[str, Any]:
    return (poll.decision or {}).get("facts", {})


def _counts(poll: Poll) -> dict[str, int | None]:
    return {"for": poll.votes_for, "against": poll.votes_against, "abstain": poll.votes_abstain}


def _by_channel(poll: Poll, used: list[Channel], counted: int) -> list[dict[str, Any]]:
    """How many took part by each way; the ways that stood open come first, with nought where nobody used them."""
    found = Counter(used)
    found[Channel.HANDS_COUNTED] += counted
    stood_open = {str(way) for way in poll.channels}
    return [{"channel": way, "count": found[way]} for way in Channel if found[way] or way.value in stood_open]


def _counted_hands(seen: Happenings, poll: Poll) -> int:
    """Raised hands that were only counted: what the confirmed sheets say."""
    found = 0
    for sheet in seen.sheets:
        if sheet.poll_id == poll.id and sheet.channel is Channel.HANDS_COUNTED and sheet.state is SheetState.CONFIRMED:
            lines = next((one.lines for one in seen.entries if one.sheet_id == sheet.id), {})
            found += sum(count for count in lines.values() if isinstance(count, int))
    return found


def _options(seen: Happenings, poll: Poll, hidden: bool) -> list[dict[str, Any]]:
    """The options with the votes for each, as the close of the poll counted them, and whether one was chosen."""
    counted = {position: (votes, chosen) for position, votes, chosen in (poll.decision or {}).get("options", [])}
    return [
        {
            "position": one.position,
            "label": one.label,
            "votes": None if hidden else counted.get(one.position, (None, False))[0],
            "chosen": counted.get(one.position, (None, False))[1],
        }
        for one in seen.options
        if one.poll_id == poll.id
    ]


def _names(seats: Mapping[uuid.UUID, Seat], ballots: list[Any]) -> dict[str, list[str]]:
    """Who voted how in a vote by name, in the order of the list."""
    cast = sorted((one for one in ballots if one.vote), key=lambda one: seats[one.seat_id].position)
    found: dict[str, list[str]] = {}
    for one in cast:
        seat = seats[one.seat_id]
        found.setdefault(one.vote.value, []).append(seat.public_name)
    return found


def _thresholds(poll: Poll, hidden: bool) -> list[dict[str, Any]]:
    """Every share the law asked for: needed, base, reached, article. What would tell the votes is left out."""
    return [
        {
            "id": rule["id"],
            "article": rule["article"],
            "needed": rule["needed"],
            "base": rule["base"],
            "got": None if hidden and rule["is_consent"] else rule["got"],
            "met": rule["met"],
            "is_consent": rule["is_consent"],
        }
        for rule in (poll.decision or {}).get("rules", [])
        if rule["base"] is not None
    ]


def _missed(poll: Poll, hidden: bool) -> list[dict[str, Any]]:
    """The rules that were not met and are no share of votes: notice, mandate, study, competence."""
    return [
        {"id": rule["id"], "article": rule["article"], "needed": rule["needed"], "got": rule["got"],
         "reason": rule["reason"], "params": rule["params"]}
        for rule in (poll.decision or {}).get("rules", [])
        if rule["base"] is None and not rule["met"] and not (hidden and rule["is_consent"])
    ]  # fmt: skip


def _recused(seen: Happenings, poll: Poll, seats: Mapping[uuid.UUID, Seat]) -> dict[str, Any]:
    """Who stood aside, and the rule that keeps them in the base."""
    found = [seats[one.seat_id] for one in seen.recusals if one.poll_id == poll.id]
    rule = "count.recused.inDenominator"
    return {
        "names": [seat.public_name for seat in sorted(found, key=lambda seat: seat.position)],
        "in_base": seen.profile.flag(rule),
        "article": seen.profile.article(rule),
    }


def _sheet(seen: Happenings, sheet: Sheet) -> dict[str, Any]:
    """A tellers' sheet: who entered it, who confirmed it, and the hash of the photograph of the paper."""
    tellers = {one.id: one.name for one in seen.tellers}
    return {
        "number": sheet.number,
        "channel": sheet.channel,
        "state": sheet.state,
        "photo": sheet.photo_sha256,
        "tellers": [tellers.get(one.teller_id, "") for one in seen.entries if one.sheet_id == sheet.id],
        "confirmed_by": seen.people.get(sheet.confirmed_by_id, "") if sheet.confirmed_by_id else "",
        "confirmed_at": sheet.confirmed_at,
        "replaces": next((one.number for one in seen.sheets if one.id == sheet.replaces_id), None),
        "reason": sheet.reason,
    }
