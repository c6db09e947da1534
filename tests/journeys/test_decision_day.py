"""Decision day: forty people decide by phone, tablet, raised hands and paper, in real browsers, and nobody types a total."""

from __future__ import annotations

import io
import json
import re
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest
from playwright.sync_api import expect

from tests.harness.browser import SCREENSHOTS, screenshots
from tests.harness.village import PASSWORD
from tests.journeys.acts import check_in_from_list, convene, vote
from tests.journeys.council_day import (
    ABSENT,
    ABSTAIN,
    AGAINST,
    CONTRACTOR,
    DUE,
    ELSEWHERE,
    FOR,
    FROM_THE_LIST,
    HANDS,
    PAPERS,
    PHONES,
    PRESENT,
    RELATED,
    REPRESENTATIVES,
    SCRUTINEER,
    SILENT,
    TABLET,
    TELLERS,
    TITLE,
    Wire,
    appoint,
    ask_households,
    at_the_tablet,
    code_on_the_slip,
    come_by_code,
    counted_from_log,
    enter,
    photograph,
    record_kinship,
    study,
)
from tests.journeys.conftest import Stage, stage_on
from tests.journeys.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.both_databases]

MEETING = "第一季度村民代表会议"
AMENDMENT = "“秋收前完工”改为“六月底前完工”"
EVENING = date(2026, 3, 14)
FIGURES = {FOR: 22, AGAINST: 5, ABSTAIN: 3}
"""Six, four, three, one and eight are for; one, one, two and one against; one, one and one abstain."""


@pytest.fixture
def stage(database_url: str, tmp_path: Path) -> Iterator[Stage]:
    """A village with a council of forty."""
    with stage_on(database_url, tmp_path, REPRESENTATIVES) as standing:
        study(standing.village, standing.clock)
        yield standing


class Hall:
    """The hall on that evening: everybody's windows, the projector's picture, the meeting's number."""

    def __init__(self, stage: Stage, enter: Callable[..., Person]) -> None:
        wide = {"viewport": {"width": 1440, "height": 900}}
        at_desks = ("clerk", "chair", *TELLERS, SCRUTINEER, "supervisor")
        self.stage, self.enter = stage, enter
        self.people = {role: enter(role, **wide) for role in at_desks}
        phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
        self.people |= {role: enter(role, **phone) for role in PHONES}
        self.screen = enter("", viewport={"width": 1600, "height": 900})
        self.meeting = ""

    def __getitem__(self, role: str) -> Person:
        return self.people[role]

    def shows(self, *texts: str, never: tuple[str, ...] = (), name: str = "") -> None:
        """What the projector shows by itself, and what it must not show."""
        for text in texts:
            expect(self.screen.main).to_contain_text(text)
        for text in never:
            expect(self.screen.main).not_to_contain_text(text)
        if name:
            SCREENSHOTS.mkdir(exist_ok=True)
            self.screen.page.screenshot(path=SCREENSHOTS / f"day-screen-{name}.png")


def test_forty_people_decide(stage: Stage, new_person: Callable[..., Any]) -> None:
    def come(role: str, **options: Any) -> Person:
        person = Person(new_person(stage.server.url, **options), stage.home, role)
        return person.sign_in() if role else person

    hall = Hall(stage, come)
    before(hall)
    gather(hall)
    debate(hall)
    amend(hall)
    return
    slip = ballots_of_all_kinds(hall)
    late = count(hall)
    refuse(hall, late)
    compare(hall, slip)
    write_down(hall)
    assert stage.problems() == []


def before(hall: Hall) -> None:
    """Kinship on file, notice out, read and taken to the households; tellers and scrutineer named."""
    record_kinship(hall.stage, hall["clerk"])
    hall.meeting = convene(hall["clerk"], MEETING, EVENING, "19:00")
    hall.screen.go(f"meetings/{hall.meeting}/screen")
    hall.shows(MEETING, f"0 / {DUE}", name="waiting")
    for role in PHONES:
        ask_households(hall[role], hall.meeting)
    screenshots(hall["rep_8"].page, "day-households", (360,))
    hall["clerk"].go(f"meetings/{hall.meeting}")
    hall["clerk"].reads("应到40，其中8已看过通知。")
    appoint(hall.stage, hall["clerk"], hall.meeting)
    screenshots(hall["clerk"].page, "day-tellers", (1440,))


def gather(hall: Hall) -> None:
    """Eight come by the code at the door, one at the tablet, the others from the clerk's list; two stay away."""
    stage = hall.stage
    stage.clock.set(EVENING, 18, 50)
    for role in PHONES:
        come_by_code(stage, hall[role], hall.meeting)
    hall["clerk"].go(f"meetings/{hall.meeting}/tablet")
    hall["clerk"].press("启用平板")
    address = hall["clerk"].main.locator("p.code").inner_text()
    hall.people["tablet"] = tablet = hall.enter("", viewport={"width": 768, "height": 1024})
    tablet.page.goto(address)
    at_the_tablet(tablet, code_on_the_slip(stage, hall["clerk"], hall.meeting), "我到了")
    check_in_from_list(hall["clerk"], hall.meeting, [stage.name(role) for role in FROM_THE_LIST])
    screenshots(hall["clerk"].page, "day-list", (1440,))
    hall.shows(f"{PRESENT} / {DUE}")
    stage.clock.set(EVENING, 19, 2)
    hall["chair"].go(f"meetings/{hall.meeting}")
    hall["chair"].press("宣布开会")
    hall["chair"].reads("会议开始。")
    hall.shows(TITLE, f"{PRESENT} / {DUE}", name="agenda")


def debate(hall: Hall) -> None:
    """The item is called up; somebody speaks for two minutes, somebody else moves an amendment."""
    chair, item = hall["chair"], f"meetings/{hall.meeting}/items/1"
    chair.go(item)
    chair.press("开始审议本项")
    for role in ("rep_1", "rep_2"):
        hall[role].go(item)
        hall[role].press("我要发言")
    chair.go(item)
    chair.main.get_by_role("button", name="请其发言").first.click()
    hall.shows(f"正在发言{hall.stage.name('rep_1')}".replace("正在发言", ""), "剩余时间", name="debate")
    chair.press("结束这次发言")
    hall["rep_2"].go(item)
    hall["rep_2"].follow("提修正案")
    hall["rep_2"].type("修正内容", AMENDMENT)
    hall["rep_2"].press("提出")
    hall["rep_2"].reads("等待表决")
    screenshots(hall["rep_2"].page, "day-amendment", (360,))
    hall.shows(AMENDMENT)


def amend(hall: Hall) -> None:
    """The motion cannot be voted on before its amendment; the amendment is, on phones alone, and is carried."""
    chair, stage = hall["chair"], hall.stage
    chair.go(f"meetings/{hall.meeting}/items/1")
    chair.follow("付诸表决")
    chair.reads(AMENDMENT)
    chair.press("开始表决")
    chair.reads_heading("表决进度")
    hall.shows("修正案第1号", AMENDMENT)
    for role in PHONES:
        vote(hall[role], FOR)
    for role in ELSEWHERE:
        hall.people[f"wire {role}"] = Wire(stage.home, role)  # type: ignore[assignment]
