"""The collective economy: the organization's assemblies, land, and levies."""

from __future__ import annotations

from webapp.charter.rulebook.counting import MORE_THAN_HALF, parts
from webapp.charter.rulebook.values import (
    RCEO_FROM,
    Base,
    Lock,
    Rule,
    Stricter,
    Unit,
    choice,
    flag,
    names,
    number,
    share,
    size,
    unset,
)

NOT_FOR_REPRESENTATIVES = (
    "rceo_charter",
    "member_status",
    "land_contracting",
    "homestead",
    "share_quantification",
    "land_compensation",
    "rceo_merger",
    "land_adjustment",
    "land_to_outsider",
)
"""Items 1, 3, 8, 10 and 12 of art. 26, which art. 28 keeps for the assembly of all members.

Adjusting contracted land and contracting it to outsiders are land contracting (item 8); the land contracting law would
let representatives decide them, the later and stricter law does not.
"""

RULES: tuple[Rule, ...] = (
    number("rceo.notice.days", 10, Unit.DAYS, "RCEO:27", bounds=(10, 60), since=RCEO_FROM),
    share("rceo.quorum", parts(2, 3), "RCEO:27", base=Base.DUE, since=RCEO_FROM),
    share("rceo.pass", parts(2, 3), "RCEO:27", base=Base.DUE, since=RCEO_FROM),
    flag("rceo.online", True, "RCEO:27", stricter=Stricter.LESS, since=RCEO_FROM),
    number("rceo.rep.min", 21, Unit.COUNT, "RCEO:28", bounds=(21, 500), since=RCEO_FROM),
    size("rceo.rep.perRep", 5, 15, "RCEO:28", since=RCEO_FROM),
    share("rceo.rep.pass", parts(2, 3), "RCEO:28", base=Base.DUE, since=RCEO_FROM),
    number("rceo.rep.women.min", 1, Unit.COUNT, "RCEO:28", bounds=(1, 500), since=RCEO_FROM),
    names("rceo.rep.excluded", NOT_FOR_REPRESENTATIVES, "RCEO:28", since=RCEO_FROM),
    share("rceo.nonMember.benefit", parts(3, 4), "RCEO:15", base=Base.DUE, since=RCEO_FROM),
    size("rceo.council", 3, 7, "RCEO:29", odd=True, since=RCEO_FROM),
    share("rceo.council.quorum", parts(2, 3), "RCEO:31", base=Base.DUE, since=RCEO_FROM),
    share("rceo.council.pass", MORE_THAN_HALF, "RCEO:31", base=Base.DUE, since=RCEO_FROM),
    number("rceo.reports.lead.days", 10, Unit.DAYS, "RCEO:46", bounds=(10, 90), since=RCEO_FROM),
    number("rceo.revoke.limits", 1, Unit.YEARS, "RCEO:57", stricter=Stricter.FIXED, since=RCEO_FROM),
    number("rceo.revoke.limits.absolute", 5, Unit.YEARS, "RCEO:57", stricter=Stricter.FIXED, since=RCEO_FROM),
    share("land.contract", parts(2, 3), "RLCL:19[3]", base=Base.DUE),
    share("land.adjust", parts(2, 3), "RLCL:28", base=Base.DUE),
    share("land.outsider", parts(2, 3), "RLCL:52", base=Base.DUE),
    share("levy.pass", MORE_THAN_HALF, "AGRICULTURE:73", base=Base.PRESENT),
    choice("levy.rep.weight", "HOUSEHOLDS", ("HOUSEHOLDS",), "LEVY-2007", stricter=Stricter.FIXED),
    share("levy.rep.households", parts(2, 3), "LEVY-2007", base=Base.DUE),
    flag("levy.household.signature", True, "LEVY-2007"),
    number("levy.review.workdays", 7, Unit.WORKDAYS, "LEVY-2007", stricter=Stricter.LESS, bounds=(1, 7)),
    unset("levy.cap.funds", Unit.COUNT, "LEVY-2007", lock=Lock.LOCAL, bounds=(0, 1000)),
    unset("levy.cap.labour", Unit.DAYS, "LEVY-2007", lock=Lock.LOCAL, bounds=(0, 60)),
)
