"""What people do on a matter's way, each as a walk through the pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from playwright.sync_api import expect

from tests.journeys.person import Person

TITLE = "东渠清淤与护坡"
TEXT = "清淤三里，护坡两岸。\n\n- 按三家报价择优\n- 秋收前完工"
DECISION = "2026年1月15日村民会议：到会 312 人，同意 298 人。"


def record_mandate(clerk: Person) -> None:
    """The clerk writes down what the villagers' assembly delegated."""
    clerk.go("mandates/new")
    clerk.tick("公益事业")
    clerk.tick("村庄规划和建设")
    clerk.type("第一天", date(2026, 1, 15))
    clerk.type("最后一天", date(2030, 12, 31))
    clerk.type("村民会议的决定", DECISION)
    clerk.press("登记授权")
    clerk.reads(DECISION)


def raise_matter(secretary: Person) -> str:
    """The party branch raises the matter; its number."""
    secretary.follow("提出议题")
    secretary.tick("村党支部")
    secretary.choose("议题类别", "公益事业")
    secretary.type("标题", TITLE)
    secretary.type("正文", TEXT)
    secretary.type("预算（元）", "12.8万")
    secretary.press("看看效果")
    secretary.reads_heading("大家看到的样子")
    secretary.press("提出")
    secretary.reads_heading(TITLE)
    return secretary.number


def give_opinion(supervisor: Person, place: str, text: str) -> None:
    """The supervisor finds the matter on the desk and says what the supervisors think of it."""
    supervisor.go("desk")
    supervisor.follow(f"{place}：{TITLE}")
    supervisor.tick("同意")
    supervisor.type("理由", text)
    supervisor.press("提交意见")
    supervisor.reads(text)


def record_sitting(
    person: Person, waits_as: str, notified_on: date | None, votes: tuple[int, int, int], minutes: str
) -> None:
    """A sitting to which everybody came, written down on the day it was held."""
    person.go("desk")
    person.follow(f"{waits_as}{TITLE}")
    person.follow("登记会议")
    if notified_on:
        person.type("通知日期", notified_on)
    person.press("全部打勾")
    person.type("地点", "村委会二楼")
    for label, count in zip(("赞成", "反对", "弃权"), votes, strict=True):
        person.type(label, count)
    person.main.get_by_label("会议主持人").select_option(index=1)
    person.type("会议记录", minutes)
    person.press("登记会议")
    person.reads("已登记：议题进入下一步。")


def convene(clerk: Person, title: str, day: date, hour: str) -> str:
    """The clerk calls the representatives together about the matter; the meeting's number."""
    clerk.go("desk")
    clerk.follow("召集会议")
    clerk.type("会议名称", title)
    clerk.type("地点", "村委会二楼")
    clerk.type("日期", day)
    clerk.type("时间", hour)
    clerk.tick(TITLE)
    clerk.press("召集会议并张贴通知")
    clerk.reads_heading(title)
    return clerk.number


def check_in_from_list(clerk: Person, meeting: str, names: Sequence[str]) -> None:
    """The clerk finds everybody on the list and checks them in."""
    clerk.go(f"meetings/{meeting}/hall")
    for name in names:
        row = clerk.main.get_by_role("listitem").filter(has_text=name)
        row.get_by_role("button", name="到了", exact=True).click()
        expect(row.get_by_role("button", name="离场", exact=True)).to_be_visible()


def vote(representative: Person, choice: str) -> None:
    """The representative finds the ballot on the desk and votes."""
    representative.go("desk")
    representative.follow("投票")
    representative.main.get_by_role("button", name=choice).click()
    representative.reads_heading("您的票已在箱里")
    representative.reads(choice)
