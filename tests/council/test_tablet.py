"""The hall's tablet: a code of one's own, few tries, one act, and nobody remembered."""

from __future__ import annotations

import re
import threading
import uuid
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.council.builder import ROLES, Council, refused, size_of_log
from tests.council.test_pages import BASE, people, text
from webapp.audit.models import LogEntry
from webapp.core.context import TABLET, Context
from webapp.core.errors import NotFound, NotPermitted, RuleBroken
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.meetings.rules import CheckIn, MeetingState
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Ballot, Poll
from webapp.council.polls.rules import Channel, Vote
from webapp.council.tablet import operations as tablet
from webapp.council.tablet import rules
from webapp.council.tablet.models import TabletTry
from webapp.grants import GrantTable

__all__ = ["people"]
NOW_IN = 12


def at_the_tablet(council: Council) -> Context:
    """The tablet's own context, under the real grants."""
    ctx = council.anyone()
    ctx.actor, ctx.grants = TABLET, GrantTable()
    return ctx


def hall(council: Council) -> tuple[Meeting, Poll]:
    council.mandate()
    meeting = council.open([council.matter()], ROLES[:NOW_IN])
    return meeting, council.poll(meeting)


def ticket_for(council: Council, meeting: Meeting, seat: Seat) -> str:
    found = tablet.present_code(
        at_the_tablet(council), meeting.id, seat.position, rules.seat_code(meeting.door_secret, seat.id)
    )
    assert found is not None
    return found[1]


def test_codes_are_the_meetings_own() -> None:
    here, there, seat = b"a" * 32, b"b" * 32, uuid.uuid4()
    code = rules.seat_code(here, seat)
    assert re.fullmatch(r"[0-9]{6}", code)
    assert rules.is_seat_code(here, seat, f" {code[:3]} {code[3:]} ")
    assert not rules.is_seat_code(here, seat, "")
    assert rules.tablet_pass(here) != rules.tablet_pass(there)
    assert not rules.is_tablet_pass(here, rules.tablet_pass(there))
    assert not rules.is_tablet_pass(here, "é")
    codes = {rules.seat_code(secret, key) for secret in (here, there) for key in (seat, uuid.uuid4(), uuid.uuid4())}
    assert len(codes) > 1


def test_a_ticket_is_worth_nothing_soon_after(council: Council) -> None:
    secret, seat, now = b"s" * 32, uuid.uuid4(), council.clock()
    given = rules.ticket(secret, seat, now)
    assert rules.is_ticket(secret, seat, given, now + timedelta(minutes=1))
    assert not rules.is_ticket(secret, seat, given, now + timedelta(minutes=5))
    assert not rules.is_ticket(secret, uuid.uuid4(), given, now)


def test_what_the_rules_refuse() -> None:
    assert [one.code for one in rules.blockers_try(MeetingState.CLOSED, 0, 0)] == ["meeting.is_closed"]
    assert not rules.blockers_try(MeetingState.OPEN, 4, 29)
    assert rules.blockers_try(MeetingState.OPEN, 5, 5)
    assert rules.blockers_try(MeetingState.OPEN, 0, 30)
    assert [one.code for one in rules.blockers_ticket(False)] == ["tablet.too_slow"]
    assert not rules.blockers_ticket(True)


