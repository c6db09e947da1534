"""Reading costs the same however much there is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.branch.matters import branch_matter, bring_to_resolve, villagers_matter
from tests.harness.statements import statements
from tests.harness.village import SmallVillage
from webapp.branch.matters import queries
from webapp.branch.matters.rules import MatterState, Step
from webapp.branch.steps.queries import records_of

pytestmark = pytest.mark.both_databases


def cost(session: Any, read: Callable[[], Any]) -> int:
    """How many statements a reading sends."""
    with statements(session.get_bind()) as sent:
        read()
    return len(sent)


def test_a_list_takes_two_statements_however_long(village: SmallVillage) -> None:
    session = village.ctx("clerk").session
    for _ in range(3):
        branch_matter(village)
    few = cost(session, lambda: queries.list_matters(session, 1))
    for _ in range(22):
        branch_matter(village)
    session = village.ctx("clerk").session
    assert (few, cost(session, lambda: queries.list_matters(session, 1))) == (2, 2)
    page = queries.list_matters(session, 2)
    assert (page.total, page.pages, len(page.rows), page.rows[0].short_number) == (25, 2, 5, "2026-5")


def test_lists_are_chosen_by_state_kind_and_step(village: SmallVillage) -> None:
    session = village.ctx("clerk").session
    bring_to_resolve(village, branch_matter(village).id)
    branch_matter(village, kind="homestead")
    villagers_matter(village)
    assert queries.list_matters(session, 1, kind="homestead").total == 1
    assert queries.list_matters(session, 1, step=Step.RESOLVE).total == 1
    assert queries.list_matters(session, 1, state=MatterState.GATHERING).total == 0
    assert queries.list_matters(session, 1, state=MatterState.GATHERING, with_gathering=True).total == 1


def test_a_matter_and_its_sittings_take_the_same_statements_always(village: SmallVillage) -> None:
    session, matter = village.ctx("clerk").session, branch_matter(village)
    before = cost(session, lambda: queries.matter_detail(session, matter, matter.raised_on))
    none = cost(session, lambda: records_of(session, matter.id))
    bring_to_resolve(village, matter.id)
    session = village.ctx("clerk").session
    after = cost(session, lambda: queries.matter_detail(session, matter, matter.raised_on))
    three = cost(session, lambda: records_of(session, matter.id))
    assert (before, none) == (after, three)
    assert before <= 4


@pytest.mark.parametrize("number", ["2026-1", "2026-01", "2026-", "x", "2026-1-1", "٢٠٢٦-1", "2026-9999999", "99999-1"])
def test_numbers_are_read_strictly(village: SmallVillage, number: str) -> None:
    branch_matter(village)
    found = queries.matter_by_number(village.ctx("clerk").session, number)
    assert (found is not None) == (number == "2026-1")


def test_people_are_found_by_the_beginning_of_their_name(village: SmallVillage) -> None:
    session = village.ctx("clerk").session
    assert queries.people_like(session, "%") == []
    assert queries.people_like(session, "\\_") == []
    found = queries.people_like(session, "赵")
    assert found
    assert all(person.name.startswith("赵") and person.group and person.door for person in found)
    assert len(queries.people_like(session, "")) == 0
