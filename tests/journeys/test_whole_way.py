"""A matter's whole way, walked in real browsers by people who each have a window of their own."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date

import pytest
import segno
from playwright.sync_api import expect
from sqlalchemy import select

from tests.journeys.acts import (
    TITLE,
    check_in_from_list,
    convene,
    give_opinion,
    raise_matter,
    record_mandate,
    record_sitting,
    vote,
)
from tests.journeys.conftest import Stage
from tests.journeys.person import Person
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.rules import door_code

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.both_databases]

MEETING = "三月村民代表会议"
VOTERS = ("chair", "rep_1", "rep_2", "rep_3", "rep_4", "rep_5")
BY_PHONE = ("rep_1", "rep_2", "rep_3")
BY_LIST = ("chair", "member", "rep_4", "rep_5", "rep_6", "rep_7", "rep_8")


def test_from_a_proposal_to_its_result(stage: Stage, enter: Callable[[str], Person]) -> None:
    people = {role: enter(role) for role in ("secretary", "clerk", "chair", "supervisor", "villager", *VOTERS[1:])}
    number = prepare(stage, people)
    meeting = meet(stage, people)
    decide(stage, people, meeting)
    disclose(stage, people, number)
    execute(stage, people, number)
    publish(stage, people, number)
    prove(stage, enter(""), number)


def prepare(stage: Stage, people: dict[str, Person]) -> str:
    """Raised by the branch, heard by the supervisors, studied three times."""
    record_mandate(people["clerk"])
    number = raise_matter(people["secretary"])
    give_opinion(people["supervisor"], "上会之前", "看过三家报价，同意上会。")
    stage.clock.set(date(2026, 3, 3), 20)
    record_sitting(people["secretary"], "支委会：", None, (3, 0, 0), "支部三人到会，同意提交。")
    stage.clock.set(date(2026, 3, 4), 20)
    record_sitting(people["secretary"], "两委会商议：", None, (5, 1, 0), "两委商议，要求先护坡后清淤。")
    stage.clock.set(date(2026, 3, 8), 20)
    record_sitting(people["clerk"], "待记录会议：", date(2026, 3, 4), (33, 2, 1), "党员大会审议，33 人同意。")
    return number


def meet(stage: Stage, people: dict[str, Person]) -> str:
    """Convened in time, attended by ten of fifteen: three with their phones, the others from the list."""
    meeting = convene(people["clerk"], MEETING, date(2026, 3, 14), "19:00")
    people["rep_1"].go("desk")
    people["rep_1"].follow(f"请阅读会议通知：{MEETING}")
    people["rep_1"].reads("您应当参加这次会议。请先征求各户意见，到时在门口签到。")
    people["rep_1"].press("我已看过通知")
    stage.clock.set(date(2026, 3, 14), 18, 50)
    for role in BY_PHONE:
        scan_at_the_door(stage, people["clerk"], people[role], meeting)
    check_in_from_list(people["clerk"], meeting, [stage.name(role) for role in BY_LIST])
    people["chair"].go(f"meetings/{meeting}")
    people["chair"].reads("10 / 15")
    stage.clock.set(date(2026, 3, 14), 19, 2)
    people["chair"].press("宣布开会")
    people["chair"].reads("会议开始。")
    return meeting


def scan_at_the_door(stage: Stage, clerk: Person, representative: Person, meeting: str) -> None:
    """The code on the projector is exactly the address that the phone opens."""
    clerk.go(f"meetings/{meeting}/door")
    with stage.database.session(stage.village.village_id) as session:
        secret = session.scalars(select(Meeting.door_secret)).one()
    path = f"meetings/{meeting}/check-in?code={door_code(secret, stage.clock())}"
    drawn = io.BytesIO()
    segno.make(f"{stage.home}/{path}", error="m", micro=False).save(drawn, kind="svg", border=2, omitsize=True)
    shown = clerk.page.locator("svg.qr path").get_attribute("d")
    assert shown
    assert f'd="{shown}"' in drawn.getvalue().decode()
    representative.go(path)
    representative.press("我到了")
    representative.reads("您已签到")


def decide(stage: Stage, people: dict[str, Person], meeting: str) -> None:
    """Six in favour of ten present, one of them after changing the vote; the result is computed."""
    chair = people["chair"]
    chair.follow("付诸表决")
    chair.press("开始表决")
    chair.reads_heading("表决进度")
    box = chair.page.url
    vote(people["rep_2"], "反对")
    for role in VOTERS:
        if role == "rep_2":
            people[role].follow("改投")
            people[role].main.get_by_role("button", name="赞成").click()
            people[role].reads_heading("您的票已在箱里")
        else:
            vote(people[role], "赞成")
    chair.page.goto(box)
    chair.follow("结束表决")
    chair.press("结束表决")
    chair.reads("表决结束，结果已算出。")
    chair.reads("通过")
    expect(chair.main.get_by_role("row").filter(has_text=stage.name("rep_2"))).to_contain_text("赞成")
    people["clerk"].go(f"meetings/{meeting}/close")
    people["clerk"].type("会议记录", "会议由村主任主持，逐条说明后表决。")
    people["clerk"].press("结束会议")
    people["clerk"].reads("会议由村主任主持，逐条说明后表决。")


def disclose(stage: Stage, people: dict[str, Person], number: str) -> None:
    """The resolution hangs; a villager objects; the committee answers."""
    villager, chair = people["villager"], people["chair"]
    stage.clock.set(date(2026, 3, 16), 9)
    villager.go("board")
    villager.follow(TITLE)
    villager.follow("提异议")
    villager.type("哪里不对？", "三组门前那一段没有写进去。")
    villager.press("提异议")
    villager.reads("三组门前那一段没有写进去。")
    stage.clock.set(date(2026, 3, 17), 9)
    chair.go("desk")
    chair.follow("待答复的异议：东渠清淤与护坡")
    chair.follow("答复")
    chair.tick("成立，或者部分成立")
    chair.type("答复", "三组门前在清淤三里之内，已在图上标明。")
    chair.press("公开答复")
    chair.reads("三组门前在清淤三里之内，已在图上标明。")


def execute(stage: Stage, people: dict[str, Person], number: str) -> None:
    """A task is given out, looked at by the supervisors on the way, and done."""
    chair = people["chair"]
    chair.go(f"matters/{number}")
    chair.follow("分派任务")
    chair.type("要做什么", "清淤与护坡施工")
    chair.tick(stage.name("chair"))
    chair.type("哪天完成", date(2026, 3, 28))
    chair.press("分派")
    chair.reads_heading("清淤与护坡施工")
    task = chair.page.url
    stage.clock.set(date(2026, 3, 21), 9)
    chair.follow("报告进度")
    chair.type("做到百分之几？", 60)
    chair.type("上次报告以后做了什么？", "清淤两里，护坡一岸。")
    chair.press("报告")
    chair.reads("清淤两里，护坡一岸。")
    give_opinion(people["supervisor"], "实施过程中", "到现场量过，进度属实。")
    stage.clock.set(date(2026, 3, 27), 9)
    chair.page.goto(task)
    chair.follow("做完了")
    chair.type("做了什么，凭什么说做完了？", "监委会三人验收，量得三里一十二米。")
    chair.press("完成任务")
    chair.reads("监委会三人验收，量得三里一十二米。")


def publish(stage: Stage, people: dict[str, Person], number: str) -> None:
    """Before the fifteen days are over the page says why not; after them the result hangs on the board."""
    give_opinion(people["supervisor"], "公布结果之前", "账目与验收单一致，同意公开。")
    chair = people["chair"]
    chair.go(f"matters/{number}/result")
    chair.reads_heading("还不能公布结果，因为")
    chair.reads("2026年3月29日")
    chair.does_not_see("link", "公布结果")
    stage.clock.set(date(2026, 3, 31), 9)
    chair.go("desk")
    chair.follow("待公布结果：" + TITLE)
    chair.follow("公布结果")
    chair.type("实际支出（元）", "126500")
    chair.type("结果", "三里清淤、两岸护坡已完工，监委会验收。")
    chair.press("公布并挂上公开栏")
    chair.reads("三里清淤、两岸护坡已完工，监委会验收。")


def prove(stage: Stage, reader: Person, number: str) -> None:
    """Whoever comes along reads the whole chain, and log and tables agree."""
    reader.go(f"matters/{number}")
    expect(reader.main.get_by_role("list", name="走到哪一步").get_by_role("listitem")).to_have_count(6)
    reader.follow("自己核对")
    chain = reader.main.get_by_role("listitem").filter(has=reader.page.get_by_role("link", name=re.compile(r"^#\d+$")))
    expect(chain.first).to_contain_text(TITLE)
    assert chain.count() > 25
    reader.go("log")
    reader.reads(TITLE)
    assert stage.problems() == []
