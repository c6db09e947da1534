"""The council's pages, as villagers, representatives and the clerk meet them; every page is linted on the way."""

from __future__ import annotations

from typing import Any

import pytest

from tests.council.builder import COMMITTEE, REPS, ROLES, TITLE, Council
from tests.harness.client import LintingClient
from tests.harness.village import sign_in
from webapp.core.clock import at_china
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.queries import agenda_of
from webapp.council.meetings.rules import door_code
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import Vote

BASE = "/v/411381105201"


@pytest.fixture
def people(app: Any, council: Council) -> Any:
    """Browsers by role: `people("rep_1")` is signed in, `people("")` is anyone."""
    browsers: dict[str, LintingClient] = {}

    def of(role: str) -> LintingClient:
        if role not in browsers:
            browsers[role] = app.test_client()
            if role:
                sign_in(browsers[role], council.village, role)
        return browsers[role]

    return of


def text(client: LintingClient, path: str, status: int = 200) -> str:
    answer = client.get(BASE + path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.get_data(as_text=True)


def voted(council: Council, carried: bool = True) -> tuple[Meeting, Poll]:
    council.mandate()
    meeting = council.open([council.matter()], ROLES[:12])
    poll = council.poll(meeting)
    council.vote(poll, REPS[:7] if carried else REPS[:3])
    council.vote(poll, ["chair"], Vote.AGAINST)
    polls.close_poll(council.ctx("clerk"), poll.id)
    return meeting, poll


def test_empty_pages_say_what_comes_next(people: Any) -> None:
    for path in ("/meetings", "/resolutions", "/mandates"):
        text(people(""), path)
    for path in ("/meetings/2026-1", "/meetings/x", "/resolutions/2026-9", "/meetings/2026-1/polls/1"):
        text(people(""), path, 404)


def test_a_meeting_is_convened_through_the_page(people: Any, council: Council) -> None:
    matter = council.matter()
    clerk = people("clerk")
    page = BASE + "/meetings/new"
    form = {"title": "三月会议", "place": "村委会", "day": "2026-03-04", "hour": "19:00", "matters": [matter.id.hex]}
    late = clerk.submit(page, form)
    assert late.status_code == 422
    assert "三月会议" in late.get_data(as_text=True)
    done = clerk.submit(page, form | {"day": "2026-03-06"})
    assert (done.status_code, done.location) == (302, BASE + "/meetings/2026-1")
    shown = text(people(""), "/meetings/2026-1")
    assert TITLE in shown
    assert clerk.submit(page, {"title": ""}).status_code == 422
    text(people("rep_1"), "/meetings/new", 403)
    text(people(""), "/meetings/new", 302)


def test_a_mandate_is_recorded_through_the_page(people: Any, council: Council) -> None:
    page = BASE + "/mandates/new"
    form = {"kinds": ["levy"], "since": "2026-03-01", "until": "2025-03-01", "decision": "村民会议"}
    assert people("clerk").submit(page, form).status_code == 422
    assert people("clerk").submit(page, form | {"until": "2027-03-01"}).status_code == 302
    assert "2027" in text(people(""), "/mandates")


def test_checking_in_with_the_code_at_the_door(people: Any, council: Council) -> None:
    meeting = council.convene([council.matter()])
    council.clock.set(meeting.starts_at)
    text(people("clerk"), "/meetings/2026-1/door")
    text(people("rep_1"), "/meetings/2026-1/door", 403)
    code = door_code(meeting.door_secret, council.clock())
    path = f"{BASE}/meetings/2026-1/check-in?code={code}"
    assert people("").get(path).status_code == 302
    browser = people("rep_1")
    sent = browser.submit(BASE + "/meetings/2026-1/check-in", {"code": code}, page=path)
    assert sent.status_code == 302
    assert "in-box" in text(browser, "/meetings/2026-1/check-in")
    wrong = people("rep_2").submit(BASE + "/meetings/2026-1/check-in", {"code": "AAAA"}, page=path)
    assert wrong.status_code == 422
    assert "note warning" in text(people("villager"), "/meetings/2026-1/check-in?code=X")


def test_the_clerk_checks_people_in_from_the_list(people: Any, council: Council) -> None:
    meeting = council.convene([council.matter()])
    council.clock.set(meeting.starts_at)
    hall = BASE + "/meetings/2026-1/hall"
    clerk = people("clerk")
    for position in range(1, 11):
        assert clerk.submit(f"{BASE}/meetings/2026-1/seats/{position}/in", page=hall).status_code == 302
    clerk.submit(f"{BASE}/meetings/2026-1/seats/1/out", page=hall)
    text(clerk, "/meetings/2026-1/hall?q=赵")
    text(clerk, "/meetings/2026-1/hall?q=nobody")
    refused = clerk.submit(BASE + "/meetings/2026-1/open", page=BASE + "/meetings/2026-1")
    assert refused.status_code == 422
    clerk.submit(f"{BASE}/meetings/2026-1/seats/1/in", page=hall)
    assert clerk.submit(BASE + "/meetings/2026-1/open", page=BASE + "/meetings/2026-1").status_code == 302
    text(people(""), "/meetings/2026-1")
    assert clerk.submit(f"{BASE}/meetings/2026-1/seats/99/in", page=hall).status_code == 404


def test_voting_through_the_pages(people: Any, council: Council) -> None:
    council.mandate()
    meeting = council.open([council.matter()], ROLES[:12])
    clerk, voter = people("clerk"), people("rep_1")
    vote_page = BASE + "/meetings/2026-1/items/1/vote"
    asked = {"motion": "是否同意？", "question": "motion", "secrecy": "named", "channels": ["browser"]}
    assert people("chair").submit(vote_page, asked).status_code == 302
    again = people("chair").submit(vote_page, asked)
    assert again.status_code == 422
    ballot = BASE + "/meetings/2026-1/polls/1/ballot"
    cast = voter.submit(ballot, {"choice": "for"})
    assert (cast.status_code, cast.location) == (302, BASE + "/meetings/2026-1/polls/1/receipt")
    assert "seat-for" in text(voter, "/meetings/2026-1/polls/1/receipt").split("<main")[1]
    voter.submit(ballot, {"choice": "against"})
    assert voter.submit(ballot, {"choice": "maybe"}).location.endswith("/ballot")
    assert 'aria-pressed="true"' in text(voter, "/meetings/2026-1/polls/1/ballot")
    open_page = text(people(""), "/meetings/2026-1/polls/1")
    assert "seat-against" not in open_page.split("<main")[1]
    text(people("villager"), "/meetings/2026-1/polls/1/ballot", 403)
    absent = people("rep_12").submit(ballot, {"choice": "for"}, page=BASE + "/password")
    assert absent.status_code == 422
    aside = BASE + "/meetings/2026-1/polls/1/aside"
    assert people("rep_2").submit(aside, {"because": "是我弟弟承包"}).status_code == 302
    text(people("rep_2"), "/meetings/2026-1/polls/1/ballot")
    other = BASE + "/meetings/2026-1/polls/1/aside-other"
    seat = council.seat(meeting, "rep_3")
    assert clerk.submit(other, {"seat": seat.id.hex, "because": "近亲属"}).status_code == 302
    assert clerk.submit(other, {"seat": seat.id.hex, "because": "近亲属"}).status_code == 422
    text(clerk, "/meetings/2026-1/polls/1")
    close = BASE + "/meetings/2026-1/polls/1/close"
    assert clerk.submit(close).status_code == 302
    late = voter.submit(ballot, {"choice": "for"}, page=BASE + "/password")
    assert late.status_code == 422
    assert "seat-against" in text(people(""), "/meetings/2026-1/polls/1").split("<main")[1]
    text(voter, "/meetings/2026-1/polls/1/receipt")


def test_a_resolution_and_its_sheet(people: Any, council: Council) -> None:
    voted(council)
    for path in (
        "/resolutions",
        "/resolutions/2026-1",
        "/resolutions/2026-1/sheet",
        "/meetings",
        "/meetings/2026-1/polls/1",
        "/meetings/2026-1",
        "/matters/2026-1",
    ):
        assert TITLE in text(people(""), path) or path == "/meetings"


def test_a_failed_vote_says_why(people: Any, council: Council) -> None:
    voted(council, carried=False)
    assert 'class="why"' in text(people(""), "/meetings/2026-1/polls/1")
    text(people(""), "/matters/2026-1")


def test_closing_a_meeting_with_its_minutes(people: Any, council: Council) -> None:
    voted(council)
    clerk = people("clerk")
    page = BASE + "/meetings/2026-1/minutes"
    assert clerk.submit(page, {"minutes": "主持：某某"}).status_code == 302
    assert "主持" in text(clerk, "/meetings/2026-1/close")
    assert clerk.submit(BASE + "/meetings/2026-1/close", {"minutes": "主持：某某。散会。"}).status_code == 302
    assert "散会" in text(people(""), "/meetings/2026-1")


def test_a_further_matter_through_the_page(people: Any, council: Council) -> None:
    council.convene([council.matter()])
    second = council.matter(title="路灯")
    sent = people("clerk").submit(BASE + "/meetings/2026-1/agenda", {"matters": [second.id.hex]})
    assert sent.status_code == 302
    assert "路灯" in text(people(""), "/meetings/2026-1")


def test_live_pieces_answer_unchanged(people: Any, council: Council) -> None:
    voted(council)
    clerk = people("clerk")
    first = clerk.get(BASE + "/meetings/2026-1/live")
    assert first.status_code == 200
    again = clerk.get(BASE + "/meetings/2026-1/live", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert clerk.get(BASE + "/meetings/2026-1/polls/1/live").status_code == 200


def test_a_committee_member_without_constituency_has_no_households(people: Any, council: Council) -> None:
    meeting = council.open([council.matter()], [*COMMITTEE, *REPS[:9]])
    assert agenda_of(council.anyone().session, meeting.id)[0][0].position == 1
    council.mandate()
    council.poll(meeting)
    text(people("member"), "/meetings/2026-1/polls/1/ballot")
    meetings.leave(council.ctx("clerk"), council.seat(meeting, "member").id)
    assert 'class="why"' in text(people("member"), "/meetings/2026-1/polls/1/ballot")
    assert meeting.starts_at == at_china(meeting.starts_at.date(), 19)
