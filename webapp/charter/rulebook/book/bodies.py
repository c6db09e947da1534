"""The bodies themselves: committee, supervisors, questions to them, their evaluation and audit."""

from __future__ import annotations

from webapp.charter.rulebook.book.meetings import FREQUENCIES
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
    claim,
    flag,
    names,
    number,
    share,
    size,
)

L, P = Lock.LOCAL, Lock.PRACTICE
EXCLUDED = ("VC_MEMBER", "VC_NEAR_RELATIVE", "BOOKKEEPER", "CLERK", "RCEO_HEAD")

RULES: tuple[Rule, ...] = (
    size("vc.size", 3, 7, "VCOL:8", "HENAN:8"),
    number("vc.women.min", 1, Unit.COUNT, "VCOL:8", bounds=(1, 7)),
    flag("vc.kin.avoid", True, "HENAN:8", lock=L, until=VCOL_2018_UNTIL),
    flag("vc.kin.avoid", True, "VCOL:8", since=VCOL_2025_FROM),
    number("vc.term.years", 5, Unit.YEARS, "VCOL:14", stricter=Stricter.FIXED),
    number("vc.handover.days", 10, Unit.DAYS, "VCOL:24", stricter=Stricter.LESS, bounds=(1, 10)),
    flag("vc.guarantee.allowed", False, "VCOL:13", since=VCOL_2025_FROM),
    size("vsc.size", 3, 5, "VSC-2017", "HENAN:56", lock=L, bounds=(3, 7)),
    choice("vsc.term", "VC_TERM", ("VC_TERM",), "PRACTICE", lock=P, until=VCOL_2018_UNTIL),
    choice("vsc.term", "VC_TERM", ("VC_TERM",), "VCOL:37", stricter=Stricter.FIXED, since=VCOL_2025_FROM),
    names("vsc.exclude", EXCLUDED, "VCOL:37", "VSC-2017", "HENAN:56", "SHANDONG:14"),
    number("vsc.skills.finance.min", 1, Unit.COUNT, "VCOL:37", bounds=(1, 5)),
    flag("vsc.chair.notSecretary", True, "VSC-2017", lock=P),
    choice("vsc.meeting.frequency", "MONTHLY", FREQUENCIES, "PRACTICE", lock=P),
    number("vsc.convene.fallback.days", 15, Unit.DAYS, "SHANGHAI:26", lock=L, stricter=Stricter.LESS, bounds=(1, 90)),
    number("vsc.correction.days", 7, Unit.DAYS, "PRACTICE", lock=P, stricter=Stricter.LESS, bounds=(1, 60)),
    number("vsc.secondLook.days", 15, Unit.DAYS, "PRACTICE", lock=P, stricter=Stricter.LESS, bounds=(1, 60)),
    flag("vsc.convene.fallback.on", False, "SHANGHAI:26", lock=L, stricter=Stricter.MORE),
    claim("interpellation.request", parts(1, 10), "ZHEJIANG:36", base=Base.ELECTORS, lock=L),
    number("interpellation.request.reps", 5, Unit.COUNT, "ZHEJIANG:36", lock=L, stricter=Stricter.LESS, bounds=(1, 50)),
    number("interpellation.reply.days", 15, Unit.DAYS, "ZHEJIANG:36", lock=L, stricter=Stricter.LESS, bounds=(1, 60)),
    number("review.perYear.min", 1, Unit.COUNT, "VCOL:38", bounds=(1, 12)),
    number("review.fail.consecutive", 2, Unit.COUNT, "VCOL:38", stricter=Stricter.FIXED),
    share("review.turnout", MORE_THAN_HALF, "PRACTICE", base=Base.PRESENT, lock=P),
    share("review.grade.share", MORE_THAN_HALF, "PRACTICE", base=Base.VOTES, lock=P),
    flag("audit.beforeNextElection", True, "VCOL:40"),
    claim("audit.request", parts(1, 5), "VCOL:40", base=Base.VILLAGERS),
)
