"""Open village affairs: what hangs on the board, how soon, how long, and with which names masked."""

from __future__ import annotations

from webapp.charter.rulebook.book.meetings import FREQUENCIES
from webapp.charter.rulebook.counting import parts
from webapp.charter.rulebook.values import (
    VCOL_2018_UNTIL,
    VCOL_2025_FROM,
    Base,
    Lock,
    Rule,
    Stricter,
    Unit,
    choice,
    claim,
    flag,
    names,
    number,
)

L, P, D = Lock.LOCAL, Lock.PRACTICE, Lock.DESIGN

RULES: tuple[Rule, ...] = (
    number("publish.display.days", 7, Unit.DAYS, "PRACTICE", lock=P, bounds=(1, 365), until=VCOL_2018_UNTIL),
    number("publish.display.days", 15, Unit.DAYS, "VCOL:35", bounds=(15, 365), since=VCOL_2025_FROM),
    choice("publish.general", "QUARTERLY", FREQUENCIES, "VCOL:35"),
    choice("publish.finance", "QUARTERLY", FREQUENCIES, "VCOL:35", "FINANCE-2011"),
    choice("publish.finance.busy", "MONTHLY", FREQUENCIES, "VCOL:35", "FINANCE-2011"),
    number(
        "publish.finance.deadline.days", 15, Unit.DAYS, "ZHENGZHOU:24", lock=L, stricter=Stricter.LESS, bounds=(1, 90)
    ),
    flag("publish.finance.itemized", True, "FINANCE-2011"),
    number("publish.major", 3, Unit.DAYS, "VCOL:35", "ZHEJIANG", lock=D, stricter=Stricter.LESS, bounds=(0, 15)),
    flag("publish.board.required", True, "PRACTICE", lock=P, until=VCOL_2018_UNTIL),
    flag("publish.board.required", True, "VCOL:35", since=VCOL_2025_FROM),
    names("publish.flow", ("VC_DRAFT", "VSC_REVIEW", "JOINT_MEETING", "PUBLISH"), "SHANDONG:11", "ZHEJIANG:32", lock=L),
    number("publish.objection.days", 5, Unit.DAYS, "SHANDONG:16", lock=L, bounds=(1, 60)),
    number(
        "publish.reply.days", 5, Unit.DAYS, "SHANDONG:16", "SHANGHAI:24", lock=L, stricter=Stricter.LESS, bounds=(1, 60)
    ),
    claim("publish.extra.request", parts(1, 10), "SHANDONG:8", base=Base.VILLAGERS, lock=L),
    claim("publish.extra.request.reps", parts(1, 5), "SHANDONG:8", base=Base.REPRESENTATIVES, lock=L),
    flag("publish.mask.pii", True, "PIPL:6", "PIPL:25", "PIPL:28"),
)
