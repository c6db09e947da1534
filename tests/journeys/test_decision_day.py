"""Decision day: forty people decide by phone, tablet, raised hands and paper, in real browsers, and nobody types a total."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest
from playwright.sync_api import expect

from tests.harness.browser import SCREENSHOTS, screenshots
from tests.journeys.acts import check_in_from_list, convene, vote
from tests.journeys.conftest import Stage, stage_on
from tests.journeys.council_day import (
    ABSENT,
    ABSTAIN,
    AGAINST,
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
    acknowledge,
    appoint,
    ask_households,
    at_the_tablet,
    code_on_the_slip,
    come_by_code,
    counted_from_log,
    record_kinship,
    study,
)
from tests.journeys.hall import Hall, hands, papers, sign, told_by_api
from tests.journeys.person import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]

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


def test_forty_people_decide(stage: Stage, new_person: Callable[..., Any]) -> None:
    def come(role: str, **options: Any) -> Person:
        person = Person(new_person(stage.server.url, **options), stage.home, role)
        return person.sign_in() if role else person

    hall = Hall(stage, come)
    before(hall)
    gather(hall)
    debate(hall)
    amend(hall)
    ballots_of_all_kinds(hall)
    count(hall)
    compare(hall)
    write_down(hall)
    assert stage.problems() == []


def before(hall: Hall) -> None:
    """Kinship on file, notice out, read and taken to the households; tellers and scrutineer named."""
    record_kinship(hall.stage, hall["clerk"])
    hall.meeting = convene(hall["clerk"], MEETING, EVENING, "19:00")
    hall.screen.go(f"meetings/{hall.meeting}/screen")
    hall.shows(MEETING, f"0 / {DUE}", name="waiting")
    for role in PHONES:
        acknowledge(hall[role], hall.meeting)
    ask_households(hall["rep_1"], hall.meeting, (FOR, FOR, AGAINST))
    ask_households(hall["rep_2"], hall.meeting, (AGAINST,))
    screenshots(hall["rep_2"].page, "day-households", (360,))
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
    hall.slip = code_on_the_slip(stage, hall["clerk"], hall.meeting)
    at_the_tablet(tablet, hall.slip, "我到了")
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
    chair.does_not_see("link", "付诸表决")
    chair.follow("表决第1号修正案")
    chair.reads(AMENDMENT)
    stage.clock.set(EVENING, 19, 12)
    chair.press("开始表决")
    chair.reads_heading("表决进度")
    hall.shows("修正案第1号", AMENDMENT, "已投", "0 / 37")
    ballot = f"meetings/{hall.meeting}/polls/1/ballot"
    for role in PHONES:
        vote(hall[role], FOR)
    hall.wires = {role: Wire(stage.home, role) for role in (*ELSEWHERE, *SILENT)}
    for role, wire in hall.wires.items():
        wire.vote(ballot, AGAINST if role in SILENT[3:] else FOR)
    hall.shows("25 / 37", never=(FOR, AGAINST), name="amendment")
    chair.follow("结束表决")
    stage.clock.set(EVENING, 19, 15)
    chair.press("结束表决")
    expect(chair.main.get_by_text("通过", exact=True).first).to_be_visible()
    hall.shows("通过", "21 / 38", never=("未通过",))


def ballots_of_all_kinds(hall: Hall) -> None:
    """The motion as amended: phones, tablet, hands and paper at once; the contractor's brother stands aside."""
    chair, stage = hall["chair"], hall.stage
    chair.go(f"meetings/{hall.meeting}/items/1")
    chair.follow("付诸表决")
    chair.page.wait_for_url("**/vote")
    expect(chair.main.get_by_label("表决内容")).to_have_value(f"是否同意按通过的修正案修改后的议案：{TITLE}？")
    for way in ("会场平板", "举手，逐人记名", "表决票"):
        chair.tick(way)
    chair.type("宣布的表决时间（分钟）", 20)
    stage.clock.set(EVENING, 19, 17)
    chair.press("开始表决")
    chair.reads(f"{stage.name(RELATED)}")
    chair.reads("按亲属关系查出")
    chair.reads("1 人回避")
    poll = f"meetings/{hall.meeting}/polls/2"
    hall.shows("0 / 37", f"{PRESENT} / {DUE}", "剩余时间", never=(FOR, AGAINST), name="vote")
    for role, choice in PHONES.items():
        vote(hall[role], choice)
    screenshots(hall["rep_1"].page, "day-receipt", (360,))
    hall["rep_6"].follow("改投")
    hall["rep_6"].main.get_by_role("button", name=AGAINST).click()
    hall["rep_6"].follow("改投")
    hall["rep_6"].main.get_by_role("button", name=FOR).click()
    hall["rep_6"].reads_heading("您的票已在箱里")
    for role, choice in ELSEWHERE.items():
        hall.wires[role].vote(f"{poll}/ballot", choice)
    at_the_tablet(hall["tablet"], hall.slip, FOR)
    hall.shows("19 / 37", never=(FOR, AGAINST))
    hands(hall, poll)
    papers(hall, poll)
    hall.shows("30 / 37", never=(FOR, AGAINST), name="all-voted")
    told = told_by_api(hall, 2)
    assert (told["votes_for"], told["votes_against"], told["votes_abstain"]) == (None, None, None)
    assert told["ballots"] == []


