"""From what happened to the record of a meeting: plain data that is frozen, signed and shown, typed by nobody."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, cast

from webapp.charter.deadlines import days_of_notice
from webapp.charter.rules import attendance_rule, floor_check, notice_rule, threshold_check
from webapp.core.clock import china_date
from webapp.core.events import plain
from webapp.council.meetings.models import AgendaItem, Seat
from webapp.council.meetings.rules import NAMED_SEATS, SeatKind
from webapp.council.minutes.ballots import poll_record
from webapp.council.minutes.queries import Happenings

SHAPE = 1
"""The shape of the record, written into it, so that old ones can always be read."""


def record_of(seen: Happenings) -> dict[str, Any]:
    """The whole record of a meeting as plain data: only text, whole numbers and lists, moments in UTC."""
    return cast(
        dict[str, Any],
        plain(
            {
                "shape": SHAPE,
                "meeting": _meeting(seen),
                "convened": _convened(seen),
                "attendance": _attendance(seen),
                "proxies": _proxies(seen),
                "counting": [_teller(one) for one in seen.tellers],
                "items": [_item(seen, item, matter) for item, matter in seen.agenda],
            }
        ),
    )


def words_of(seen: Happenings) -> dict[str, Any]:
    """What the clerk wrote: words before and after, and of each item and speech what was said. Empty ones are left out.

    An item is named by its number, a speech by the item's number and its place among the speeches on it (2.1).
    """
    positions = {item.id: item.position for item, _ in seen.agenda}
    said: dict[str, str] = {}
    for item_id, position in positions.items():
        for place, speech in enumerate((one for one in seen.speeches if one.agenda_item_id == item_id), 1):
            said[f"{position}.{place}"] = speech.summary
    return {
        "opening": seen.meeting.opening_words,
        "remarks": seen.meeting.minutes,
        "items": {str(item.position): item.summary for item, _ in seen.agenda if item.summary},
        "speeches": {key: text for key, text in said.items() if text},
    }


def _meeting(seen: Happenings) -> dict[str, Any]:
    meeting = seen.meeting
    return {
        "number": meeting.short_number,
        "title": meeting.title,
        "body": meeting.body,
        "count_by": meeting.count_by,
        "group": seen.group,
        "place": meeting.place,
        "starts_at": meeting.starts_at,
        "opened_at": meeting.opened_at,
        "closed_at": meeting.closed_at,
        "was_held": meeting.opened_at is not None,
    }


def _convened(seen: Happenings) -> dict[str, Any]:
    meeting = seen.meeting
    days = max(0, days_of_notice(china_date(meeting.convened_at), china_date(meeting.starts_at)))
    rule = notice_rule(meeting.body)
    check = floor_check(seen.profile, rule, days) if rule in seen.profile else None
    return {
        "at": meeting.convened_at,
        "by": seen.people.get(meeting.convened_by_id, "") if meeting.convened_by_id else "",
        "on_request": meeting.call_id is not None,
        "notice_days": days,
        "needed_days": check.needed if check else None,
        "article": check.article if check else "",
        "urgent_because": meeting.urgent_because,
        "acknowledged": sum(seat.acknowledged_at is not None for seat in seen.seats),
    }


def _attendance(seen: Happenings) -> dict[str, Any]:
    """Who was due and who came, with the times; and how many were there when the meeting was opened."""
    stays = _stays(seen)
    rule = attendance_rule(seen.meeting.body, seen.meeting.count_by)
    opened = seen.meeting.opened_at
    at_opening = sum(_was_there(stays[seat.id], opened) for seat in seen.seats) if opened else None
    check = None
    if at_opening is not None and rule in seen.profile:
        check = threshold_check(seen.profile, rule, at_opening, len(seen.seats))
    return {
        "due": len(seen.seats),
        "came": sum(bool(one) for one in stays.values()),
        "at_opening": at_opening,
        "needed": check.needed if check else None,
        "met": check.met if check else None,
        "article": check.article if check else "",
        "representatives": sum(seat.kind is SeatKind.REPRESENTATIVE for seat in seen.seats),
        "women": sum(seat.kind is SeatKind.REPRESENTATIVE and seat.is_woman for seat in seen.seats),
        "people": [
            {"name": seat.name, "kind": seat.kind, "households": seat.households, "stays": stays[seat.id],
             "acknowledged": seat.acknowledged_at is not None}
            for seat in seen.seats
            if seat.kind in NAMED_SEATS
        ],
    }  # fmt: skip


def _stays(seen: Happenings) -> dict[uuid.UUID, list[dict[str, Any]]]:
    """When each seat was taken, in one pass: an assembly has thousands of seats."""
    found: dict[uuid.UUID, list[dict[str, Any]]] = {seat.id: [] for seat in seen.seats}
    for one in seen.stays:
        found[one.seat_id].append({"came_at": one.came_at, "left_at": one.left_at, "how": one.how})
    for seat in seen.seats:
        if not found[seat.id] and seat.checked_in_at is not None:
            only = {"came_at": seat.checked_in_at, "left_at": seat.left_at, "how": seat.checked_in_how}
            found[seat.id].append(only)
    return found


def _was_there(stays: Iterable[Mapping[str, Any]], at: datetime) -> bool:
    return any(one["came_at"] <= at and (one["left_at"] is None or one["left_at"] > at) for one in stays)


def _proxies(seen: Happenings) -> list[dict[str, Any]]:
    names = {seat.id: seat.name for seat in seen.seats}
    return [
        {"for": names[one.principal_seat_id], "by": seen.people.get(one.proxy_id, ""), "paper": one.paper_sha256}
        for one in seen.proxies
    ]


def _teller(one: Any) -> dict[str, Any]:
    return {"name": one.name, "role": one.role, "from": one.appointed_at, "until": one.relieved_at}


def _item(seen: Happenings, item: AgendaItem, matter: Any) -> dict[str, Any]:
    seats = {seat.id: seat for seat in seen.seats}
    numbers = {one.id: one.number for one in seen.amendments}
    return {
        "position": item.position,
        "title": item.title,
        "matter": matter.short_number,
        "version": item.version,
        "planned_minutes": item.minutes,
        "began_at": item.began_at,
        "ended_at": item.ended_at,
        "speeches": [
            {"name": _name(seats, one.seat_id), "turn": one.turn, "began_at": one.began_at, "ended_at": one.ended_at}
            for one in seen.speeches
            if one.agenda_item_id == item.id
        ],
        "amendments": [
            {"number": one.number, "text": one.text, "mover": _name(seats, one.mover_seat_id), "state": one.state,
             "moved_at": one.moved_at, "changes": numbers.get(one.changes_id) if one.changes_id else None}
            for one in seen.amendments
            if one.agenda_item_id == item.id
        ],
        "polls": [poll_record(seen, poll) for poll in seen.polls if poll.agenda_item_id == item.id],
    }  # fmt: skip


def _name(seats: Mapping[uuid.UUID, Seat], key: uuid.UUID) -> str:
    return seats[key].public_name
