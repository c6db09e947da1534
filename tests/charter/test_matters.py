"""The matter chooses track, bodies and rules, by the law of its day."""

from __future__ import annotations

from datetime import date

import pytest

from tests.charter.votes import law
from webapp.charter.matters import (
    CATALOGUE,
    CODES,
    COLLECTIVE_BODIES,
    VILLAGE_BODIES,
    Body,
    Track,
    matter_on,
    matters_on,
)
from webapp.charter.rulebook.articles import parse_reference

VILLAGE = (
    "village_planning", "lost_time_allowance", "collective_income_use", "public_welfare", "assistance", "other_by_law",
    "charter", "village_rules",
)  # fmt: skip
COLLECTIVE = (
    "land_contracting", "homestead", "land_compensation", "asset_disposal", "member_status", "rceo_charter",
)  # fmt: skip
NOW, MAY_2025, BEFORE = date(2026, 3, 1), date(2025, 5, 1), date(2025, 4, 30)


def test_every_agreed_code_is_there_under_its_track() -> None:
    tracks = {kind.code: kind.track for kind in matters_on(NOW)}
    assert {tracks[code] for code in VILLAGE} == {Track.VILLAGE_AFFAIRS}
    assert {tracks[code] for code in COLLECTIVE} == {Track.COLLECTIVE_ECONOMY}


@pytest.mark.parametrize("day", ["2010-10-28", "2025-04-30", "2025-05-01", "2025-12-31", "2026-01-01"])
def test_a_code_stands_for_one_thing_on_one_day(day: str) -> None:
    kinds = matters_on(date.fromisoformat(day))
    assert len({kind.code for kind in kinds}) == len(kinds)
    for kind in kinds:
        assert all(rule_id in law(day) for rule_id in kind.extra_rules)
        assert all(parse_reference(ref) for ref in kind.articles)
        assert bool(kind.bodies) != bool(kind.decided_by)
        assert not kind.decided_by or kind.decided_by in law(day)


def test_the_six_matters_are_those_of_the_rule_book() -> None:
    quoted = {kind.code for kind in matters_on(NOW) if kind.article.startswith("VCOL-2025:28[")}
    assert quoted == {*law().names("matter.list.vcol"), "levy"}
    old = {kind.code for kind in matters_on(BEFORE) if kind.article.startswith("VCOL-2018:24[")}
    assert set(law("2025-04-30").names("matter.list.vcol")) <= old


def test_what_the_rule_book_keeps_from_representatives_is_in_the_catalogue() -> None:
    assert set(law().names("rep.nonDelegable")) <= CODES
    kept = set(law().names("rceo.rep.excluded"))
    for kind in matters_on(NOW):
        if kind.code in law().names("rep.nonDelegable"):
            assert Body.REPRESENTATIVES not in kind.bodies
        assert (Body.RCEO_REPRESENTATIVES in kind.bodies) <= (kind.code not in kept)


def test_each_track_has_its_own_bodies() -> None:
    for kind in matters_on(NOW):
        bodies = COLLECTIVE_BODIES if kind.track is Track.COLLECTIVE_ECONOMY else VILLAGE_BODIES
        assert set(kind.bodies) <= bodies


def test_land_moves_to_the_collective_in_may_2025() -> None:
    old, new = matter_on("land_contracting", BEFORE), matter_on("land_contracting", MAY_2025)
    assert old is not None
    assert new is not None
    assert (old.article, Body.ASSEMBLY in old.bodies) == ("VCOL-2018:24[4]", True)
    assert (new.article, new.bodies) == ("RCEO:26[8]", (Body.RCEO_MEMBERS,))
    assert matter_on("rceo_charter", BEFORE) is None


def test_the_township_approves_only_what_a_law_says() -> None:
    assert {kind.code for kind in CATALOGUE if kind.approvals} == {"land_adjustment", "land_to_outsider"}
    assert {kind.code for kind in CATALOGUE if kind.filings} == {"charter", "village_rules"}
