"""Near relatives: spouse, parents, children, siblings, grandparents, grandchildren, and nobody else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from webapp.village.kinship.rules import (
    INVERSE,
    KinKind,
    Tie,
    kinship_from_household,
    near_relative_map,
)
from webapp.village.register.rules import Relation

PARENT, CHILD, SIBLING, SPOUSE = KinKind.PARENT, KinKind.CHILD, KinKind.SIBLING, KinKind.SPOUSE
GRANDPARENT, GRANDCHILD = KinKind.GRANDPARENT, KinKind.GRANDCHILD


def near_relatives(person: str, ties: list[Tie[str]]) -> dict[str, KinKind]:
    """Everyone who is a near relative of this person, with what they are to them."""
    return near_relative_map(ties).get(person, {})


def test_what_follows_from_two_generations() -> None:
    ties = [Tie("grandfather", PARENT, "father"), Tie("son", CHILD, "father"), Tie("father", PARENT, "daughter")]
    assert near_relatives("son", ties) == {"father": PARENT, "daughter": SIBLING, "grandfather": GRANDPARENT}
    assert near_relatives("grandfather", ties) == {"father": CHILD, "son": GRANDCHILD, "daughter": GRANDCHILD}


def test_in_laws_uncles_and_cousins_are_no_near_relatives() -> None:
    ties = [
        Tie("wife", SPOUSE, "husband"),
        Tie("mother", PARENT, "wife"),
        Tie("sister", SIBLING, "wife"),
        Tie("sister", PARENT, "niece"),
    ]
    assert near_relatives("husband", ties) == {"wife": SPOUSE}
    assert near_relatives("wife", ties).keys() == {"husband", "mother", "sister"}


def test_half_siblings_are_siblings() -> None:
    ties = [Tie("mother", PARENT, "a"), Tie("mother", PARENT, "b"), Tie("father", PARENT, "b")]
    assert near_relatives("a", ties)["b"] is SIBLING


def test_a_household_tells_who_is_whose() -> None:
    household = [
        ("head", Relation.HEAD),
        ("wife", Relation.SPOUSE),
        ("son", Relation.SON),
        ("bride", Relation.DAUGHTER_IN_LAW),
        ("grandson", Relation.GRANDSON),
        ("father", Relation.FATHER),
        ("mother", Relation.MOTHER),
        ("brother", Relation.BROTHER),
        ("lodger", Relation.NOT_KIN),
    ]
    ties = kinship_from_household(household)
    near = near_relative_map(ties)
    assert near["bride"] == {"son": SPOUSE, "grandson": CHILD}
    assert near["grandson"] == {"head": GRANDPARENT, "wife": GRANDPARENT, "son": PARENT, "bride": PARENT}
    assert near["father"]["mother"] is SPOUSE
    assert near["brother"] == {"head": SIBLING, "father": PARENT, "mother": PARENT}
    assert near["father"]["son"] is GRANDCHILD
    assert "lodger" not in near


def test_what_could_be_two_people_is_not_said() -> None:
    two_sons = [
        ("head", Relation.HEAD),
        ("elder", Relation.SON),
        ("younger", Relation.SON),
        ("bride", Relation.DAUGHTER_IN_LAW),
        ("grandson", Relation.GRANDSON),
    ]
    near = near_relative_map(kinship_from_household(two_sons))
    assert "bride" not in near
    assert near["grandson"] == {"head": GRANDPARENT}
    assert near["elder"] == {"head": PARENT, "younger": SIBLING}


def test_without_a_head_nothing_can_be_said() -> None:
    assert kinship_from_household([("a", Relation.SON), ("b", Relation.FATHER)]) == []
    assert near_relatives("a", [Tie("a", SIBLING, "a")]) == {}


ties = st.lists(st.builds(Tie, st.integers(0, 7), st.sampled_from(KinKind), st.integers(0, 7)), max_size=15)


@given(ties)
def test_kinship_is_told_the_same_from_both_sides(found: list[Tie[int]]) -> None:
    near = near_relative_map(found)
    for person, relatives in near.items():
        assert person not in relatives
        for relative in relatives:
            assert person in near[relative]


@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(Relation)), unique_by=lambda member: member[0], max_size=8)
)
def test_a_household_states_one_tie_per_pair(members: list[tuple[int, Relation]]) -> None:
    found = kinship_from_household(members)
    assert len({frozenset((tie.person, tie.relative)) for tie in found}) == len(found)
    assert all(INVERSE[INVERSE[tie.kin]] is tie.kin for tie in found)
