"""What villagers decide about: the catalogue that selects track, bodies and rules, by date of the act.

The matter chooses the rule, never the person who files it. Six matters belong to the villagers by art. 28 of the
organic law (until 2025 nine, by art. 24); land, homestead, compensation, assets and membership belong to the
collective organization since 1 May 2025.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from webapp.charter.rulebook.articles import VCOL_2018, VCOL_2025
from webapp.charter.rulebook.values import RCEO_BEFORE, RCEO_FROM, VCOL_2018_UNTIL, VCOL_2025_FROM


class Track(StrEnum):
    """Whose matter it is: the villagers', or the collective organization's."""

    VILLAGE_AFFAIRS = "VILLAGE_AFFAIRS"
    COLLECTIVE_ECONOMY = "COLLECTIVE_ECONOMY"


class Body(StrEnum):
    """Who sits together when something is voted on."""

    REPRESENTATIVES = "representatives"
    ASSEMBLY = "assembly"
    GROUP = "group"
    PARTY_MEMBERS = "party_members"
    RCEO_MEMBERS = "rceo_members"
    RCEO_REPRESENTATIVES = "rceo_representatives"


VILLAGE_BODIES = frozenset({Body.REPRESENTATIVES, Body.ASSEMBLY, Body.GROUP})
COLLECTIVE_BODIES = frozenset({Body.RCEO_MEMBERS, Body.RCEO_REPRESENTATIVES})


@dataclass(frozen=True)
class MatterKind:
    """One kind of matter between two days.

    ``bodies`` may decide it, the first is the one that always may. ``needs_mandate``: representatives decide it only
    as far as the villagers' assembly has delegated it. ``needs_party_study``: the Party organization studies it first.
    ``extra_rules`` must be met besides the body's own. ``approvals`` and ``filings`` come after the vote, as the named
    article says; there is no general approval by the township. ``decided_by`` names the rule of the body that decides
    when none of the meetings here may. ``by_duty``: the law itself calls for it, so nobody proposes it and no opinion
    comes first: it goes straight before the meeting, through the verb of the body whose duty it is.
    """

    code: str
    track: Track
    articles: tuple[str, ...]
    bodies: tuple[Body, ...]
    needs_mandate: bool = True
    needs_party_study: bool = True
    extra_rules: tuple[str, ...] = ()
    approvals: tuple[str, ...] = ()
    filings: tuple[str, ...] = ()
    decided_by: str = ""
    by_duty: bool = False
    since: date | None = None
    until: date | None = None

    @property
    def article(self) -> str:
        """The article that makes it somebody's matter."""
        return self.articles[0]

    def applies_on(self, day: date) -> bool:
        """Whether this entry was in force on ``day``."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


_VILLAGE = (Body.ASSEMBLY, Body.REPRESENTATIVES, Body.GROUP)
_WHOLE = (Body.ASSEMBLY, Body.REPRESENTATIVES)
_MEMBERS = (Body.RCEO_MEMBERS,)
_EITHER = (Body.RCEO_MEMBERS, Body.RCEO_REPRESENTATIVES)


def _village(
    code: str,
    now: str,
    before: str,
    *more: str,
    bodies: tuple[Body, ...] = _VILLAGE,
    needs_mandate: bool = True,
    needs_party_study: bool = True,
    extra_rules: tuple[str, ...] = (),
    filings: tuple[str, ...] = (),
    decided_by: str = "",
    by_duty: bool = False,
) -> tuple[MatterKind, ...]:
    entry = MatterKind(
        code,
        Track.VILLAGE_AFFAIRS,
        (),
        bodies,
        needs_mandate,
        needs_party_study,
        extra_rules,
        filings=filings,
        decided_by=decided_by,
        by_duty=by_duty,
    )
    found = []
    if before:
        found.append(replace(entry, articles=(f"{VCOL_2018}:{before}", *more), until=VCOL_2018_UNTIL))
    if now:
        found.append(replace(entry, articles=(f"{VCOL_2025}:{now}", *more), since=VCOL_2025_FROM))
    return tuple(found)


def _collective(
    code: str,
    article: str,
    before: str = "",
    *more: str,
    bodies: tuple[Body, ...] = _MEMBERS,
    extra_rules: tuple[str, ...] = (),
    extra_before: tuple[str, ...] = (),
    approvals: tuple[str, ...] = (),
) -> tuple[MatterKind, ...]:
    after = MatterKind(
        code,
        Track.COLLECTIVE_ECONOMY,
        (article, *more),
        bodies,
        needs_mandate=False,
        extra_rules=extra_rules,
        approvals=approvals,
        since=RCEO_FROM,
    )
    if not before:
        return (after,)
    old = MatterKind(
        code,
        Track.COLLECTIVE_ECONOMY,
        (f"{VCOL_2018}:{before}", *more),
        _VILLAGE,
        extra_rules=extra_before or extra_rules,
        approvals=approvals,
        until=RCEO_BEFORE,
    )
    return (old, after)


CATALOGUE: tuple[MatterKind, ...] = (
    *_village("village_planning", "28[1]", "24[9]"),
    *_village("lost_time_allowance", "28[2]", "24[1]"),
    *_village("collective_income_use", "28[3]", "24[2]"),
    *_village("public_welfare", "28[4]", "24[3]"),
    *_village("assistance", "28[5]", "24[9]"),
    *_village("other_by_law", "28[6]", "24[9]"),
    *_village("levy", "28[4]", "24[3]", "AGRICULTURE:73", "LEVY-2007", bodies=_WHOLE, extra_rules=("levy.pass",)),
    *_village("charter", "31", "27", bodies=(Body.ASSEMBLY,), needs_mandate=False, filings=("TOWNSHIP",)),
    *_village("village_rules", "31", "27", bodies=(Body.ASSEMBLY,), needs_mandate=False, filings=("TOWNSHIP",)),
    *_village("annual_report", "27", "23", bodies=_WHOLE, needs_party_study=False),
    *_village("decision_change", "27", "23", bodies=_WHOLE, needs_party_study=False),
    *_village("resignation", "20", "", bodies=_WHOLE, needs_mandate=False, needs_party_study=False),
    *_village("by_election", "23", "19", bodies=_WHOLE, needs_mandate=False, needs_party_study=False),
    *_village("evaluation", "38", "33", bodies=_WHOLE, needs_mandate=False, needs_party_study=False, by_duty=True),
    *_village(
        "election", "18", "15", bodies=(), needs_mandate=False, needs_party_study=False, decided_by="election.win"
    ),
    *_village("recall", "19", "16", bodies=(), needs_mandate=False, needs_party_study=False, decided_by="recall.pass"),
    *_village("guarantee", "13", "", bodies=(), needs_mandate=False, decided_by="vc.guarantee.allowed"),
    *_collective("land_contracting", "RCEO:26[8]", "24[4]", "RLCL:19[3]", extra_before=("land.contract",)),
    *_collective("homestead", "RCEO:26[8]", "24[6]"),
    *_collective("share_quantification", "RCEO:26[8]"),
    *_collective("land_compensation", "RCEO:26[10]", "24[7]"),
    *_collective("asset_disposal", "RCEO:26[11]", "24[8]", bodies=_EITHER),
    *_collective("collective_project", "RCEO:26[11]", "24[5]", bodies=_EITHER),
    *_collective("member_status", "RCEO:26[3]", "24[9]"),
    *_collective("rceo_charter", "RCEO:26[1]"),
    *_collective("rceo_merger", "RCEO:26[12]"),
    *_collective("non_member_benefit", "RCEO:15", extra_rules=("rceo.nonMember.benefit",)),
    *_collective(
        "land_adjustment",
        "RLCL:28",
        "24[4]",
        "RCEO:26[8]",
        extra_rules=("land.adjust",),
        approvals=("TOWNSHIP", "COUNTY"),
    ),
    *_collective(
        "land_to_outsider", "RLCL:52", "24[4]", "RCEO:26[8]", extra_rules=("land.outsider",), approvals=("TOWNSHIP",)
    ),
)

CODES: frozenset[str] = frozenset(kind.code for kind in CATALOGUE)
BY_DUTY: frozenset[str] = frozenset(kind.code for kind in CATALOGUE if kind.by_duty)


def matters_on(day: date) -> tuple[MatterKind, ...]:
    """The catalogue as it stood on ``day``, in its order; every code at most once."""
    return tuple(kind for kind in CATALOGUE if kind.applies_on(day))


def article_of_change(code: str) -> str:
    """The source that made a matter one which the law of an earlier day did not know."""
    collective = any(kind.code == code and kind.track is Track.COLLECTIVE_ECONOMY for kind in CATALOGUE)
    return "RCEO:67" if collective else "NPCSC-2025"


def matter_on(code: str, day: date) -> MatterKind | None:
    """The entry for one code on ``day``; nothing when no law of that day knew such a matter."""
    return next((kind for kind in CATALOGUE if kind.code == code and kind.applies_on(day)), None)
