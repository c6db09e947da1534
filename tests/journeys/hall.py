"""The hall of decision day: everybody's windows, the projector's picture, the tellers' sheets, the signing."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.harness.browser import SCREENSHOTS, screenshots
from tests.harness.village import PASSWORD
from tests.journeys.conftest import Stage
from tests.journeys.council_day import AGAINST, FOR, HANDS, PAPERS, PHONES, SCRUTINEER, TELLERS, Wire, enter, photograph
from tests.journeys.person import Person


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
        self.meeting, self.slip = "", ("", "")
        self.wires: dict[str, Wire] = {}

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


def hands(hall: Hall, poll: str) -> None:
    """Two tellers at two windows; the first entries differ in one line, stand side by side, and are made the same."""
    first, second = (hall[role] for role in TELLERS)
    first.go(f"{poll}/sheets")
    first.press("举手（按姓名登记）")
    sheet = f"{poll}/sheets/1"
    enter(hall.stage, first, sheet, HANDS)
    enter(hall.stage, second, sheet, HANDS | {"rep_12": AGAINST})
    second.reads("录入不一致")
    line = second.main.get_by_role("row").filter(has_text=hall.stage.name("rep_12"))
    expect(line).to_contain_text("不一致")
    expect(line).to_contain_text(FOR)
    expect(line).to_contain_text(AGAINST)
    screenshots(second.page, "day-differs", (1440,))
    hall[SCRUTINEER].go(sheet)
    hall[SCRUTINEER].does_not_see("button", "确认这张计票单")
    hall["chair"].go(f"{poll}/close")
    hall["chair"].press("结束表决")
    hall["chair"].reads("第1号计票单还没有确认")
    second.follow("更正我的录入")
    group = second.main.get_by_role("group", name=hall.stage.name("rep_12"), exact=True)
    group.get_by_label(FOR, exact=True).check()
    second.press("提交我的录入")
    second.reads("录入一致")
    confirm(hall, sheet)


def papers(hall: Hall, poll: str) -> None:
    """Papers with names: both tellers read them the same, one photographs the sheet, the scrutineer confirms."""
    first, second = (hall[role] for role in TELLERS)
    first.go(f"{poll}/sheets")
    first.press("表决票")
    sheet = f"{poll}/sheets/2"
    enter(hall.stage, first, sheet, PAPERS)
    enter(hall.stage, second, sheet, PAPERS)
    hall[SCRUTINEER].go(sheet)
    photograph(first, sheet)
    confirm(hall, sheet)


def confirm(hall: Hall, sheet: str) -> None:
    """The scrutineer reads the sheet and confirms it."""
    hall[SCRUTINEER].go(sheet)
    hall[SCRUTINEER].press("确认这张计票单")
    hall[SCRUTINEER].reads("已确认")
    screenshots(hall[SCRUTINEER].page, f"day-sheet-{sheet[-1]}", (1440,))


def told_by_api(hall: Hall, number: int) -> Any:
    """What machines read of a vote."""
    village = f"{hall.stage.server.url}/api/v1/villages/{hall.stage.village.village_id:012d}"
    with urllib.request.urlopen(f"{village}/meetings/{hall.meeting}/polls/{number}") as answer:
        return json.load(answer)


def sign(hall: Hall, role: str, draws: bool = False) -> None:
    """One of the three reads the minutes and signs: with the finger, or with the password."""
    person = hall[role]
    person.go(f"minutes/{hall.meeting}")
    person.reads("还差签字")
    person.follow("签字")
    if draws:
        box = person.page.locator("canvas").bounding_box()
        assert box
        person.page.mouse.move(box["x"] + 20, box["y"] + 40)
        person.page.mouse.down()
        for step in range(1, 12):
            person.page.mouse.move(box["x"] + 20 + step * 20, box["y"] + 40 + (step % 3) * 15)
        person.page.mouse.up()
    else:
        person.type("密码", PASSWORD)
    person.press("签字")
    expect(person.main.locator(".signature").filter(has_text=hall.stage.name(role)).first).to_be_visible()
