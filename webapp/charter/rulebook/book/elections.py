"""Elections of the committee and recall, decided by the registered electors."""

from __future__ import annotations

from webapp.charter.rulebook.counting import MORE_THAN_HALF, parts
from webapp.charter.rulebook.values import (
    VCOL_2018_UNTIL,
    VCOL_2025_FROM,
    Base,
    Lock,
    Rule,
    Stricter,
    Unit,
    choice,
    flag,
    number,
    share,
    size,
)

L, D = Lock.LOCAL, Lock.DESIGN
WITHDRAW = ("SELF", "SELF_AND_NEAR_RELATIVES")

RULES: tuple[Rule, ...] = (
    size("election.committee.size", 3, 11, "ELECTION-2013", "HENAN:11", odd=True, lock=L, bounds=(3, 21)),
    choice("election.committee.withdraw", "SELF", WITHDRAW, "VCOL:15", until=VCOL_2018_UNTIL),
    choice("election.committee.withdraw", "SELF_AND_NEAR_RELATIVES", WITHDRAW, "VCOL:15", since=VCOL_2025_FROM),
    number("election.roll.publish.days", 20, Unit.DAYS, "VCOL:17", bounds=(20, 120)),
    number("election.roll.objection", 5, Unit.DAYS, "VCOL:17", stricter=Stricter.FIXED),
    number("election.roll.decision", 3, Unit.DAYS, "VCOL:17", stricter=Stricter.LESS, bounds=(1, 3)),
    number("election.nonHukou.months", 12, Unit.MONTHS, "VCOL:16", stricter=Stricter.FIXED),
    number("election.candidates", 1, Unit.COUNT, "VCOL:18", "HENAN:24", bounds=(1, 10)),
    number("election.candidates.publish.days", 5, Unit.DAYS, "HENAN:26", lock=L, bounds=(1, 60)),
    share("election.turnout", MORE_THAN_HALF, "VCOL:18(2)", base=Base.ELECTORS),
    share("election.win", MORE_THAN_HALF, "VCOL:18(2)", base=Base.VOTES),
    share("election.runoff.min", parts(1, 3), "VCOL:18(2)", base=Base.VOTES),
    number(
        "election.proxy.max",
        3,
        Unit.COUNT,
        "HENAN:30",
        lock=L,
        stricter=Stricter.LESS,
        bounds=(0, 3),
        until=VCOL_2018_UNTIL,
    ),
    number(
        "election.proxy.max",
        3,
        Unit.COUNT,
        "VCOL:18(4)",
        "HENAN:30",
        stricter=Stricter.LESS,
        bounds=(0, 3),
        since=VCOL_2025_FROM,
    ),
    flag("election.proxy.written", True, "VCOL:18(4)"),
    flag("election.proxy.candidate", False, "HENAN:30", lock=L, until=VCOL_2018_UNTIL),
    flag("election.proxy.candidate", False, "VCOL:18(4)", since=VCOL_2025_FROM),
    flag("election.remoteBallot", False, "VCOL:18(3)", lock=D),
    flag("election.ballot.check", True, "HENAN:35", lock=L),
    flag("election.tellers.exclude", True, "HENAN:32", lock=L),
    number("election.ballot.seal.years", 3, Unit.YEARS, "HENAN:37", lock=L, bounds=(1, 100)),
    share("recall.request", parts(1, 5), "VCOL:19", base=Base.ELECTORS, stricter=Stricter.FIXED),
    share("recall.request.reps", parts(1, 3), "VCOL:19", base=Base.REPRESENTATIVES, stricter=Stricter.FIXED),
    share("recall.turnout", MORE_THAN_HALF, "VCOL:19", base=Base.ELECTORS),
    share("recall.pass", MORE_THAN_HALF, "VCOL:19", base=Base.VOTES),
    number("recall.hold.days", 30, Unit.DAYS, "HENAN:43", lock=L, stricter=Stricter.LESS, bounds=(1, 90)),
)
