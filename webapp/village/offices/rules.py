"""The offices of a village: who may hold what beside whom, and whether a body is composed as the law asks.

Numbers and articles come from the profile of the day (``charter.rules.profile_on``, tightened locally). Every function
takes the holders serving on that day. People and households are told apart by any hashable key; the names travel in
the blockers so that the sentence can name who stands against it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from types import MappingProxyType

from webapp.charter.rules import Profile
from webapp.core.errors import Blocker
from webapp.village.kinship.rules import KinKind
from webapp.village.register.rules import Sex

Kin = Mapping[Hashable, Mapping[Hashable, KinKind]]
"""Near relatives as ``kinship.rules.near_relative_map`` gives them."""


class Body(StrEnum):
    """The four bodies: the branch leads, the council decides, the committee executes, the supervisors oversee."""

    BRANCH = "branch"
    COUNCIL = "council"
    COMMITTEE = "committee"
    SUPERVISION = "supervision"


class Office(StrEnum):
    """What a person can be entrusted with."""

    BRANCH_SECRETARY = "branch_secretary"
    BRANCH_MEMBER = "branch_member"
    COMMITTEE_CHAIR = "committee_chair"
    COMMITTEE_VICE_CHAIR = "committee_vice_chair"
    COMMITTEE_MEMBER = "committee_member"
    CLERK = "clerk"
    BOOKKEEPER = "bookkeeper"
    REPRESENTATIVE = "representative"
    SUPERVISION_CHAIR = "supervision_chair"
    SUPERVISOR = "supervisor"
    GROUP_LEADER = "group_leader"
    RCEO_HEAD = "rceo_head"
    PARTY_MEMBER = "party_member"


OFFICE_BODY: Mapping[Office, Body] = MappingProxyType(
    {
        Office.BRANCH_SECRETARY: Body.BRANCH,
        Office.BRANCH_MEMBER: Body.BRANCH,
        Office.COMMITTEE_CHAIR: Body.COMMITTEE,
        Office.COMMITTEE_VICE_CHAIR: Body.COMMITTEE,
        Office.COMMITTEE_MEMBER: Body.COMMITTEE,
        Office.REPRESENTATIVE: Body.COUNCIL,
        Office.SUPERVISION_CHAIR: Body.SUPERVISION,
        Office.SUPERVISOR: Body.SUPERVISION,
    }
)
"""The body an office sits in; the other offices serve the village without a seat."""

ONE_HOLDER = frozenset(
    {Office.BRANCH_SECRETARY, Office.COMMITTEE_CHAIR, Office.SUPERVISION_CHAIR, Office.RCEO_HEAD}
)
"""Offices that one person holds at a time."""

_EXCLUDED: Mapping[str, Office] = MappingProxyType(
    {"BOOKKEEPER": Office.BOOKKEEPER, "CLERK": Office.CLERK, "RCEO_HEAD": Office.RCEO_HEAD}
)


@dataclass(frozen=True, slots=True)
class Holder:
    """One person in one office; the household matters to representatives, finance knowledge to supervisors."""

    person: Hashable
    office: Office
    name: str = ""
    sex: Sex | None = None
    household: Hashable | None = None
    has_finance_knowledge: bool = False


def term_end(since: date, years: int = 5) -> date:
    """The first day on which an office begun on ``since`` is no longer held: the same day ``years`` later.

    A term begun on 29 February ends with 28 February (Civil Code art. 202).
    """
    try:
        return since.replace(year=since.year + years)
    except ValueError:
        return date(since.year + years, 3, 1)


def is_serving(since: date, until: date, on: date) -> bool:
    """Whether an office is held on a day; ``until`` is the first day on which it is not."""
    return since <= on < until


def members_of(body: Body, holders: Iterable[Holder]) -> dict[Hashable, Holder]:
    """Everyone who sits in a body, each person once; in the council the committee's members sit too (VCOL art. 29)."""
    bodies = {Body.COUNCIL, Body.COMMITTEE} if body is Body.COUNCIL else {body}
    ordered = sorted(
        (holder for holder in holders if OFFICE_BODY.get(holder.office) in bodies),
        key=lambda holder: list(Office).index(holder.office),
    )
    members: dict[Hashable, Holder] = {}
    for holder in ordered:
        members.setdefault(holder.person, holder)
    return members


def blockers_committee(holders: Sequence[Holder], kin: Kin, profile: Profile) -> list[Blocker]:
    """What the villagers' committee lacks: three to seven members, a woman, no near relatives among them, one chair."""
    members = list(members_of(Body.COMMITTEE, holders).values())
    blockers = _size(len(members), "vc.size", profile)
    women = sum(1 for member in members if member.sex is Sex.FEMALE)
    blockers += _fewer(women, profile.number("vc.women.min"), "vc.women.min", profile)
    if members and all(member.office is not Office.COMMITTEE_CHAIR for member in members):
        blockers.append(Blocker("vc.chair", profile.article("vc.size")))
    return blockers + _kin_inside(members, kin, profile) + _one_holder(holders, Body.COMMITTEE)


def _kin_inside(members: Sequence[Holder], kin: Kin, profile: Profile) -> list[Blocker]:
    if not profile.flag("vc.kin.avoid"):
        return []
    return [
        _kin_blocker("vc.kin.avoid", profile.article("vc.kin.avoid"), one, other, kin)
        for one, other in combinations(members, 2)
        if other.person in kin.get(one.person, {})
    ]