@pytest.mark.both_databases
def test_checking_in_and_voting_without_a_phone(council: Council) -> None:
    meeting, poll = hall(council)
    seat = council.seat(meeting, "rep_12")
    ticket = ticket_for(council, meeting, seat)
    not_in = refused(lambda: tablet.vote_at_tablet(at_the_tablet(council), poll.id, seat.id, ticket, Vote.FOR))
    assert set(not_in) == {"ballot.not_in_hall"}
    tablet.check_in_at_tablet(at_the_tablet(council), seat.id, ticket)
    assert council.seat(meeting, "rep_12").checked_in_how is CheckIn.TABLET
    tablet.vote_at_tablet(at_the_tablet(council), poll.id, seat.id, ticket, Vote.FOR)
    tablet.vote_at_tablet(at_the_tablet(council), poll.id, seat.id, ticket, Vote.AGAINST)
    council.vote(poll, ["rep_1"])
    mine = council.seat(meeting, "rep_1")
    tablet.vote_at_tablet(at_the_tablet(council), poll.id, mine.id, ticket_for(council, meeting, mine), Vote.ABSTAIN)
    rows = {row.seat_id: (row.channel, row.vote) for row in council.anyone().session.execute(select(Ballot)).scalars()}
    assert rows == {seat.id: (Channel.TABLET, Vote.AGAINST), mine.id: (Channel.TABLET, Vote.ABSTAIN)}
    last = select(LogEntry).where(LogEntry.event == "ballot_cast").order_by(LogEntry.seq.desc()).limit(1)
    entry = council.anyone().session.execute(last).scalar_one()
    assert entry.actor == "tablet"
    assert mine.id.hex in entry.body.decode()


def tablet_vote(council: Council, meeting: Meeting, poll: Poll, role: str, *said: Any) -> Ballot:
    seat = council.seat(meeting, role)
    return tablet.vote_at_tablet(at_the_tablet(council), poll.id, seat.id, ticket_for(council, meeting, seat), *said)


@pytest.mark.both_databases
def test_what_attackers_try(council: Council) -> None:
    meeting, poll = hall(council)
    seat, other = council.seat(meeting, "rep_1"), council.seat(meeting, "rep_2")
    mine = ticket_for(council, meeting, seat)
    for wrong in ("", "x", mine[:-1] + ("a" if mine[-1] != "a" else "b")):
        with pytest.raises(RuleBroken):
            tablet.vote_at_tablet(at_the_tablet(council), poll.id, seat.id, wrong, Vote.FOR)
    with pytest.raises(RuleBroken):
        tablet.vote_at_tablet(at_the_tablet(council), poll.id, other.id, mine, Vote.FOR)
    with pytest.raises(NotFound):
        tablet.vote_at_tablet(at_the_tablet(council), poll.id, uuid.uuid4(), mine, Vote.FOR)
    with pytest.raises(NotPermitted):
        tablet.vote_at_tablet(council.ctx("clerk"), poll.id, seat.id, mine, Vote.FOR)
    with pytest.raises(NotPermitted):
        tablet.start_tablet(council.ctx("rep_1"), meeting.id)
    council.clock.advance(minutes=5)
    with pytest.raises(RuleBroken):
        tablet.check_in_at_tablet(at_the_tablet(council), seat.id, mine)
    later = ticket_for(council, meeting, seat)
    polls.close_poll(council.ctx("clerk"), poll.id)
    closed = refused(lambda: tablet.vote_at_tablet(at_the_tablet(council), poll.id, seat.id, later, Vote.FOR))
    assert set(closed) == {"ballot.poll_closed"}
    meetings.close_meeting(council.ctx("clerk"), meeting.id, "散会")
    code = rules.seat_code(meeting.door_secret, seat.id)
    over = refused(lambda: tablet.present_code(at_the_tablet(council), meeting.id, seat.position, code))
    assert set(over) == {"meeting.is_closed"}
    with pytest.raises(RuleBroken):
        tablet.start_tablet(council.ctx("clerk"), meeting.id)


