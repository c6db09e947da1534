"""Rules of mandates: what the assembly may delegate, for how long, and whether one covers a matter on a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from webapp.charter.rules import Body, Profile, matter_on
from webapp.core.errors import Blocker
from webapp.village.offices.rules import term_end

LONGEST_DECISION = 4000


def is_covered(kind: str, on: date, mandates: Iterable[tuple[Collection[object], date, date]]) -> bool:
    """Whether a mandate (kinds, first day, last day) covers this kind of matter on that day; both days belong to it."""
    return any(kind in kinds and since <= on <= until for kinds, since, until in mandates)


def blockers_mandate(kinds: Sequence[str], since: date, until: date, decision: str, profile: Profile) -> list[Blocker]:
    """Why this cannot be a mandate: no kinds, no decision behind it, no term, or what the law keeps for the assembly.

    A mandate names its matters and its term (Zhejiang 16) and ends with the representatives' own term at the latest.
    """
    article = profile.article("rep.mandate.required")
    found: list[Blocker] = []
    if not kinds:
        found.append(Blocker("mandate.no_kinds", "ZHEJIANG:16"))
    if not decision.strip():
        found.append(Blocker("mandate.no_decision", article))
    latest = term_end(since, profile.number("rep.term"))
    if until < since:
        found.append(Blocker("mandate.ends_before", "ZHEJIANG:16"))
    elif until >= latest:
        found.append(Blocker("mandate.too_long", profile.article("rep.term"), {"years": profile.number("rep.term")}))
    for kind in dict.fromkeys(kinds):
        found += _blockers_kind(kind, since, profile)
    return found


def can_be_delegated(kind: str, on: date, profile: Profile) -> bool:
    """Whether the assembly may delegate this kind of matter to the representatives at all."""
    return not _blockers_kind(kind, on, profile)


def _blockers_kind(kind: str, on: date, profile: Profile) -> list[Blocker]:
    entry = matter_on(kind, on)
    params = {"matter": kind, "body": Body.REPRESENTATIVES.value, "reason": "body.wrong"}
    if entry is None:
        return [Blocker("law.profile", profile.article("law.profile"), {**params, "reason": "matter.notYet"})]
    if kind in profile.names("rep.nonDelegable"):
        return [Blocker("rep.nonDelegable", entry.article, params)]
    if entry.decided_by:
        return [Blocker(entry.decided_by, entry.article, {**params, "reason": "body.none"})]
    if Body.REPRESENTATIVES not in entry.bodies:
        right = ",".join(body.value for body in entry.bodies)
        return [Blocker("matter.list.vcol", entry.article, {**params, "reason": "body.track", "right": right})]
    return []
