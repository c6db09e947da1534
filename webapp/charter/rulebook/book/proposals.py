"""Who may bring a matter up, and what it passes before villagers decide."""

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
    claim,
    flag,
    names,
    number,
    share,
)

L, P = Lock.LOCAL, Lock.PRACTICE

INITIATORS = (
    "PARTY_ORGANIZATION",
    "VILLAGERS_COMMITTEE",
    "SUPERVISION_COMMITTEE",
    "COLLECTIVE_ECONOMIC_ORG",
    "VILLAGERS",
    "REPRESENTATIVES",
)
SIX_MATTERS = (
    "village_planning",
    "lost_time_allowance",
    "collective_income_use",
    "public_welfare",
    "assistance",
    "other_by_law",
)
NINE_MATTERS = (
    "lost_time_allowance",
    "collective_income_use",
    "public_welfare",
    "land_contracting",
    "collective_project",
    "homestead",
    "land_compensation",
    "asset_disposal",
    "other_by_law",
)

RULES: tuple[Rule, ...] = (
    names("proposal.initiators", INITIATORS, "HENAN:54", lock=L),
    claim("proposal.request.villagers", parts(1, 10), "HENAN:54", base=Base.VILLAGERS, lock=L),
    claim("proposal.request.reps", parts(1, 5), "HENAN:54", base=Base.REPRESENTATIVES, lock=L),
    flag("proposal.party.review", False, "PRACTICE", lock=P, until=VCOL_2018_UNTIL),
    flag("proposal.party.review", True, "VCOL:28(3)", "RCEO:26(2)", since=VCOL_2025_FROM),
    flag("proposal.vsc.review", True, "HENAN:57", "HENAN:58", "PRACTICE", lock=P),
    names("matter.list.vcol", NINE_MATTERS, "VCOL:28", stricter=Stricter.FIXED, until=VCOL_2018_UNTIL),
    names("matter.list.vcol", SIX_MATTERS, "VCOL:28", stricter=Stricter.FIXED, since=VCOL_2025_FROM),
    flag("sylgk.merge12", False, "SYLGK", lock=P),
    share("party.meeting.quorum", parts(2, 3), "PRACTICE", "PARTY-BRANCH:11", base=Base.DUE, lock=P, floor=parts(1, 2)),
    share("party.meeting.pass", MORE_THAN_HALF, "PARTY-BRANCH:11", base=Base.DUE),
    number("party.meeting.notice.days", 3, Unit.DAYS, "PRACTICE", lock=P, bounds=(0, 60)),
)
