"""Whether the bodies of a village are composed as the law of the day asks, and who may hold what beside whom.

Numbers and articles come from the profile of the day (``charter.rules.profile_on``, tightened locally). Every function
takes the holders serving on that day and the near relatives as ``kinship.rules.near_relative_map`` gives them. Names
travel in the blockers, so that the sentence can name who stands against it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations
from types import MappingProxyType
from typing import Any

from webapp.charter.rules import Profile
from webapp.core.errors import Blocker
from webapp.village.kinship.rules import KinKind
from webapp.village.offices.rules import OFFICE_BODY, ONE_HOLDER, Body, Holder, Office, members_of, term_end
from webapp.village.register.rules import Sex

Kin = Mapping[Any, Mapping[Any, KinKind]]

_EXCLUDED: Mapping[str, Office] = MappingProxyType(
    {"BOOKKEEPER": Office.BOOKKEEPER, "CLERK": Office.CLERK, "RCEO_HEAD": Office.RCEO_HEAD}
)


def blockers_committee(holders: Sequence[Holder], kin: Kin, profile: Profile) -> list[Blocker]:
    """What the villagers' committee lacks: three to seven members, a woman, no near relatives among them, one chair."""
    members = list(members_of(Body.COMMITTEE, holders).values())
    blockers = _size("committee.size", len(members), "vc.size", profile)
    women = sum(1 for member in members if member.sex is Sex.FEMALE)
    blockers += _fewer("committee.women", women, profile.number("vc.women.min"), profile.article("vc.women.min"))
    if members and all(member.office is not Office.COMMITTEE_CHAIR for member in members):
        blockers.append(Blocker("committee.chair", profile.article("vc.size")))
    return blockers + _kin_inside(members, kin, profile) + _one_holder(holders, Body.COMMITTEE)


def _kin_inside(members: Sequence[Holder], kin: Kin, profile: Profile) -> list[Blocker]:
    if not profile.flag("vc.kin.avoid"):
        return []
    return [
        _kin_blocker("committee.kin", profile.article("vc.kin.avoid"), one, other, kin)
        for one, other in combinations(members, 2)
        if other.person in kin.get(one.person, {})
    ]


def _kin_blocker(code: str, article: str, one: Holder, other: Holder, kin: Kin) -> Blocker:
    return Blocker(code, article, {"name": one.name, "relative": other.name, "kin": kin[one.person][other.person]})


def _size(code: str, got: int, rule_id: str, profile: Profile) -> list[Blocker]:
    span = profile.size(rule_id)
    if got in span:
        return []
    return [Blocker(code, profile.article(rule_id), {"got": got, "low": span.low, "high": span.high})]


def _fewer(code: str, got: int, needed: int, article: str, **params: object) -> list[Blocker]:
    if got >= needed:
        return []
    return [Blocker(code, article, {"got": got, "needed": needed, **params})]


def _one_holder(holders: Iterable[Holder], body: Body | None) -> list[Blocker]:
    people: dict[Office, dict[Hashable, str]] = {}
    for holder in holders:
        if holder.office in ONE_HOLDER and OFFICE_BODY.get(holder.office) is body:
            people.setdefault(holder.office, {})[holder.person] = holder.name
    return [
        Blocker("office.one_holder", "", {"names": "、".join(found.values())})
        for found in people.values()
        if len(found) > 1
    ]


def blockers_council(holders: Sequence[Holder], profile: Profile) -> list[Blocker]:
    """What the representatives' assembly lacks: four fifths representatives, a third women representatives.

    Its members are the committee and the representatives. Who is both counts once, as a member of the committee:
    otherwise a committee of seven could count itself among the representatives whose weight the law secures.
    """
    members = members_of(Body.COUNCIL, holders)
    representatives = [member for member in members.values() if member.office is Office.REPRESENTATIVE]
    women = sum(1 for member in representatives if member.sex is Sex.FEMALE)
    total = len(members)
    share, women_share = profile.threshold("rep.share.reps"), profile.threshold("rep.share.women")
    article, women_article = profile.article("rep.share.reps"), profile.article("rep.share.women")
    return [
        *_fewer("council.representatives", len(representatives), share.needed(total), article, members=total),
        *_fewer("council.women", women, women_share.needed(total), women_article, members=total),
        *_same_household(representatives, profile),
    ]


def _same_household(representatives: Sequence[Holder], profile: Profile) -> list[Blocker]:
    if not profile.flag("rep.sameHousehold.on"):
        return []
    most = profile.number("rep.sameHousehold.max")
    by_household: dict[Hashable, list[str]] = {}
    for holder in representatives:
        if holder.household is not None:
            by_household.setdefault(holder.household, []).append(holder.name)
    article = profile.article("rep.sameHousehold.max")
    return [
        Blocker("council.same_household", article, {"names": "、".join(names), "got": len(names), "most": most})
        for names in by_household.values()
        if len(names) > most
    ]


