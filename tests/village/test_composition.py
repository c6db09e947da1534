"""The bodies: how many, how many women, no kin, nobody overseeing themselves; each with its article."""

from __future__ import annotations

from datetime import date

import pytest

from webapp.charter.rules import apply_local, profile_on
from webapp.village.kinship.rules import KinKind, Tie, near_relative_map
from webapp.village.offices.composition import (
    blockers_appoint,
    blockers_committee,
    blockers_council,
    blockers_roster,
    blockers_supervision,
    warnings_supervision,
)
from webapp.village.offices.rules import Body, Holder, Office, is_serving, members_of, term_end, term_until
from webapp.village.register.rules import Sex

TODAY = date(2026, 3, 2)
LAW = profile_on(TODAY)
OLD_LAW = profile_on(date(2025, 6, 1))
M, F = Sex.MALE, Sex.FEMALE


def _holder(person: str, office: Office, sex: Sex = M, **more: object) -> Holder:
    return Holder(person, office, f"name of {person}", sex, **more)  # type: ignore[arg-type]


COMMITTEE = [
    _holder("c1", Office.COMMITTEE_CHAIR),
    _holder("c2", Office.COMMITTEE_MEMBER, F),
    _holder("c3", Office.COMMITTEE_MEMBER),
]
SUPERVISION = [
    _holder("s1", Office.SUPERVISION_CHAIR),
    _holder("s2", Office.SUPERVISOR, has_finance_knowledge=True),
    _holder("s3", Office.SUPERVISOR),
]
COUNCIL = [_holder(f"r{n}", Office.REPRESENTATIVE, F if n < 5 else M, household=n) for n in range(12)]


def _codes(blockers: list[object]) -> list[tuple[str, str]]:
    return [(blocker.code, blocker.article) for blocker in blockers]  # type: ignore[attr-defined]


def test_a_village_composed_as_the_law_asks() -> None:
    assert blockers_roster([*COMMITTEE, *SUPERVISION, *COUNCIL], {}, LAW) == []


def test_the_committee_needs_three_a_woman_and_a_chair() -> None:
    assert _codes(blockers_committee(COMMITTEE[2:], {}, LAW)) == [
        ("committee.size", "VCOL-2025:8"),
        ("committee.women", "VCOL-2025:8"),
        ("committee.chair", "VCOL-2025:8"),
    ]
    eight = [*COMMITTEE, *(_holder(f"x{n}", Office.COMMITTEE_MEMBER) for n in range(5))]
    assert _codes(blockers_committee(eight, {}, LAW)) == [("committee.size", "VCOL-2025:8")]
    assert _codes(blockers_committee(COMMITTEE[2:], {}, OLD_LAW))[0] == ("committee.size", "VCOL-2018:6")


def test_near_relatives_do_not_sit_together() -> None:
    kin = near_relative_map([Tie("c1", KinKind.SIBLING, "c3")])
    (blocker,) = blockers_committee(COMMITTEE, kin, LAW)
    assert (blocker.code, blocker.article) == ("committee.kin", "VCOL-2025:8")
    assert blocker.params["name"] == "name of c1"
    assert _codes(blockers_committee(COMMITTEE, kin, OLD_LAW)) == [("committee.kin", "HENAN:8")]


def test_four_fifths_are_representatives_and_a_third_women() -> None:
    assert blockers_council([*COMMITTEE, *COUNCIL], LAW) == []
    assert _codes(blockers_council([*COMMITTEE, *COUNCIL[:11]], LAW)) == [("council.representatives", "VCOL-2025:29")]
    men = [*COUNCIL[:4], *COUNCIL[5:], _holder("x", Office.REPRESENTATIVE)]
    (blocker,) = blockers_council([*COMMITTEE, *men], LAW)
    assert (blocker.code, blocker.params["got"], blocker.params["needed"]) == ("council.women", 4, 5)


def test_who_is_both_counts_once_and_for_the_committee() -> None:
    both = [*COMMITTEE, *COUNCIL, _holder("c1", Office.REPRESENTATIVE), _holder("c2", Office.REPRESENTATIVE, F)]
    assert len(members_of(Body.COUNCIL, both)) == 15
    assert members_of(Body.COUNCIL, both)["c1"].office is Office.COMMITTEE_CHAIR
    short = [*COMMITTEE, *COUNCIL[:11], _holder("c1", Office.REPRESENTATIVE)]
    assert _codes(blockers_council(short, LAW)) == [("council.representatives", "VCOL-2025:29")]


def test_one_representative_a_household_only_where_the_village_says_so() -> None:
    two = [*COMMITTEE, *COUNCIL, _holder("x", Office.REPRESENTATIVE, F, household=0)]
    assert blockers_council(two, LAW) == []
    strict = apply_local(LAW, {"rep.sameHousehold.on": True})
    assert _codes(blockers_council(two, strict)) == [("council.same_household", "ZHEJIANG:20")]


def test_supervisors_are_three_to_five_and_one_knows_finance() -> None:
    assert _codes(blockers_supervision([SUPERVISION[0], SUPERVISION[2]], {}, LAW)) == [
        ("supervision.size", LAW.article("vsc.size")),
        ("supervision.finance", "VCOL-2025:37"),
    ]


