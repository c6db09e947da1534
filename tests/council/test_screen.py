"""The hall screen at every stage, and the pieces that hundreds of pages ask for."""

from __future__ import annotations

import gzip
from datetime import timedelta
from typing import Any

import pytest

from tests.council.builder import REPS, ROLES, TITLE, Council, size_of_log
from tests.council.test_pages import BASE, people, text
from tests.harness.clock import OPENING
from tests.harness.statements import statements
from webapp.council.agenda import operations as agenda
from webapp.council.amendments import operations as amendments
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import agenda_of
from webapp.council.meetings.rules import MeetingState
from webapp.council.polls import operations as polls
from webapp.council.polls.rules import Vote
from webapp.council.screen.queries import participation
from webapp.council.screen.rules import RESULT_STAYS, Moment, Stage, stage_at
from webapp.council.speeches import operations as speeches
from webapp.kit import live

__all__ = ["people"]
LIVE = "/meetings/2026-1/screen/live"


@pytest.fixture
def looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces are looked at every time they are asked for."""
    monkeypatch.setattr(live, "LOOK_AGAIN", 0.0)
    monkeypatch.setattr(live, "COSTS_AT_MOST", 0)


def item_of(council: Council, meeting: Meeting) -> Any:
    return agenda_of(council.anyone().session, meeting.id)[0][0]


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (Moment(MeetingState.CONVENED, False, False), Stage.WAITING),
        (Moment(MeetingState.CLOSED, False, True, OPENING), Stage.OVER),
        (Moment(MeetingState.OPEN, True, True, OPENING), Stage.VOTE),
        (Moment(MeetingState.OPEN, False, False), Stage.AGENDA),
        (Moment(MeetingState.OPEN, False, True), Stage.DEBATE),
        (Moment(MeetingState.OPEN, False, True, OPENING, True, OPENING - timedelta(minutes=9)), Stage.RESULT),
        (Moment(MeetingState.OPEN, False, True, OPENING, True, OPENING + timedelta(seconds=1)), Stage.DEBATE),
        (Moment(MeetingState.OPEN, False, True, OPENING, False, OPENING + timedelta(seconds=1)), Stage.DEBATE),
        (Moment(MeetingState.OPEN, False, False, OPENING), Stage.RESULT),
        (Moment(MeetingState.OPEN, False, False, OPENING - RESULT_STAYS), Stage.AGENDA),
    ],
)
def test_what_is_shown_when(moment: Moment, shown: Stage) -> None:
    assert stage_at(moment, OPENING + timedelta(seconds=2)) is shown


@pytest.mark.usefixtures("looks_again")
def test_one_address_follows_the_whole_meeting(council: Council, people: Any) -> None:
    council.mandate()
    meeting, anyone = council.convene([council.matter()]), people("")
    assert "stage-waiting" in text(anyone, LIVE)
    council.fill(meeting, ROLES[:12])
    meetings.open_meeting(council.ctx("clerk"), meeting.id)
    assert "stage-agenda" in text(anyone, LIVE)
    item = item_of(council, meeting)
    agenda.begin_item(council.ctx("chair"), item.id)
    speech = speeches.ask_to_speak(council.ctx("rep_1"), item.id)
    speeches.begin_turn(council.ctx("clerk"), speech.id)
    amendments.move_amendment(council.ctx("rep_2"), item.id, "预算改为十万元")
    debate = text(anyone, LIVE)
    assert "stage-debate" in debate
    assert "预算改为十万元" in debate
    assert 'class="clock"' in debate
    assert council.seat(meeting, "rep_1").name in debate
    speeches.end_turn(council.ctx("clerk"), speech.id)
    amendment = amendments.queries.pending_of(council.anyone().session, item.id)[0]
    amendments.withdraw_amendment(council.ctx("rep_2"), amendment.id)
    council.clock.advance(minutes=1)
    poll = council.poll(meeting)
    council.vote(poll, REPS[:7])
    council.vote(poll, ["chair"], Vote.AGAINST)
    vote = text(anyone, LIVE)
    assert "stage-vote" in vote
    assert "8" in vote
    assert "seat-voted" in vote
    assert not any(f"seat-{how}" in vote for how in ("for", "against", "abstain"))
    council.clock.advance(minutes=1)
    polls.close_poll(council.ctx("clerk"), poll.id)
    result = text(anyone, LIVE)
    assert "stage-result" in result
    assert "seat-against" in result
    assert "<cite>" in result
    agenda.end_item(council.ctx("chair"), item.id)
    council.clock.advance(minutes=4)
    assert "stage-agenda" in text(anyone, LIVE)
    meetings.close_meeting(council.ctx("clerk"), meeting.id, "散会")
    assert "stage-over" in text(anyone, LIVE)
    for path in ("/meetings/2026-1/screen", "/meetings/2026-1/items/1", "/meetings/2026-1"):
        assert TITLE in text(anyone, path)
    text(anyone, "/meetings/2026-9/screen", 404)
    text(anyone, "/meetings/2026-9/screen/live", 404)


def test_the_code_of_the_door_is_on_the_clerks_screen_only(council: Council, people: Any) -> None:
    council.convene([council.matter()])
    assert "screen/door" in text(people("clerk"), "/meetings/2026-1/screen")
    assert "screen/door" not in text(people("rep_1"), "/meetings/2026-1/screen")
    assert "check-in" not in text(people(""), "/meetings/2026-1/screen")
    text(people("clerk"), "/meetings/2026-1/screen/door")
    text(people("rep_1"), "/meetings/2026-1/screen/door", 403)
    text(people(""), "/meetings/2026-1/screen/door", 302)


@pytest.mark.usefixtures("looks_again")
def test_pieces_are_the_same_for_everybody_and_only_read(app: Any, council: Council, people: Any) -> None:
    council.mandate()
    meeting = council.open([council.matter()], ROLES[:12])
    council.poll(meeting)
    for role in ("rep_1", "clerk"):
        people(role)
    before = size_of_log(council)
    pieces = ("/meetings/2026-1/live", "/meetings/2026-1/polls/1/live", LIVE, "/meetings/2026-1/items/1/live")
    for path in pieces:
        drawn = text(people(""), path)
        assert "csrf" not in drawn
        assert "<form" not in drawn
        assert {text(people(role), path) for role in ("", "rep_1", "clerk")} == {drawn}
        with statements(app.extensions["yishi_database"].engine) as sent:
            answer = people("rep_1").get(BASE + path, headers={"Accept-Encoding": "gzip"})
        assert len(sent) == 1
        assert gzip.decompress(answer.data).decode() == drawn
        assert {"Accept-Encoding", "Cookie"} <= set(answer.vary)
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Server-Time"].endswith("Z")
        tag = answer.headers["ETag"]
        again = people("clerk").get(BASE + path, headers={"If-None-Match": tag})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
        people("").set_cookie("locale", "en")
        english = people("").get(BASE + path, headers={"If-None-Match": tag})
        assert english.status_code == 200
        assert english.get_data(as_text=True) != drawn
        people("").delete_cookie("locale")
        people("").set_cookie("elder", "1")
        assert people("").get(BASE + path, headers={"If-None-Match": tag}).status_code == 200
        people("").delete_cookie("elder")
    assert size_of_log(council) == before


def test_between_looks_nothing_is_asked_of_the_database(app: Any, council: Council, people: Any) -> None:
    council.convene([council.matter()])
    for role in ("rep_1", "clerk", ""):
        text(people(role), LIVE)
    with statements(app.extensions["yishi_database"].engine) as sent:
        for role in ("", "rep_1", "clerk"):
            text(people(role), LIVE)
    assert len(sent) <= 1


def test_without_a_vote_nobody_looks_for_ballots(council: Council) -> None:
    """With 9,000 seats and an earlier vote it took the database seven seconds to find none."""
    council.mandate()
    meeting = council.open([council.matter()], ROLES[:12])
    session = council.anyone().session
    with statements(council.village.acting.database.engine) as sent:
        seats, tally = participation(session, meeting.id, None)
    assert (len(seats), tally.present, tally.voted) == (15, 12, 0)
    assert not any("ballot" in one.lower() for one in sent)


@pytest.mark.usefixtures("looks_again")
def test_a_ballot_shows_at_the_next_look(council: Council, people: Any) -> None:
    council.mandate()
    meeting = council.open([council.matter()], ROLES[:12])
    poll = council.poll(meeting)
    first = people("").get(BASE + LIVE)
    council.vote(poll, ["rep_1"])
    second = people("").get(BASE + LIVE, headers={"If-None-Match": first.headers["ETag"]})
    assert second.status_code == 200
    assert "seat-voted" in second.get_data(as_text=True)


def test_the_debate_through_the_pages(council: Council, people: Any) -> None:
    council.mandate()
    meeting = council.convene([council.matter(), council.matter(title="修桥")])
    clerk, page = people("clerk"), BASE + "/meetings/2026-1/items/1"
    order = BASE + "/meetings/2026-1/order"
    keys = [item.id.hex for item, _ in agenda_of(council.anyone().session, meeting.id)]
    plan = {"items-0-key": keys[0], "items-0-place": "2", "items-1-key": keys[1], "items-1-minutes": "15"}
    assert clerk.submit(order, plan | {"items-1-place": "2"}).status_code == 302
    assert clerk.submit(order, plan | {"items-1-place": "x"}).status_code == 422
    assert clerk.submit(order, plan | {"items-1-place": "1", "items-1-key": "no"}).status_code == 404
    assert clerk.submit(order, plan | {"items-1-place": "1"}).status_code == 302
    council.fill(meeting, ROLES[:12])
    meetings.open_meeting(council.ctx("clerk"), meeting.id)
    assert people("chair").submit(page + "/begin", page=page).status_code == 302
    one = council.seat(meeting, "rep_1")
    assert people("rep_1").submit(page + "/speakers/ask", page=page).status_code == 302
    assert people("rep_1").submit(page + "/speakers/ask", page=page).status_code == 422
    turn = f"{page}/speakers/{one.position}/1"
    assert people("rep_1").submit(turn + "/withdraw", page=page).status_code == 302
    assert clerk.submit(page + "/speakers/add", {"seat": str(one.position)}, page=page).status_code == 302
    assert clerk.submit(page + "/speakers/add", {"seat": "x"}, page=page).status_code == 404
    text(clerk, "/meetings/2026-1/items/1")
    assert clerk.submit(turn + "/begin", page=page).status_code == 302
    text(clerk, "/meetings/2026-1/items/1")
    assert clerk.submit(turn + "/end", page=page).status_code == 302
    assert clerk.submit(turn + "/summary", {"summary": "赞成"}).status_code == 302
    assert clerk.submit(turn + "/summary", {"summary": "长" * 2001}).status_code == 422
    assert clerk.submit(f"{page}/speakers/{one.position}/7/end", page=page).status_code == 404
    new = page + "/amendments/new"
    assert people("rep_2").submit(new, {"text": "改为两年", "changes": ""}).status_code == 302
    assert people("rep_2").submit(new, {"text": ""}).status_code == 422
    assert people("rep_12").submit(new, {"text": "没到", "changes": ""}).status_code == 422
    assert "改为两年" in text(people(""), "/meetings/2026-1")
    text(people("rep_2"), "/meetings/2026-1/items/1")
    assert people("rep_2").submit(page + "/amendments/1/withdraw", page=page).status_code == 302
    assert people("rep_2").submit(page + "/amendments/9/withdraw", page=page).status_code == 404
    assert clerk.submit(page + "/end", page=page).status_code == 302
    text(people(""), "/meetings/2026-1/items/9", 404)
