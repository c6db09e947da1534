"""The notice board through the year: finance, subsidies, notices of the day; the clerk takes down what is over."""

from __future__ import annotations

import uuid
from datetime import timedelta

from webapp.board.operations import hang_notice, raise_objection, take_down
from webapp.board.queries import display_over
from webapp.board.rules import NoticeKind
from webapp.cli.demo.paper import paper
from webapp.cli.demo.stage import Stage, Tale
from webapp.supervision.corrections.operations import carry_out, escalate_order, order_correction, refuse
from webapp.supervision.escalations.rules import Addressee

SWEEPS = (185, 165, 130, 100, 78, 55, 30, 18, 2)


def tales(stage: Stage) -> list[Tale]:
    """The tales of this file."""
    return [finance(stage), affairs(stage), sweeping(stage), order(stage)]


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


def hang(stage: Stage, kind: NoticeKind, title: str, text: str) -> uuid.UUID:
    """The clerk hangs a notice; year, month and quarter in its title are those just past."""
    papers = paper("meetings")
    last = stage.today.replace(day=1) - timedelta(days=1)
    quarter = (stage.today.month - 1) // 3 or 4
    named = papers[title].format(year=last.year, month=last.month, quarter=quarter)
    return stage.act("wenshu", hang_notice, kind, named, papers[text]).id