@pytest.mark.parametrize(
    ("extra", "code", "article"),
    [
        (_holder("s3", Office.COMMITTEE_MEMBER, F), "supervision.on_committee", "VCOL-2025:37"),
        (_holder("s3", Office.BOOKKEEPER), "supervision.bookkeeper", "VSC-2017"),
        (_holder("s3", Office.CLERK), "supervision.clerk", "VSC-2017"),
        (_holder("s3", Office.RCEO_HEAD), "supervision.rceo_head", "VSC-2017"),
    ],
)
def test_nobody_oversees_themselves(extra: Holder, code: str, article: str) -> None:
    assert _codes(blockers_supervision([*COMMITTEE, *SUPERVISION, extra], {}, LAW)) == [(code, article)]


def test_nobody_oversees_a_near_relative() -> None:
    kin = near_relative_map([Tie("s2", KinKind.PARENT, "c2")])
    assert _codes(blockers_supervision([*COMMITTEE, *SUPERVISION], kin, LAW)) == [("supervision.kin", "VCOL-2025:37")]


def test_a_secretary_leading_the_supervisors_is_advised_against() -> None:
    holders = [*SUPERVISION, _holder("s1", Office.BRANCH_SECRETARY)]
    assert blockers_supervision(holders, {}, LAW) == []
    assert _codes(warnings_supervision(holders, LAW)) == [("supervision.secretary", "VSC-2017")]
    assert warnings_supervision(SUPERVISION, LAW) == []


def test_one_person_may_be_secretary_and_chair() -> None:
    holders = [*COMMITTEE, *SUPERVISION, *COUNCIL, _holder("c1", Office.BRANCH_SECRETARY)]
    assert blockers_roster(holders, {}, LAW) == []


def _appoint(new: Holder, *holders: Holder, kin: object = None, born_on: date = date(1980, 1, 1)) -> list[str]:
    found = blockers_appoint(new, holders, kin or {}, LAW, born_on=born_on, on=TODAY)  # type: ignore[arg-type]
    return [blocker.code for blocker in found]


def test_bodies_are_filled_one_by_one() -> None:
    holders: list[Holder] = []
    for new in (*COMMITTEE, *SUPERVISION, *COUNCIL):
        assert _appoint(new, *holders) == []
        holders.append(new)


def test_an_appointment_is_refused_for_what_it_makes_wrong() -> None:
    kin = near_relative_map([Tie("x", KinKind.SPOUSE, "c1"), Tie("y", KinKind.CHILD, "s1")])
    assert _appoint(_holder("x", Office.COMMITTEE_MEMBER), *COMMITTEE, kin=kin) == ["committee.kin"]
    assert _appoint(_holder("x", Office.SUPERVISOR), *COMMITTEE, kin=kin) == ["supervision.kin"]
    assert _appoint(_holder("y", Office.COMMITTEE_MEMBER), *SUPERVISION, kin=kin) == ["supervision.kin"]
    assert _appoint(_holder("x", Office.COMMITTEE_CHAIR), *COMMITTEE) == ["office.one_holder"]
    assert _appoint(COMMITTEE[0], *COMMITTEE) == ["office.already_held"]
    six = [*SUPERVISION, _holder("s4", Office.SUPERVISOR), _holder("s5", Office.SUPERVISOR)]
    assert _appoint(_holder("s6", Office.SUPERVISOR), *six) == ["supervision.size"]


def test_eighteen_years_are_needed_to_the_day() -> None:
    new = _holder("young", Office.REPRESENTATIVE)
    assert _appoint(new, born_on=date(2008, 3, 2)) == []
    assert _appoint(new, born_on=date(2008, 3, 3)) == ["office.under_age"]


@pytest.mark.parametrize(
    ("since", "end"),
    [
        (date(2026, 1, 10), date(2031, 1, 10)),
        (date(2024, 2, 29), date(2029, 3, 1)),
        (date(2024, 2, 28), date(2029, 2, 28)),
    ],
)
def test_a_term_is_five_years(since: date, end: date) -> None:
    assert term_end(since) == end
    assert is_serving(since, end, since)
    assert not is_serving(since, end, end)


@pytest.mark.parametrize(
    ("office", "since", "committee_until", "end"),
    [
        (Office.COMMITTEE_MEMBER, date(2028, 5, 1), date(2031, 1, 10), date(2031, 1, 10)),
        (Office.REPRESENTATIVE, date(2028, 5, 1), date(2031, 1, 10), date(2031, 1, 10)),
        (Office.SUPERVISOR, date(2028, 5, 1), date(2031, 1, 10), date(2031, 1, 10)),
        (Office.BRANCH_SECRETARY, date(2028, 5, 1), date(2031, 1, 10), date(2033, 5, 1)),
        (Office.REPRESENTATIVE, date(2030, 12, 20), date(2031, 1, 10), date(2035, 12, 20)),
        (Office.REPRESENTATIVE, date(2026, 1, 10), None, date(2031, 1, 10)),
    ],
)
def test_who_is_chosen_in_between_serves_until_the_term_of_the_committee_ends(
    office: Office, since: date, committee_until: date | None, end: date
) -> None:
    assert term_until(office, since, committee_until) == end