def count(hall: Hall) -> None:
    """A ballot that comes after the close is told so; the result stands on the screen by itself."""
    hall["rep_8"].go(f"meetings/{hall.meeting}/polls/2/ballot")
    chair = hall["chair"]
    chair.go(f"meetings/{hall.meeting}/polls/2/close")
    hall.stage.clock.set(EVENING, 19, 36)
    chair.press("结束表决")
    chair.reads("表决结束，结果已算出。")
    hall["rep_8"].main.get_by_role("button", name=FOR).click()
    hall["rep_8"].reads("您的票送到时表决已经结束，所以没有计入。")
    screenshots(hall["rep_8"].page, "day-late", (360,))
    screenshots(chair.page, "day-result", (1440,))
    hall.shows("通过", f"22 / {PRESENT}", f"{PRESENT} / {DUE}", name="result")


def compare(hall: Hall) -> None:
    """The page, the API and a count of the log's entries alone say the same."""
    votes, ways, due, present, aside = counted_from_log(hall.stage, 2)
    assert votes == {"for": 22, "against": 5, "abstain": 3}
    assert ways == {"screen": 19, "hands": 6, "paper": 5}
    assert (due, present, aside) == (DUE, PRESENT, 1)
    page = hall["chair"].main
    for word, figure in FIGURES.items():
        expect(page.locator("dl").first).to_contain_text(re.compile(rf"{word}\s*{figure}\b"))
    row = page.get_by_role("row").filter(has_text=hall.stage.name("rep_8"))
    expect(row).to_contain_text(ABSTAIN)
    expect(page.get_by_role("row").filter(has_text=hall.stage.name(RELATED))).to_contain_text("回避")
    told = told_by_api(hall, 2)
    assert (told["votes_for"], told["votes_against"], told["votes_abstain"]) == (22, 5, 3)
    assert (told["due"], told["present"], told["voted"], told["carried"]) == (DUE, PRESENT, 30, True)
    assert Counter(one["vote"] for one in told["ballots"]) == {"for": 22, "against": 5, "abstain": 3, None: 10}
    assert [one["name"] for one in told["ballots"] if one["recused"]] == [hall.stage.name(RELATED)]


def write_down(hall: Hall) -> None:
    """The clerk types words only; three people sign; the paper carries every name and figure."""
    stage, clerk = hall.stage, hall["clerk"]
    stage.clock.set(EVENING, 20, 10)
    clerk.go(f"meetings/{hall.meeting}/close")
    clerk.type("会议记录", "会议由村主任主持，先表决修正案，再表决议案。")
    clerk.press("结束会议")
    hall.shows("会议已结束", name="over")
    clerk.go(f"minutes/{hall.meeting}")
    clerk.press("定稿，交付签字")
    sign(hall, "chair", draws=True)
    sign(hall, "clerk")
    sign(hall, "supervisor")
    clerk.go(f"minutes/{hall.meeting}")
    clerk.reads("已签字归档")
    screenshots(clerk.page, "day-minutes", (1440,))
    answer = clerk.page.request.get(f"{stage.home}/minutes/{hall.meeting}/pdf")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.body())).pages)
    (SCREENSHOTS / "day-minutes.pdf").write_bytes(answer.body())
    written = re.sub(r"\s", "", text)
    assert "赞成22，反对5，弃权3" in written
    for role in (*PHONES, *HANDS, *PAPERS, TABLET, *ELSEWHERE, *SILENT, *ABSENT, *TELLERS, SCRUTINEER, "supervisor"):
        assert stage.name(role) in written, role
