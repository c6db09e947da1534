"""The offices of a village: which body each sits in, who holds one, from when until when.

People and households are told apart by any hashable key. Whether a body is composed as the law asks says
``composition``.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from webapp.village.register.rules import Sex


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


def offices_of(body: Body) -> frozenset[Office]:
    """The offices that sit in a body."""
    return frozenset(office for office, sits_in in OFFICE_BODY.items() if sits_in is body)


ONE_HOLDER = frozenset({Office.BRANCH_SECRETARY, Office.COMMITTEE_CHAIR, Office.SUPERVISION_CHAIR, Office.RCEO_HEAD})
"""Offices that one person holds at a time."""

WITH_THE_COMMITTEE = frozenset(
    {
        Office.COMMITTEE_CHAIR,
        Office.COMMITTEE_VICE_CHAIR,
        Office.COMMITTEE_MEMBER,
        Office.REPRESENTATIVE,
        Office.SUPERVISION_CHAIR,
        Office.SUPERVISOR,
        Office.GROUP_LEADER,
    }
)
"""Offices whose term is the committee's own: who joins in between serves until it ends (VCOL 23, 29, 32, 37)."""

NEXT_TERM_DAYS = 90
"""Who is chosen so shortly before the committee's term ends is chosen for the next one."""

FARTHEST_DAYS = 366 * 5
"""A term that began longer ago than a term lasts, or begins so far ahead, is a slip of the pen."""


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


def term_until(office: Office, since: date, committee_until: date | None, years: int = 5) -> date:
    """The first day on which this office, begun on ``since``, is no longer held.

    ``committee_until``: when the term of the committee serving on ``since`` ends; nothing while there is none.
    """
    full = term_end(since, years)
    if office not in WITH_THE_COMMITTEE or committee_until is None:
        return full
    return full if (committee_until - since).days <= NEXT_TERM_DAYS else min(full, committee_until)


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
