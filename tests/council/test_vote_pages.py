"""The pages of choices, secret votes, amendments, repeats and levies; every page is linted on the way."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import select

from tests.council.bodies import Bodies
from tests.council.builder import COMMITTEE, REPS, ROLES, Council
from tests.council.sittings import move_amendment
from tests.council.test_pages import BASE, people, text
from webapp.council.ballots.box.rules import Slip
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting
from webapp.council.polls import operations as polls
from webapp.council.polls.models import PollOption, Recusal
from webapp.council.polls.rules import Again, Option, Question, Secrecy, Terms, Vote
from webapp.council.tellers.queries import concerns_at

__all__ = ["people"]

VOTE = BASE + "/meetings/2026-1/items/1/vote"
PLAIN = {"motion": "是否同意？", "question": "motion", "secrecy": "named", "channels": ["browser"]}
POLL = "/meetings/2026-1/polls/1"
THREE = (Option("张家"), Option("李家"), Option("王家"))


@pytest.fixture
def meeting(council: Council) -> Meeting:
    council.mandate()
    return council.open([council.matter()], ROLES[:12])


def main(page: str) -> str:
    return page.split("<main")[1]


def test_opening_a_choice_and_choosing(people: Any, council: Council, meeting: Meeting) -> None:
    asked = PLAIN | {
        "motion": "选哪两家？",
        "question": "up_to",
        "options": "张家\n李家\n\n王家",
        "most": "2",
        "minutes": "10",
    }
    assert people("chair").submit(VOTE, asked).status_code == 302
    shown = main(text(people("rep_1"), POLL + "/ballot"))
    assert shown.count('type="checkbox"') == 3
    assert "clock" in shown
    choice = BASE + POLL + "/choice"
    voter, page = people("rep_1"), BASE + POLL + "/ballot"
    assert voter.submit(choice, {"option": ["1", "3"]}, page=page).status_code == 302
    assert "张家，王家" in text(voter, POLL + "/receipt")
    assert voter.submit(choice, {}, page=page).location.endswith("/ballot")
    for wrong in (["1", "2", "3"], ["9"], ["x"]):
        assert voter.submit(choice, {"option": wrong}, page=page).status_code == 422
    assert voter.submit(choice, {"abstain": "1"}, page=page).status_code == 302
    assert "弃权" in text(voter, POLL + "/receipt")
    assert "seat-voted" not in main(text(people(""), POLL))


def test_options_that_are_people_are_found_in_the_register(people: Any, council: Council, meeting: Meeting) -> None:
    """By the full name, or by initials after one says who is meant: without scripts, page by page."""
    Bodies(council).grow()
    one, other, typed = council.seat_name("son_2"), council.seat_name("son_1"), "lx1"
    asked = PLAIN | {"motion": "选谁？", "question": "one_of", "are_people": "y", "options": f"{one}\n{typed}"}
    chair = people("chair")
    page = chair.submit(VOTE, asked)
    assert page.status_code == 422
    shown = main(page.text)
    key = council.village.people["son_1"].hex
    found = re.search(rf'name="(person-\w+)"[^>]*value="{key}"', shown) or re.search(
        rf'value="{key}"[^>]*name="(person-\w+)"', shown
    )
    assert found is not None
    assert f"“{typed}”" in shown
    assert chair.submit(VOTE, asked | {"options": f"{one}\n没有这个人"}).status_code == 422
    answer = chair.submit(VOTE, asked | {found[1]: key})
    assert answer.status_code == 302, main(answer.text)[:1800]
    session = council.anyone().session
    options = session.execute(select(PollOption.label, PollOption.resident_id).order_by(PollOption.position)).all()
    named = [(one, council.village.people["son_2"]), (other, council.village.people["son_1"])]
    assert [tuple(row) for row in options] == named
    assert session.execute(select(Recusal)).all() == [], "who can be chosen votes too, as in an election (VCOL 18)"
    concerned = concerns_at(session, meeting.id)
    assert {council.village.people[role] for role in ("son_2", "son_1")} <= set(concerned)


def test_a_choice_that_does_not_go_together_is_explained(people: Any, council: Council, meeting: Meeting) -> None:
    asked = {"motion": "选哪家？", "question": "one_of", "options": "张家", "secrecy": "secret", "channels": ["hands"]}
    refused = people("chair").submit(VOTE, asked)
    assert refused.status_code == 422
    assert "至少写两个选项" in refused.get_data(as_text=True)
    assert "举手人人看得见" in refused.get_data(as_text=True)


def test_a_result_of_a_choice_and_its_runoff(people: Any, council: Council, meeting: Meeting) -> None:
    poll = council.poll(meeting, terms=Terms(Question.ONE_OF, THREE))
    for role in ROLES[:5]:
        polls.cast_choice(council.ctx(role), poll.id, (2,))
    polls.close_poll(council.ctx("clerk"), poll.id)
    assert "名额没有选满" in text(people(""), POLL)
    document = people("").get(f"/api/v1/villages/411381105201{POLL}").get_json()
    assert document["options"][1] == {"label": "李家", "votes": 5, "is_elected": False}
    assert (document["question"], document["votes_for"]) == ("one_of", None)
    text(people(""), "/meetings/2026-1")
    form = main(text(people("chair"), "/meetings/2026-1/items/1/vote"))
    assert "再次表决" in form
    asked = PLAIN | {
        "motion": "再选一次",
        "repeat_because": "还没选出",
        "question": "one_of",
        "options": "张家\n李家",
        "most": "1",
    }
    assert people("chair").submit(VOTE, asked).status_code == 302
    assert "还没选出" in text(people(""), "/meetings/2026-1/polls/2")


def test_a_secret_ballot_and_its_receipt(people: Any, council: Council, meeting: Meeting) -> None:
    poll = council.poll(meeting, terms=Terms(secrecy=Secrecy.SECRET))
    voter, page = people("rep_1"), BASE + POLL + "/ballot"
    assert "复制一次票箱" in text(voter, POLL + "/ballot")
    assert voter.submit(BASE + POLL + "/slip", {"choice": "against"}, page=page).status_code == 302
    receipt = main(text(voter, POLL + "/receipt"))
    assert "seat-against" not in receipt
    assert "反对" not in receipt
    assert "改我的票" not in receipt
    assert "choice-against" not in main(text(voter, POLL + "/ballot"))
    again = voter.submit(BASE + POLL + "/slip", {"choice": "for"}, page=BASE + "/password")
    assert again.status_code == 422
    named = voter.submit(page, {"choice": "for"}, page=BASE + "/password")
    assert named.status_code == 422
    assert voter.submit(BASE + POLL + "/slip", {}, page=BASE + "/password").location.endswith("/ballot")
    for role in REPS[1:7]:
        polls.cast_secret(council.ctx(role), poll.id, Slip("for"))
    polls.close_poll(council.ctx("clerk"), poll.id)
    for path in (POLL, "/meetings/2026-1", "/matters/2026-1"):
        assert "只公布结果" in text(people(""), path) or path == "/matters/2026-1"
    assert "seat-for" not in main(text(people(""), POLL))
    document = people("").get(f"/api/v1/villages/411381105201{POLL}").get_json()
    assert (document["votes_for"], document["carried"]) == (None, False)
    assert {ballot["vote"] for ballot in document["ballots"]} == {None}


def test_a_secret_vote_that_carried_shows_no_number_anywhere(people: Any, council: Council, meeting: Meeting) -> None:
    poll = council.poll(meeting, terms=Terms(secrecy=Secrecy.SECRET))
    for role in REPS[:8]:
        polls.cast_secret(council.ctx(role), poll.id, Slip("for"))
    polls.close_poll(council.ctx("clerk"), poll.id)
    for path in (POLL, "/resolutions/2026-1", "/resolutions/2026-1/sheet", "/resolutions", "/matters/2026-1", "/log"):
        text(people(""), path)
    log = people("").get("/api/v1/villages/411381105201/log/entries?limit=100").get_data(as_text=True)
    assert '"yes"' not in log


def test_an_amendment_is_voted_on_by_its_address(people: Any, council: Council, meeting: Meeting) -> None:
    move_amendment(council.anyone(), meeting.id, "护坡改用块石")
    assert people("chair").submit(VOTE, PLAIN).status_code == 422
    page = VOTE + "?amendment=1"
    assert "护坡改用块石" in text(people("chair"), "/meetings/2026-1/items/1/vote?amendment=1")
    assert people("chair").submit(page, PLAIN, page=page).status_code == 302
    assert "第 1 号修正案" in text(people(""), POLL)
    text(people("chair"), "/meetings/2026-1/items/1/vote?amendment=7", 404)
    text(people("chair"), "/meetings/2026-1/items/1/vote?amendment=x", 404)


def test_a_repeated_vote_names_the_earlier(people: Any, council: Council, meeting: Meeting) -> None:
    poll = council.poll(meeting)
    for role in COMMITTEE:
        meetings.leave(council.ctx("clerk"), council.seat(meeting, role).id)
    polls.close_poll(council.ctx("clerk"), poll.id)
    for role in COMMITTEE:
        meetings.check_in(council.ctx("clerk"), council.seat(meeting, role).id)
    assert people("chair").submit(VOTE, PLAIN).status_code == 422
    again = PLAIN | {"repeat_because": "有人离席，人数不够"}
    assert people("chair").submit(VOTE, again).status_code == 302
    assert "有人离席" in text(people(""), "/meetings/2026-1/polls/2")


def test_who_stands_aside_is_shown_with_its_effect(people: Any, council: Council) -> None:
    council.mandate()
    meeting = council.open([council.matter(concerned_id=council.village.people["rep_4"])], ROLES[:12])
    poll = council.poll(meeting)
    shown = main(text(people(""), POLL))
    assert "应到 15，实到 12，1 人回避；按 12 计算，须有 7 票赞成。" in shown
    council.vote(poll, REPS[4:9])
    polls.close_poll(council.ctx("clerk"), poll.id)
    assert "按 12 计算，须有 7 票赞成。" in main(text(people(""), POLL))


def test_a_levy_shows_the_signatures(people: Any, council: Council) -> None:
    council.mandate()
    meeting = council.open([council.matter("levy")])
    council.sign(meeting, REPS[:10], 5)
    poll = council.poll(meeting)
    assert "已签字 50 户，共 72 户，须有 48 户" in text(people(""), POLL)
    council.vote(poll, REPS[:8], Vote.FOR)
    polls.close_poll(council.ctx("clerk"), poll.id)
    text(people(""), POLL)


def test_repeats_are_named_by_their_number(council: Council, meeting: Meeting) -> None:
    poll = council.poll(meeting)
    for role in COMMITTEE:
        meetings.leave(council.ctx("clerk"), council.seat(meeting, role).id)
    polls.close_poll(council.ctx("clerk"), poll.id)
    for role in COMMITTEE:
        meetings.check_in(council.ctx("clerk"), council.seat(meeting, role).id)
    assert council.poll(meeting, again=Again(poll.id, "人数不够")).number == 2
