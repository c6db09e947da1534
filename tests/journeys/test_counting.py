"""Hands and papers counted in public, at the browser: two tellers, a difference, the scrutineer, the close."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.council.builder import ROLES, Council
from tests.council.counting import PHOTO, SCRUTINEER, TELLERS, counting
from tests.harness.browser import require_accessible, screenshots
from tests.journeys.conftest import Stage
from tests.journeys.person import Entering, Person
from webapp.council.polls import operations as polls
from webapp.council.polls.rules import Channel, Question, Secrecy

pytestmark = [pytest.mark.browser, pytest.mark.slow]
POLL = "meetings/2026-1/polls/1"


def seen(person: Person, name: str) -> None:
    """The page is accessible and fits every window."""
    require_accessible(person.page)
    screenshots(person.page, f"counting-{name}")


def row(person: Person, name: str, answer: str) -> None:
    """Choose an answer in somebody's line."""
    person.main.get_by_role("group", name=name, exact=True).get_by_label(answer, exact=True).check(force=True)


def test_two_tellers_and_a_scrutineer(stage: Stage, enter: Entering, tmp_path: Path) -> None:
    council = Council(stage.village, stage.clock)
    hall = counting(council, ROLES[:12])
    polls.declare_recusal(council.ctx("clerk"), hall.poll.id, council.seat(hall.meeting, "rep_9").id, "近亲属")
    council.vote(hall.poll, ["rep_8"])
    council.rest()
    first, second, watcher, reader = (enter(role) for role in (*TELLERS, SCRUTINEER, ""))
    first.go(f"{POLL}/sheets")
    seen(first, "list")
    first.press("举手（按姓名登记）")
    for teller in (first, second):
        teller.go(f"{POLL}/sheets/1/entry")
        for role in ROLES[:6]:
            row(teller, stage.name(role), "赞成")
        if teller is second:
            row(teller, stage.name(ROLES[2]), "反对")
        seen(teller, "entry")
        teller.press("提交我的录入")
    second.reads("有1行不一致")
    seen(second, "differs")
    reader.go(f"{POLL}/sheets/1")
    seen(reader, "waits")
    second.follow("更正我的录入")
    row(second, stage.name(ROLES[2]), "赞成")
    second.press("提交我的录入")
    photo = tmp_path / "sheet.png"
    photo.write_bytes(PHOTO)
    first.go(f"{POLL}/sheets/1/photograph")
    seen(first, "photograph")
    first.main.get_by_label("计票单的照片").set_input_files(photo)
    first.press("附上")
    watcher.go(f"{POLL}/sheets/1")
    seen(watcher, "confirm")
    watcher.press("确认这张计票单")
    watcher.reads("已确认")
    council.vote(hall.poll, ["rep_7"])
    polls.close_poll(council.ctx("clerk"), hall.poll.id)
    council.rest()
    reader.go(f"{POLL}/sheets/1")
    reader.reads("合计：赞成")
    expect(reader.main.get_by_role("img")).to_have_count(0)
    seen(reader, "public")
    reader.go(POLL)
    reader.reads(re.compile("通过"))
    assert stage.problems() == []


def test_secret_papers(stage: Stage, enter: Entering) -> None:
    council = Council(stage.village, stage.clock)
    hall = counting(council, secrecy=Secrecy.SECRET, question=Question.UP_TO, options=["东渠", "西渠", "路灯"], most=2)
    council.rest()
    teller, clerk = enter(TELLERS[0]), enter("clerk")
    teller.go(f"{POLL}/sheets/papers")
    for _ in range(3):
        teller.main.get_by_role("button", name="已发给本人").first.click()
        teller.page.wait_for_load_state()
    seen(teller, "papers")
    sheet = hall.open(Channel.PAPER)
    council.rest()
    teller.go(f"{POLL}/sheets/{sheet.number}/entry")
    teller.type("每张票写一行", "1 2\nx\n3")
    seen(teller, "slips")
    teller.press("提交我的录入")
    seen(teller, "own-slips")
    clerk.go("meetings/2026-1/tellers")
    seen(clerk, "tellers")
    clerk.go("meetings/2026-1")
    seen(clerk, "meeting")
    assert stage.problems() == []
