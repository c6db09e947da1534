"""What the village refuses, at the browser: the page says it in a sentence with its article, and nothing has changed."""

from __future__ import annotations

import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.council.builder import COMMITTEE, REPS, Council
from tests.harness.acting import NEIGHBOUR
from tests.harness.village import small_village
from tests.journeys.conftest import Stage, stage_on
from tests.journeys.person import Person
from webapp.branch.matters.models import Matter
from webapp.core.clock import china_date
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.operations import open_meeting
from webapp.council.polls.models import Ballot
from webapp.council.polls.operations import close_poll

pytestmark = pytest.mark.browser

ENOUGH = [*COMMITTEE, *REPS[:7]]
CONVENED_BEFORE = timedelta(days=4)


@pytest.fixture(scope="module")
def stage(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One village for all refusals; its days only go forward."""
    folder = tmp_path_factory.mktemp("refusals")
    (folder / "yishi.sqlite3").write_bytes(sqlite_template.read_bytes())
    with stage_on(f"sqlite:///{folder}/yishi.sqlite3", folder) as standing:
        Council(standing.village, standing.clock).mandate()
        yield standing


@pytest.fixture
def council(stage: Stage) -> Iterator[Council]:
    """The village's council, four days after the last meeting."""
    stage.clock.set(china_date(stage.clock()) + CONVENED_BEFORE)
    council = Council(stage.village, stage.clock)
    yield council
    council.rest()


def meeting_on(council: Council, matter: Matter, roles: list[str], is_open: bool = True) -> Meeting:
    """A meeting four days on, with these people in the hall."""
    meeting = council.convene([matter], china_date(council.clock()) + CONVENED_BEFORE)
    council.fill(meeting, roles)
    if is_open:
        open_meeting(council.ctx("clerk"), meeting.id)
    council.rest()
    return meeting


def refuses(stage: Stage, person: Person, act: Callable[[], None], sentence: str, article: str) -> None:
    """The act ends on a page that says why, and leaves every table as it was."""
    before = stage.rows()
    act()
    person.reads(sentence)
    expect(person.main.get_by_role("listitem").filter(has_text=sentence).first).to_contain_text(article)
    assert stage.rows() == before


def test_no_quorum(stage: Stage, council: Council, enter: Callable[[str], Person]) -> None:
    meeting = meeting_on(council, council.matter(title="少人的会"), REPS[:9], is_open=False)
    chair = enter("chair")
    chair.go(f"meetings/{meeting.short_number}")
    chair.reads("9 / 15")
    refuses(stage, chair, lambda: chair.press("宣布开会"), "应到15，实到9，至少须到10。请另行召集会议。", "第三十条")


def test_no_mandate(stage: Stage, council: Council, enter: Callable[[str], Person]) -> None:
    meeting = meeting_on(council, council.matter("assistance", title="没有授权的事"), ENOUGH)
    chair = enter("chair")
    chair.go(f"meetings/{meeting.short_number}")
    chair.follow("付诸表决")
    refuses(
        stage,
        chair,
        lambda: chair.press("开始表决"),
        "村民会议没有授权村民代表会议决定这一事项。请先取得村民会议授权，或由村民会议决定。",
        "第二十八条",
    )


@pytest.mark.parametrize(
    ("kind", "sentence", "article"),
    [
        ("village_rules", "村规民约不得授权给村民代表会议决定。请提交村民会议讨论决定。", "第三十一条"),
        ("homestead", "村民代表会议无权决定这一事项：宅基地使用。请提交成员大会讨论决定。", "第二十六条"),
    ],
)
def test_wrong_body_for_the_matter(
    stage: Stage, council: Council, enter: Callable[[str], Person], kind: str, sentence: str, article: str
) -> None:
    council.matter(kind, title=f"{kind} 的事")
    clerk = enter("clerk")
    call_together(clerk, f"{kind} 的事", china_date(stage.clock()) + timedelta(days=20))
    refuses(stage, clerk, lambda: clerk.press("召集会议并张贴通知"), sentence, article)
    expect(clerk.main.get_by_label("地点")).to_have_value("村委会二楼")


def test_late_notice(stage: Stage, council: Council, enter: Callable[[str], Person]) -> None:
    council.matter(title="来不及的事")
    clerk = enter("clerk")
    call_together(clerk, "来不及的事", china_date(stage.clock()) + timedelta(days=2))
    refuses(
        stage,
        clerk,
        lambda: clerk.press("召集会议并张贴通知"),
        "提前2天通知，至少须提前3天。请另定日期，重新通知。",
        "第二十三条",
    )


def call_together(clerk: Person, title: str, day: date) -> None:
    """Fill the form that convenes, and do not send it yet."""
    clerk.go("meetings/new")
    clerk.type("会议名称", "临时会")
    clerk.type("地点", "村委会二楼")
    clerk.type("日期", day)
    clerk.type("时间", "19:00")
    clerk.tick(title)


def test_a_poll_closed_while_the_page_lay_open(stage: Stage, council: Council, enter: Callable[[str], Person]) -> None:
    meeting = meeting_on(council, council.matter(title="放久了的选票"), ENOUGH)
    poll = council.poll(meeting)
    late = enter("rep_4")
    late.go(f"meetings/{meeting.short_number}/polls/{poll.number}/ballot")
    close_poll(council.ctx("chair"), poll.id)
    council.rest()
    choice = late.main.get_by_role("button", name="赞成")
    refuses(stage, late, choice.click, "您的票送到时表决已经结束，所以没有计入。", "第三十条")


def test_one_person_has_one_ballot(stage: Stage, council: Council, enter: Callable[[str], Person]) -> None:
    meeting = meeting_on(council, council.matter(title="一人一票"), ENOUGH)
    poll = council.poll(meeting)
    council.rest()
    address = f"meetings/{meeting.short_number}/polls/{poll.number}/ballot"
    first = enter("rep_1")
    second = Person(first.page.context.new_page(), stage.home, "rep_1")
    first.go(address)
    second.go(address)
    first.main.get_by_role("button", name="赞成").click()
    first.reads_heading("您的票已在箱里")
    second.main.get_by_role("button", name="反对").click()
    second.reads_heading("您的票已在箱里")
    assert ballots(stage, poll.id) == ["against"]
    first.go(address)
    assert send_forty_times(first, f"{stage.home}/{address}", "for") == [200] * 40
    assert ballots(stage, poll.id) == ["for"]
    assert stage.problems() == []


def ballots(stage: Stage, poll_id: object) -> list[str]:
    """What lies in the box."""
    with stage.database.session(stage.village.village_id) as session:
        return [vote.value for vote in session.scalars(select(Ballot.vote).where(Ballot.poll_id == poll_id))]


def send_forty_times(person: Person, address: str, choice: str) -> list[int]:
    """The same form from the same browser forty times at once; the answers' statuses."""
    token = person.page.locator("form[aria-label] input[name=csrf_token]").get_attribute("value") or ""
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in person.page.context.cookies())
    form = urllib.parse.urlencode({"csrf_token": token, "choice": choice}).encode()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    answers: list[int] = []

    def send() -> None:
        request = urllib.request.Request(address, form, {"Cookie": cookies})
        try:
            with opener.open(request, timeout=30) as answer:
                answers.append(answer.status)
        except urllib.error.HTTPError as error:
            answers.append(error.code)

    threads = [threading.Thread(target=send) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_another_villages_key(stage: Stage, council: Council, enter: Callable[[str], Person]) -> None:
    other = small_village(stage.village.acting, NEIGHBOUR, "柳林村")
    council.rest()
    clerk = enter("clerk")
    before = stage.rows()
    assert status_of(clerk, f"households/{other.households[0]}/move") == 404
    clerk.reads_heading("没有这个页面")
    clerk.reads("地址可能过期，或属于别的村。请从公开栏重新开始。")
    clerk.page.goto(f"{stage.server.url}/v/{NEIGHBOUR:012d}/desk")
    clerk.reads_heading("登录")
    assert stage.rows() == before


def test_missing_role(stage: Stage, council: Council, enter: Callable[[str], Person]) -> None:
    matter = council.matter(title="不归我办")
    council.rest()
    villager = enter("villager")
    villager.go(f"matters/{matter.short_number}")
    villager.does_not_see("link", "登记会议")
    before = stage.rows()
    assert status_of(villager, "meetings/new") == 403
    villager.reads_heading("这件事要由别人办")
    villager.reads(stage.name("clerk"))
    assert stage.rows() == before


def status_of(person: Person, path: str) -> int:
    """What the server answers to this address typed into the browser."""
    answer = person.page.goto(f"{person.home}/{path}")
    return answer.status if answer else 0
