"""A council of forty and what its people do in the hall: who votes how and by which way, and the walk of each."""

from __future__ import annotations

import http.cookiejar
import json
import re
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from playwright.sync_api import expect
from sqlalchemy import select

from tests.council.counting import PHOTO
from tests.harness.village import PASSWORD, SmallVillage
from tests.journeys.conftest import Stage
from tests.journeys.person import Person
from webapp.audit.models import LogEntry
from webapp.branch.matters.operations import raise_matter
from webapp.branch.matters.rules import Source, Step
from webapp.branch.opinions.rules import Place, Verdict
from webapp.branch.steps.operations import record_step
from webapp.branch.steps.queries import due_at
from webapp.council.mandates.operations import record_mandate
from webapp.council.meetings.models import Meeting
from webapp.council.meetings.rules import door_code
from webapp.supervision.operations import give_opinion

REPRESENTATIVES = 37
TITLE = "东渠清淤与护坡"
TEXT = "清淤三里，护坡两岸，由本村施工队承包。\n\n- 按三家报价择优\n- 秋收前完工"
FOR, AGAINST, ABSTAIN = "赞成", "反对", "弃权"


def reps(first: int, last: int) -> list[str]:
    """The roles of these representatives."""
    return [f"rep_{number}" for number in range(first, last + 1)]


PHONES = dict(zip(reps(1, 8), [FOR] * 6 + [AGAINST, ABSTAIN], strict=True))
RELATED = "rep_9"
HANDS = dict(zip(reps(10, 15), [FOR] * 4 + [AGAINST, ABSTAIN], strict=True))
PAPERS = dict(zip(reps(16, 20), [FOR] * 3 + [AGAINST] * 2, strict=True))
TABLET = "rep_21"
ELSEWHERE = dict(zip(["chair", "member", *reps(22, 29)], [FOR] * 8 + [AGAINST, ABSTAIN], strict=True))
"""People with phones of their own whose browsers this test does not open: their ballots come over the same wire."""
SILENT = ["member_2", *reps(30, 35)]
ABSENT = reps(36, 37)
FROM_THE_LIST = [RELATED, *HANDS, *PAPERS, *ELSEWHERE, *SILENT]
TELLERS = ("villager_2", "collective_head")
SCRUTINEER = "supervisor_2"
CONTRACTOR = "villager"
DUE, PRESENT = 40, 38


def study(village: SmallVillage, clock: Any) -> None:
    """The days before: a mandate of the assembly, the matter raised about the contractor, heard, studied three times."""
    act, people = village.ctx, village.people
    record_mandate(act("clerk"), ["public_welfare"], date(2026, 1, 15), date(2030, 12, 31), "2026年1月15日村民会议授权")
    source = Source.PARTY_BRANCH
    matter = raise_matter(
        act("secretary"), source, "public_welfare", TITLE, TEXT, 12_800_000, concerned_id=people[CONTRACTOR]
    )
    give_opinion(act("supervisor"), matter.id, Place.BEFORE_AGENDA, Verdict.AGREE, "看过三家报价，同意上会。")
    for day, step, who in (
        (3, Step.PROPOSE, "secretary"),
        (4, Step.CONSULT, "secretary"),
        (8, Step.PARTY_REVIEW, "clerk"),
    ):
        clock.set(date(2026, 3, day), 20)
        ctx = act(who)
        came = [person.id for person in due_at(ctx.session, step, date(2026, 3, day))]
        told, place, chair = date(2026, 3, day - 1 if day < 8 else 4), "村委会二楼", people["secretary"]
        record_step(ctx, matter.id, step, date(2026, 3, day), told, place, chair, came, len(came), 0, 0, "一致同意。")
    village.acting.close()


def record_kinship(stage: Stage, clerk: Person) -> None:
    """The clerk writes down that a representative is the contractor's brother: households do not tell it."""
    clerk.go(f"kinship?q={urllib.parse.quote(stage.name(RELATED))}")
    clerk.follow(f"看近亲属 {stage.name(RELATED)}")
    clerk.type("姓名、拼音首字母", stage.name(CONTRACTOR))
    clerk.press("查找")
    clerk.follow(f"选定 {stage.name(CONTRACTOR)}")
    clerk.choose("是……", "兄弟姐妹")
    clerk.press("登记")
    clerk.reads(stage.name(CONTRACTOR))


def appoint(stage: Stage, clerk: Person, meeting: str) -> None:
    """Two tellers, and a scrutineer from the supervision committee; the contractor is refused with the article."""
    clerk.go(f"meetings/{meeting}/tellers")
    for role, serves in ((CONTRACTOR, "计票人"), *((one, "计票人") for one in TELLERS), (SCRUTINEER, "监票人")):
        clerk.tick(serves)
        clerk.type("姓名", stage.name(role))
        clerk.press("指定")
        if role == CONTRACTOR:
            clerk.reads(f"涉及{stage.name(role)}本人，不能由其计票、监票。")
        else:
            expect(clerk.main.get_by_role("listitem").filter(has_text=stage.name(role)).first).to_contain_text(serves)


