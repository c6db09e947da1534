"""The pages of a vote in a real browser: accessible, no wider than the window, and usable by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.council.builder import REPS, ROLES, Council
from tests.harness.browser import require_accessible, screenshots
from tests.harness.village import PASSWORD
from webapp.council.meetings.models import Meeting
from webapp.council.polls import operations as polls
from webapp.council.polls.rules import Option, Question, Secrecy, Terms, Vote

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OPTIONS = (Option("东头张家那块地，离水渠近"), Option("李家老宅基"), Option("村委会后院"))


@pytest.fixture
def meeting(council: Council) -> Meeting:
    council.mandate()
    found = council.matter(concerned_id=council.village.people["rep_4"])
    others = [council.matter(title=title) for title in ("蓄水池建在哪里", "先修哪两段路", "村务公开栏")]
    return council.open([found, *others], ROLES[:14])


@pytest.fixture
def window(council: Council, database_url: str, serve: Callable[..., Any], new_person: Callable[..., Any]) -> Any:
    """Windows of people signed in on the real server."""
    server = serve(database_url)

    def of(role: str) -> Any:
        page = new_person(server.url)
        page.goto(f"/v/{council.village.village_id}/sign-in")
        page.fill("#sign_in_name", role)
        page.fill("#password", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url("**/desk")
        return page

    return of


def test_the_pages_of_a_vote(council: Council, meeting: Meeting, window: Callable[[str], Any]) -> None:
    council.clock.set(datetime.now(UTC))
    soon = Terms(closes_at=council.clock.now + timedelta(minutes=4))
    motion = council.poll(meeting, terms=soon)
    one = council.poll(meeting, 2, terms=Terms(Question.ONE_OF, OPTIONS))
    two = council.poll(meeting, 3, terms=Terms(Question.UP_TO, OPTIONS, 2, Secrecy.SECRET))
    base = f"/v/{council.village.village_id}/meetings/2026-1"
    voter, chair = window("rep_1"), window("chair")

    def look(page: Any, path: str, name: str) -> None:
        page.goto(base + path)
        require_accessible(page)
        screenshots(page, f"vote-{name}")

    voter.goto(f"{base}/polls/1/ballot")
    voter.keyboard.press("Tab")
    voter.locator("button[value=against]").focus()
    voter.keyboard.press("Enter")
    voter.wait_for_url("**/receipt")
    look(voter, "/polls/1/receipt", "receipt")
    look(voter, "/polls/1/ballot", "ballot")
    look(voter, "/polls/2/ballot", "choice")
    voter.locator("#option-2").focus()
    voter.keyboard.press("Space")
    voter.locator("form .btn-primary").click()
    voter.wait_for_url("**/receipt")
    look(voter, "/polls/2/ballot", "choice-cast")
    look(voter, "/polls/3/ballot", "secret")
    voter.locator("#option-1").check()
    voter.locator("#option-3").check()
    voter.locator("form .btn-primary").click()
    voter.wait_for_url("**/receipt")
    look(voter, "/polls/3/receipt", "secret-receipt")
    look(chair, "/items/4/vote", "open")
    look(chair, "/polls/1", "far")
    council.vote(motion, [*REPS[4:11]], Vote.FOR)
    for role in REPS[1:9]:
        polls.cast_choice(council.ctx(role), one.id, (2,)) if role != "rep_4" else None
    for poll in (motion, one, two):
        polls.close_poll(council.ctx("clerk"), poll.id)
    look(chair, "/polls/1", "result")
    look(chair, "/polls/2", "choice-result")
    look(chair, "/polls/3", "secret-result")