def _kin_blocker(code: str, article: str, one: Holder, other: Holder, kin: Kin) -> Blocker:
    return Blocker(code, article, {"name": one.name, "relative": other.name, "kin": kin[one.person][other.person]})


def _size(got: int, rule_id: str, profile: Profile) -> list[Blocker]:
    span = profile.size(rule_id)
    if got in span:
        return []
    return [Blocker(rule_id, profile.article(rule_id), {"got": got, "low": span.low, "high": span.high})]


def _fewer(got: int, needed: int, rule_id: str, profile: Profile, **params: object) -> list[Blocker]:
    if got >= needed:
        return []
    return [Blocker(rule_id, profile.article(rule_id), {"got": got, "needed": needed, **params})]


def _one_holder(holders: Iterable[Holder], body: Body | None) -> list[Blocker]:
    people: dict[Office, dict[Hashable, str]] = {}
    for holder in holders:
        if holder.office in ONE_HOLDER and OFFICE_BODY.get(holder.office) is body:
            people.setdefault(holder.office, {})[holder.person] = holder.name
    return [
        Blocker("office.one_holder", "", {"office": office, "names": "、".join(found.values())})
        for office, found in people.items()
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
    blockers = _fewer(len(representatives), share.needed(total), "rep.share.reps", profile, members=total)
    blockers += _fewer(women, women_share.needed(total), "rep.share.women", profile, members=total)
    return blockers + _same_household(representatives, profile)


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
        Blocker("rep.sameHousehold.max", article, {"names": "、".join(names), "got": len(names), "most": most})
        for names in by_household.values()
        if len(names) > most
    ]


def blockers_supervision(holders: Sequence[Holder], kin: Kin, profile: Profile) -> list[Blocker]:
    """What the supervision committee lacks: three to five members, one who knows finance, nobody who oversees
    themselves or a near relative.
    """
    members = list(members_of(Body.SUPERVISION, holders).values())
    blockers = _size(len(members), "vsc.size", profile)
    skilled = {holder.person for holder in holders if holder.has_finance_knowledge}
    skilled &= {member.person for member in members}
    blockers += _fewer(len(skilled), profile.number("vsc.skills.finance.min"), "vsc.skills.finance.min", profile)
    if members and all(member.office is not Office.SUPERVISION_CHAIR for member in members):
        blockers.append(Blocker("vsc.chair", profile.article("vsc.size")))
    for member in members:
        blockers += _excluded(member, holders, kin, profile)
    return blockers + _one_holder(holders, Body.SUPERVISION)


def _excluded(member: Holder, holders: Sequence[Holder], kin: Kin, profile: Profile) -> list[Blocker]:
    """Why one person may not supervise. The statute bars the committee and its near relatives; what the province adds
    (bookkeeper, clerk, head of the collective) is quoted from there.
    """
    rule = profile.rule("vsc.exclude")
    excluded = profile.names("vsc.exclude")
    local = rule.articles[1] if len(rule.articles) > 1 else rule.article
    committee = members_of(Body.COMMITTEE, holders)
    blockers = []
    if "VC_MEMBER" in excluded and member.person in committee:
        blockers.append(Blocker("vsc.exclude.committee", rule.article, {"name": member.name}))
    if "VC_NEAR_RELATIVE" in excluded:
        relatives = kin.get(member.person, {})
        blockers += [
            _kin_blocker("vsc.exclude.kin", rule.article, member, other, kin)
            for person, other in committee.items()
            if person in relatives
        ]
    for word, office in _EXCLUDED.items():
        if word in excluded and any(other.person == member.person and other.office is office for other in holders):
            blockers.append(Blocker("vsc.exclude.office", local, {"name": member.name, "office": office}))
    return blockers


def warnings_supervision(holders: Sequence[Holder], profile: Profile) -> list[Blocker]:
    """What is advised against but not forbidden: that the Party secretary also leads the supervisors."""
    secretaries = {holder.person for holder in holders if holder.office is Office.BRANCH_SECRETARY}
    if not profile.flag("vsc.chair.notSecretary"):
        return []
    return [
        Blocker("vsc.chair.notSecretary", profile.article("vsc.chair.notSecretary"), {"name": holder.name})
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


_GROWING = frozenset({"vc.size", "vsc.size"})
_COMPOSING = frozenset(
    {"vc.women.min", "vc.chair", "vsc.chair", "vsc.skills.finance.min", "rep.share.reps", "rep.share.women"}
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
        blockers.append(Blocker("office.already_held", "", {"name": new.name, "office": new.office}))
    before = {_told(blocker) for blocker in blockers_roster(holders, kin, profile)}
    for blocker in blockers_roster([*holders, new], kin, profile):
        if blocker.code in _COMPOSING or _told(blocker) in before:
            continue
        high = blocker.params.get("high")
        if blocker.code in _GROWING and isinstance(high, int) and _as_int(blocker.params["got"]) <= high:
            continue
        blockers.append(blocker)
    return blockers


def _told(blocker: Blocker) -> tuple[str, tuple[tuple[str, object], ...]]:
    return blocker.code, tuple(sorted(blocker.params.items()))


def _as_int(value: object) -> int:
    return value if isinstance(value, int) else 0
