"""Rules of written mandates: only where the law knows them. Absent people's proxies are counted nowhere else."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass

from webapp.charter.rules import Body, CountBy, Profile, attendance_rule
from webapp.core.errors import Blocker

SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Mandate:
    """A mandate as it is handed in. `has_paper`: written and signed; `is_capable`: the proxy is of age and due too.

    `principal_came`: who gives it is in the hall; `proxy_is_away`: who shall hold it gave one away already;
    `principal_holds`: who gives it holds one of somebody else; `already`: one stands for this seat.
    """

    principal_id: uuid.UUID | None
    proxy_id: uuid.UUID
    same_household: bool
    is_capable: bool
    has_paper: bool
    principal_came: bool = False
    proxy_is_away: bool = False
    principal_holds: bool = False
    already: bool = False


def blockers_body(body: Body, profile: Profile) -> list[Blocker]:
    """Why nobody is represented in this body: the law lets only the collective's members be (RCEO art 27)."""
    if body is Body.RCEO_MEMBERS:
        return []
    rule = attendance_rule(body, CountBy.PERSONS)
    return [Blocker("proxy.not_here", profile.article(rule) if rule in profile else "")]


def blockers_mandate(body: Body, mandate: Mandate, profile: Profile) -> list[Blocker]:
    """Why this mandate does not count at a meeting: RCEO 27 asks for paper and another capable member of the household.

    A mandate is not handed on: who gave one away holds none, and who holds one gives none away.
    """
    if found := blockers_body(body, profile):
        return found
    article = profile.article("rceo.quorum") if "rceo.quorum" in profile else "RCEO:27"
    tests = {
        "proxy.unwritten": not mandate.has_paper,
        "proxy.self": mandate.proxy_id == mandate.principal_id,
        "proxy.other_household": not mandate.same_household,
        "proxy.not_capable": not mandate.is_capable,
        "proxy.principal_came": mandate.principal_came,
        "proxy.handed_on": mandate.proxy_is_away or mandate.principal_holds,
        "proxy.already": mandate.already,
    }
    return [Blocker(code, article) for code, holds in tests.items() if holds]