def acknowledge(representative: Person, meeting: str) -> None:
    """The representative has read the notice."""
    representative.go(f"meetings/{meeting}")
    representative.press("我已看过通知")
    representative.reads("看过通知")


def ask_households(representative: Person, meeting: str, said: tuple[str, ...]) -> None:
    """The representative goes from house to house and saves the sheet with what the first of them say."""
    representative.go(f"meetings/{meeting}/items/1/households")
    for house, says in enumerate(said):
        lines = representative.main.get_by_role("group").nth(house)
        lines.get_by_label(says, exact=True).check()
        lines.get_by_role("textbox").fill("要赶在秋收前。")
    representative.press("保存整张表")
    representative.reads(f"{said[0]} {said.count(said[0])}")


def come_by_code(stage: Stage, phone: Person, meeting: str) -> None:
    """The phone opens the address in the code at the door."""
    with stage.database.session(stage.village.village_id) as session:
        secret = session.scalars(select(Meeting.door_secret)).one()
    phone.go(f"meetings/{meeting}/check-in?code={door_code(secret, stage.clock())}")
    phone.press("我到了")
    phone.reads("您已签到")


def code_on_the_slip(stage: Stage, clerk: Person, meeting: str) -> tuple[str, str]:
    """Number and code of the one who uses the hall's tablet, as the clerk reads them off the list."""
    clerk.go(f"meetings/{meeting}/hall?q={urllib.parse.quote(stage.name(TABLET))}")
    line = clerk.main.get_by_role("listitem").filter(has_text="平板代码").inner_text()
    number, code = re.search(r"(\d+) ·", line), re.search(r"平板代码：\s*(\d{6})", line)
    assert number
    assert code
    return number[1], code[1]


def at_the_tablet(tablet: Person, slip: tuple[str, str], button: str) -> None:
    """Say who one is, press one button, and be forgotten."""
    tablet.type("名单上的序号", slip[0])
    tablet.type("您的代码", slip[1])
    tablet.press("继续")
    tablet.main.get_by_role("button", name=button).first.click()
    tablet.reads("平板已把您忘掉。请下一位。")
    tablet.follow("下一位")


def enter(stage: Stage, teller: Person, path: str, lines: Mapping[str, str]) -> None:
    """A teller enters what was seen on the sheet, by name."""
    teller.go(f"{path}/entry")
    for role, said in lines.items():
        group = teller.main.get_by_role("group", name=stage.name(role), exact=True)
        group.get_by_label(said, exact=True).check()
    teller.press("提交我的录入")


def photograph(teller: Person, path: str) -> None:
    """A teller photographs the sheet of paper."""
    teller.go(f"{path}/photograph")
    picture = {"name": "sheet.png", "mimeType": "image/png", "buffer": PHOTO}
    teller.main.get_by_label("计票单的照片").set_input_files(picture)  # type: ignore[arg-type]
    teller.press("附上")
    teller.reads("照片的指纹")


class Wire:
    """Somebody's own phone without its picture: signs in through the page, votes through the form."""

    def __init__(self, home: str, role: str) -> None:
        self.home = home
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)
        self.submit("sign-in", sign_in_name=role, password=PASSWORD)

    def submit(self, path: str, **fields: str) -> str:
        """Open the page, fill its form in and send it; the page one is led to."""
        with self.opener.open(f"{self.home}/{path}", timeout=30) as answer:
            page = answer.read().decode()
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert token, f"{path} shows no form"
        sent = urllib.parse.urlencode({"csrf_token": token[1], **fields}).encode()
        with self.opener.open(f"{self.home}/{path}", sent, timeout=30) as answer:
            return str(answer.read().decode())

    def vote(self, ballot: str, choice: str) -> None:
        """Put a ballot into the box."""
        words = {FOR: "for", AGAINST: "against", ABSTAIN: "abstain"}
        assert "您的票已在箱里" in self.submit(ballot, choice=words[choice])


def counted_from_log(stage: Stage, number: int) -> tuple[Counter[str], Counter[str], int, int, int]:
    """Votes, ways to vote, due, present and standing aside of one poll, from the bytes of the log's entries alone."""
    with stage.database.session(stage.village.village_id) as session:
        entries = [json.loads(body) for body in session.scalars(select(LogEntry.body).order_by(LogEntry.seq))]
    due: set[str] = set()
    here: set[str] = set()
    aside: set[str] = set()
    ballots: dict[str, tuple[str, str]] = {}
    poll = next(
        one["subject"][1] for one in entries if one["event"] == "poll_opened" and one["facts"]["number"] == number
    )
    for entry in entries:
        facts, event = entry["facts"], entry["event"]
        if event == "seats_frozen":
            due |= {one[0] for one in facts["seats"]}
        elif event == "person_checked_in":
            here.add(facts["seat"])
        elif facts.get("poll") != poll:
            continue
        elif event == "recusal_declared":
            aside.add(facts["seat"])
        elif event in ("ballot_cast", "ballot_written"):
            ballots[facts["seat"]] = (facts["vote"], facts.get("channel", "screen"))
    votes = Counter(vote for vote, _ in ballots.values())
    return votes, Counter(way for _, way in ballots.values()), len(due), len(here), len(aside)
