"""The notice board through the year: finance, subsidies, notices of the day; the clerk takes down what is over."""

from __future__ import annotations

import uuid
from datetime import timedelta

from webapp.board.drafts.operations import ask_lift, hang_draft, record_joint_meeting, review_draft, write_draft
from webapp.board.drafts.rules import Passing
from webapp.board.operations import raise_objection, take_down
from webapp.board.queries import display_over
from webapp.board.rules import Cover, NoticeKind
from webapp.cli.demo.paper import paper
from webapp.cli.demo.stage import Stage, Tale
from webapp.committee.disclosures.operations import draft_disclosure
from webapp.committee.disclosures.queries import calendar
from webapp.committee.disclosures.rules import Standing
from webapp.supervision.corrections.operations import carry_out, escalate_order, order_correction, refuse
from webapp.supervision.escalations.rules import Addressee

SWEEPS = (185, 165, 130, 100, 78, 55, 30, 18, 2)


def tales(stage: Stage) -> list[Tale]:
    """The tales of this file."""
    return [finance(stage), affairs(stage), sweeping(stage), publishing(stage), on_its_way(stage), order(stage)]


def finance(stage: Stage) -> Tale:
    """Every quarter, and lately every month; one objection waits for an answer longer than it may."""
    for ago in (285, 195, 105):
        yield stage.days.at(ago, 9, 30)
        hang(stage, NoticeKind.FINANCE, "finance title", "earlier finance")
    yield stage.days.at(12, 9, 30)
    stage.things["finance"] = hang(stage, NoticeKind.FINANCE, "finance title", "finance")
    yield stage.days.at(11, 20)
    stage.act("cunmin3", raise_objection, stage.things["finance"], paper("meetings")["finance objection"])


def affairs(stage: Stage) -> Tale:
    """What the clerk publishes besides."""
    for ago, name in ((150, "straw"), (66, "well"), (13, "subsidy"), (3, "insurance")):
        yield stage.days.at(ago, 10, 15)
        hang(stage, NoticeKind.AFFAIRS, f"{name} title", name)


def order(stage: Stage) -> Tale:
    """The supervisors order a correction; refused, it goes to the township, and then it is done."""
    words = paper("meetings")
    yield stage.days.at(98, 10)
    key = stage.act("jiandu", order_correction, "", words["order title"], words["order"]).id
    yield stage.days.at(94, 16)
    stage.act("zhuren", refuse, key, words["order refused"])
    yield stage.days.at(90, 9)
    stage.act("jiandu", escalate_order, key, Addressee.TOWNSHIP, True, words["order further"])
    yield stage.days.at(80, 15)
    stage.act("zhuren", carry_out, key, words["order done"])


def sweeping(stage: Stage) -> Tale:
    """Now and then the clerk takes down what has hung long enough."""
    for ago in SWEEPS:
        yield stage.days.at(ago, 8, 30)
        for notice in stage.read(display_over, stage.today):
            stage.act("wenshu", take_down, notice.id)


def publishing(stage: Stage) -> Tale:
    """What the calendar asks for, in time, but for one thing: the charges of the last quarter were forgotten."""
    for ago in range(330, 0, -9):
        yield stage.days.at(ago, 11, 40)
        soon = stage.today + timedelta(days=13)
        due = [one for one in stage.read(calendar, stage.today).open if one.duty.due_on <= soon]
        covers = [one.duty.cover for one in due if not _is_forgotten(stage, one)]
        if covers:
            papers = paper("meetings")
            title = papers["disclosure title"].format(year=stage.today.year, month=stage.today.month)
            draft = stage.act("wenshu", draft_disclosure, covers, title, papers["disclosure"])
            _pass(stage, draft.id)


def on_its_way(stage: Stage) -> Tale:
    """A list of subsidies waits for the supervisors' review; one mask in it waits for a second person."""
    papers = paper("meetings")
    yield stage.days.at(1, 16, 20)
    text = papers["draft list"]
    draft = stage.act("wenshu", write_draft, NoticeKind.AFFAIRS, papers["draft list title"], text)
    stage.act("wenshu", ask_lift, draft.id, "0377-62118801", papers["draft lift"])


def _is_forgotten(stage: Stage, one: Standing) -> bool:
    """The charges of the last quarter whose day is past when the story ends."""
    ended = [
        row for row in stage.read(calendar, stage.days.day(0)).of_item("fees") if row.duty.due_on < stage.days.day(0)
    ]
    return bool(ended) and one.duty.cover == Cover("fees", ended[0].duty.cover.period)


def hang(stage: Stage, kind: NoticeKind, title: str, text: str) -> uuid.UUID:
    """A notice of the clerk's, reviewed and agreed to; year, month and quarter in its title are those just past."""
    papers = paper("meetings")
    last = stage.today.replace(day=1) - timedelta(days=1)
    quarter = (stage.today.month - 1) // 3 or 4
    named = papers[title].format(year=last.year, month=last.month, quarter=quarter)
    return _pass(stage, stage.act("wenshu", write_draft, kind, named, papers[text]).id)


def _pass(stage: Stage, draft: uuid.UUID) -> uuid.UUID:
    stage.act("jianwei2", review_draft, draft, Passing.PASS)
    stage.act("shuji", record_joint_meeting, draft, Passing.PASS, stage.today)
    return stage.act("wenshu", hang_draft, draft).id
