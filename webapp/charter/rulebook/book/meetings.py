"""Counting, time, and the three meetings of villagers: assembly, representatives, group."""

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
    claim,
    flag,
    names,
    number,
    share,
    size,
)

L, P = Lock.LOCAL, Lock.PRACTICE
FREQUENCIES = ("YEARLY", "HALF_YEARLY", "QUARTERLY", "MONTHLY")
PROFILES = ("VCOL-2018", "VCOL-2025")

RULES: tuple[Rule, ...] = (
    choice("law.profile", "VCOL-2018", PROFILES, "NPCSC-2025", stricter=Stricter.FIXED, until=VCOL_2018_UNTIL),
    choice("law.profile", "VCOL-2025", PROFILES, "NPCSC-2025", stricter=Stricter.FIXED, since=VCOL_2025_FROM),
    flag("count.atLeast.inclusive", True, "CIVIL:1259", stricter=Stricter.FIXED),
    flag("count.majority.strict", True, "CIVIL:1259", stricter=Stricter.FIXED),
    flag("count.abstain.inDenominator", True, "VCOL:26", "VCOL:30", "VCOL:32", stricter=Stricter.FIXED),
    flag("count.recused.inDenominator", True, "VCOL:30", lock=L),
    flag("time.startDay.excluded", True, "CIVIL:201", stricter=Stricter.FIXED),
    flag("time.lastDay.holidayRollover", True, "CIVIL:203", lock=L),
    number("assembly.minAge", 18, Unit.YEARS, "VCOL:25", stricter=Stricter.FIXED),
    number("assembly.perYear.min", 1, Unit.COUNT, "VCOL:25", bounds=(1, 52), since=VCOL_2025_FROM),
    number("assembly.notice.days", 10, Unit.DAYS, "VCOL:25", bounds=(10, 60)),
    flag("assembly.notice.urgent", False, "VCOL:25", stricter=Stricter.LESS, until=VCOL_2018_UNTIL),
    flag("assembly.notice.urgent", True, "VCOL:25", stricter=Stricter.LESS, since=VCOL_2025_FROM),
    claim("assembly.request.villagers", parts(1, 10), "VCOL:25", base=Base.VILLAGERS),
    claim("assembly.request.reps", parts(1, 3), "VCOL:25", base=Base.REPRESENTATIVES),
    share("assembly.quorum.persons", MORE_THAN_HALF, "VCOL:26", base=Base.DUE),
    share("assembly.quorum.households", parts(2, 3), "VCOL:26", base=Base.DUE),
    share("assembly.pass", MORE_THAN_HALF, "VCOL:26", base=Base.PRESENT),
    size("rep.households.perRep", 5, 15, "VCOL:29", "HENAN:50"),
    share("rep.share.reps", parts(4, 5), "VCOL:29", base=Base.MEMBERS),
    share("rep.share.women", parts(1, 3), "VCOL:29", base=Base.MEMBERS),
    number("rep.term", 5, Unit.YEARS, "VCOL:29", "VCOL:14", stricter=Stricter.FIXED),
    choice("rep.frequency", "QUARTERLY", FREQUENCIES, "VCOL:30"),
    claim("rep.request", parts(1, 5), "VCOL:30", base=Base.REPRESENTATIVES),
    share("rep.quorum", parts(2, 3), "VCOL:30", base=Base.DUE),
    share("rep.pass", MORE_THAN_HALF, "VCOL:30", base=Base.PRESENT),
    choice("rep.pass.base", "PRESENT", ("PRESENT", "ALL_MEMBERS"), "VCOL:30", "PRACTICE"),
    number("rep.notice.days", 3, Unit.DAYS, "ZHEJIANG:23", "SHANGHAI:18", "HAINAN", lock=L, bounds=(1, 60)),
    flag("rep.notice.urgent", False, "PRACTICE", lock=L, stricter=Stricter.LESS),
    flag("rep.mandate.required", True, "VCOL:28", "VCOL:29", "HENAN:51", "ZHEJIANG:16"),
    names("rep.nonDelegable", ("charter", "village_rules", "recall"), "VCOL:31", "VCOL:19", "SHANGHAI:16"),
    flag("rep.consult.beforeMeeting", True, "SHANGHAI:18", "HAINAN", lock=L),
    flag("rep.remote", False, "VCOL:30", "PRACTICE", lock=L, stricter=Stricter.LESS),
    number("rep.absence.unjustified.max", 3, Unit.COUNT, "ZHEJIANG:22", lock=L, stricter=Stricter.LESS, bounds=(1, 20)),
    flag("rep.absence.unjustified.on", False, "ZHEJIANG:22", lock=L, stricter=Stricter.MORE),
    number("rep.sameHousehold.max", 1, Unit.COUNT, "ZHEJIANG:20", lock=L, stricter=Stricter.LESS, bounds=(1, 5)),
    flag("rep.sameHousehold.on", False, "ZHEJIANG:20", lock=L, stricter=Stricter.MORE),
    share("group.quorum", parts(2, 3), "VCOL:32", base=Base.DUE),
    share("group.pass", MORE_THAN_HALF, "VCOL:32", base=Base.PRESENT),
    share("sylgk.meeting.quorum", MORE_THAN_HALF, "SYLGK", base=Base.DUE, lock=P),
    share("sylgk.meeting.pass", MORE_THAN_HALF, "SYLGK", base=Base.PRESENT, lock=P),
)