def blockers_supervision(holders: Sequence[Holder], kin: Kin, profile: Profile) -> list[Blocker]:
    """What the supervision committee lacks: three to five members, one who knows finance, nobody who oversees
    themselves or a near relative.
    """
    members = list(members_of(Body.SUPERVISION, holders).values())
    blockers = _size("supervision.size", len(members), "vsc.size", profile)
    skilled = {holder.person for holder in holders if holder.has_finance_knowledge}
    skilled &= {member.person for member in members}
    finance = "vsc.skills.finance.min"
    blockers += _fewer("supervision.finance", len(skilled), profile.number(finance), profile.article(finance))
    if members and all(member.office is not Office.SUPERVISION_CHAIR for member in members):
        blockers.append(Blocker("supervision.chair", profile.article("vsc.size")))
    for member in members:
        blockers += _excluded(member, holders, kin, profile)
    return blockers + _one_holder(holders, Body.SUPERVISION)


def _excluded(member: Holder, holders: Sequence[Holder], kin: Kin, profile: Profile) -> list[Blocker]:
    """Why one person may not supervise. The statute bars the committee and its near relatives; the bookkeeper, the
    clerk and the head of the collective are barred by the guiding opinion of 2017, the rule's second source.
    """
    rule = profile.rule("vsc.exclude")
    excluded = profile.names("vsc.exclude")
    local = rule.articles[1] if len(rule.articles) > 1 else rule.article
    committee = members_of(Body.COMMITTEE, holders)
    blockers = []
    if "VC_MEMBER" in excluded and member.person in committee:
        blockers.append(Blocker("supervision.on_committee", rule.article, {"name": member.name}))
    if "VC_NEAR_RELATIVE" in excluded:
        relatives = kin.get(member.person, {})
        blockers += [
            _kin_blocker("supervision.kin", rule.article, member, other, kin)
            for person, other in committee.items()
            if person in relatives
        ]
    offices = {holder.office for holder in holders if holder.person == member.person}
    blockers += [
        Blocker(f"supervision.{office}", local, {"name": member.name})
        for word, office in _EXCLUDED.items()
        if word in excluded and office in offices
    ]
    return blockers


def warnings_supervision(holders: Sequence[Holder], profile: Profile) -> list[Blocker]:
    """What is advised against but not forbidden: that the Party secretary also leads the supervisors."""
    secretaries = {holder.person for holder in holders if holder.office is Office.BRANCH_SECRETARY}
    if not profile.flag("vsc.chair.notSecretary"):
        return []
    return [
        Blocker("supervision.secretary", profile.article("vsc.chair.notSecretary"), {"name": holder.name})
        for holder in holders
        if holder.office is Office.SUPERVISION_CHAIR and holder.person in secretaries
    ]


def blockers_roster(holders: Sequence[Holder], kin: Kin, profile: Profile) -> list[Blocker]:
    """Everything that is not as the law asks in all bodies together."""
    return [
        *_one_holder(holders, Body.BRANCH),
        *_one_holder(holders, None),
        *blockers_committee(holders, kin, profile),
        *blockers_council(holders, profile),
        *blockers_supervision(holders, kin, profile),
    ]


_GROWING = frozenset({"committee.size", "supervision.size"})
_COMPOSING = frozenset(
    {
        "committee.women",
        "committee.chair",
        "council.representatives",
        "council.women",
        "supervision.chair",
        "supervision.finance",
    }
)


def blockers_appoint(
    new: Holder, holders: Sequence[Holder], kin: Kin, profile: Profile, *, born_on: date, on: date
) -> list[Blocker]:
    """Why this person may not be given this office now; bodies being filled one by one need not be complete yet.

    Told are: under age, the office already held, a second holder of a single office, a body beyond its size, near
    relatives and incompatible offices. Not told is what still lacks: that shows ``blockers_roster``.
    """
    blockers = []
    age = profile.number("assembly.minAge")
    if term_end(born_on, age) > on:
        blockers.append(Blocker("office.under_age", profile.article("assembly.minAge"), {"name": new.name, "age": age}))
    if any(holder.person == new.person and holder.office is new.office for holder in holders):
        blockers.append(Blocker("office.already_held", "", {"name": new.name}))
    before = {_told(blocker) for blocker in blockers_roster(holders, kin, profile)}
    for blocker in blockers_roster([*holders, new], kin, profile):
        if blocker.code in _COMPOSING or _told(blocker) in before:
            continue
        if blocker.code == "office.one_holder":
            names = dict.fromkeys(holder.name for holder in holders if holder.office is new.office)
            blocker = Blocker(blocker.code, blocker.article, {"names": "、".join(names)})
        high = blocker.params.get("high")
        if blocker.code in _GROWING and isinstance(high, int) and _as_int(blocker.params["got"]) <= high:
            continue
        blockers.append(blocker)
    return blockers


def _told(blocker: Blocker) -> tuple[str, tuple[tuple[str, object], ...]]:
    return blocker.code, tuple(sorted(blocker.params.items()))


def _as_int(value: object) -> int:
    return value if isinstance(value, int) else 0