@pytest.mark.both_databases
def test_forty_wrong_codes_at_once_are_five(council: Council) -> None:
    meeting, _poll = hall(council)
    seat = council.seat(meeting, "rep_1")
    right = rules.seat_code(meeting.door_secret, seat.id)
    contexts = [at_the_tablet(council) for _ in range(40)]
    answers: list[str] = []

    def guess(ctx: Context, code: str) -> None:
        try:
            found = tablet.present_code(ctx, meeting.id, seat.position, code)
            answers.append("wrong" if found is None else "right")
        except RuleBroken as broken:
            answers.append(broken.blockers[0].code)
        finally:
            ctx.session.close()

    wrong = [f"{n:06d}" for n in range(100) if f"{n:06d}" != right][:40]
    threads = [threading.Thread(target=guess, args=pair) for pair in zip(contexts, wrong, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(set(answers)) == ["tablet.too_many_tries", "wrong"]
    assert answers.count("wrong") == rules.TRIES_PER_SEAT
    locked = refused(lambda: tablet.present_code(at_the_tablet(council), meeting.id, seat.position, right))
    assert set(locked) == {"tablet.too_many_tries"}
    council.clock.advance(minutes=16)
    assert tablet.present_code(at_the_tablet(council), meeting.id, seat.position, right) is not None
    tablet.present_code(at_the_tablet(council), meeting.id, seat.position, wrong[0])
    assert council.anyone().session.execute(select(func.count(TabletTry.id))).scalar_one() == 1


def test_a_whole_visit_through_the_pages(council: Council, people: Any) -> None:
    meeting, _poll = hall(council)
    clerk, device = people("clerk"), people("")
    page = f"{BASE}/meetings/2026-1/tablet"
    text(people("rep_1"), "/meetings/2026-1/tablet", 403)
    text(people("rep_1"), "/meetings/2026-1/tablet/slips", 403)
    started = clerk.submit(page).get_data(as_text=True)
    opened = rules.tablet_pass(meeting.door_secret)
    assert f"/tablet/{opened}" in started
    seat = council.seat(meeting, "rep_12")
    code = rules.seat_code(meeting.door_secret, seat.id)
    assert f"{code[:3]} {code[3:]}" in text(clerk, "/meetings/2026-1/tablet/slips")
    assert code in text(clerk, "/meetings/2026-1/hall")
    assert code not in text(people(""), "/meetings/2026-1")
    text(device, "/meetings/2026-1/tablet/" + "a" * 24, 404)
    start = f"{page}/{opened}"
    assert device.submit(start, {"position": str(seat.position), "code": "12"}).status_code == 422
    assert device.submit(start, {"position": "x", "code": ""}).status_code == 422
    chosen = device.submit(start, {"position": str(seat.position), "code": code})
    shown = chosen.get_data(as_text=True)
    assert seat.name in shown
    assert 'http-equiv="refresh"' in shown
    ticket = re.search(r'name="ticket" value="([^"]+)"', shown)
    assert ticket is not None
    assert code not in shown
    act = {"seat": str(seat.position), "ticket": ticket.group(1)}
    came = device.submit(f"{start}/check-in", act, page=start)
    assert came.status_code == 302
    done = device.get(came.location).get_data(as_text=True)
    assert seat.name not in done
    assert 'http-equiv="refresh"' in done
    assert device.submit(f"{start}/check-in", act, page=start).status_code == 422
    assert device.submit(f"{start}/polls/1/vote", act | {"choice": "for"}, page=start).status_code == 302
    assert device.submit(f"{start}/polls/1/vote", act | {"choice": "maybe"}, page=start).location == start
    assert device.submit(f"{start}/polls/9/vote", act | {"choice": "for"}, page=start).status_code == 404
    assert device.submit(f"{start}/polls/1/vote", act | {"seat": "999", "choice": "for"}, page=start).status_code == 404
    assert council.anyone().session.execute(select(func.count(Ballot.id))).scalar_one() == 1
    assert seat.name not in text(device, f"/meetings/2026-1/tablet/{opened}")


def test_a_device_where_somebody_is_signed_in_acts_for_nobody(council: Council, people: Any) -> None:
    meeting, _poll = hall(council)
    start = f"{BASE}/meetings/2026-1/tablet/{rules.tablet_pass(meeting.door_secret)}"
    seat = council.seat(meeting, "rep_2")
    browser = people("rep_1")
    before = size_of_log(council)
    answer = browser.submit(
        start, {"position": str(seat.position), "code": rules.seat_code(meeting.door_secret, seat.id)}
    )
    assert seat.name in answer.get_data(as_text=True)
    last = council.anyone().session.execute(select(LogEntry).order_by(LogEntry.seq.desc()).limit(1)).scalar_one()
    assert (last.event, last.actor, size_of_log(council)) == ("code_presented", "tablet", before + 1)
