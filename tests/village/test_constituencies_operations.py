"""Drawing and adjusting constituencies, as acts and as pages."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy import select

from tests.harness.client import LintingClient
from tests.harness.village import SmallVillage, sign_in, small_village
from tests.village.papers import csv_file, row
from webapp.audit.check import problems_of_village
from webapp.core.context import Context
from webapp.core.errors import InvalidInput, NotFound, RuleBroken
from webapp.village.constituencies import operations
from webapp.village.constituencies.models import Constituency
from webapp.village.constituencies.queries import drawn_constituencies
from webapp.village.offices.operations import end_office
from webapp.village.offices.queries import office_holders
from webapp.village.offices.rules import Office
from webapp.village.operations import create_village
from webapp.village.register.models import Household
from webapp.village.register.operations import import_register
from webapp.village.register.prepared import prepare
from webapp.village.rules import Place

BASE = "/v/411381105201"
KEY = b"a key of the identity digests, for tests"


def settle(ctx: Context, groups: dict[str, int]) -> None:
    """A village with so many one-person households in each group."""
    create_village(ctx, Place(f"{ctx.village_id:012d}", "槐树湾村"))
    rows, number = [], 0
    for group, households in groups.items():
        for _ in range(households):
            number += 1
            rows.append(
                row(f"{number:05d}", "户主", "李大山", "男", "1958-04-09", number % 99, GROUP=group, IDENTITY="")
            )
    import_register(ctx, prepare(csv_file(rows), ctx.now.date(), KEY))


def shape(ctx: Context) -> list[tuple[tuple[str, ...], int]]:
    return [(one.groups, len(one.households)) for one in drawn_constituencies(ctx.session)]


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    return small_village(acting)


@pytest.mark.both_databases
def test_a_village_is_drawn_inside_its_groups(acting: Any) -> None:
    ctx = acting()
    settle(ctx, {"一组": 23, "二组": 3, "三组": 10})
    drawing = operations.draw_constituencies(ctx)
    assert shape(ctx) == [(("一组",), 9), (("一组",), 9), (("一组", "二组"), 8), (("三组",), 10)]
    assert [joined.group for joined in drawing.joined] == ["二组"]
    assert list(problems_of_village(ctx.session)) == []


@pytest.mark.both_databases
def test_drawing_anew_takes_over_what_was_there(acting: Any) -> None:
    ctx = acting()
    settle(ctx, {"一组": 40})
    operations.draw_constituencies(ctx, 5)
    keys = set(ctx.session.execute(select(Constituency.id)).scalars())
    operations.draw_constituencies(ctx, 10)
    assert set(ctx.session.execute(select(Constituency.id)).scalars()) == keys
    assert [size for _, size in shape(ctx)] == [10, 10, 10, 10, 0, 0, 0, 0]


def test_what_cannot_be_drawn(acting: Any, village: SmallVillage) -> None:
    with pytest.raises(RuleBroken) as broken:
        operations.draw_constituencies(village.ctx("clerk"))
    assert [blocker.code for blocker in broken.value.blockers] == ["constituencies.represented"]
    assert broken.value.blockers[0].article == "VCOL-2025:29"
    ctx = acting(411381105202)
    create_village(ctx, Place("411381105202", "空村"))
    with pytest.raises(RuleBroken):
        operations.draw_constituencies(ctx)
    with pytest.raises(InvalidInput):
        operations.draw_constituencies(ctx, 16)


def test_when_the_terms_have_ended_it_is_drawn_anew(village: SmallVillage, clock: Any) -> None:
    clock.advance(days=5 * 366)
    operations.draw_constituencies(village.acting(), 9)
    assert {size for _, size in shape(village.ctx("clerk")) if size} == {9}


def numbers(village: SmallVillage) -> dict[uuid.UUID, int]:
    ctx = village.ctx("clerk")
    query = select(Household.id, Constituency.number).join(
        Constituency,
        (Constituency.village_id == Household.village_id) & (Constituency.id == Household.constituency_id),
    )
    return dict(ctx.session.execute(query).all())


def test_a_household_is_moved_by_hand(village: SmallVillage) -> None:
    household = village.households[0]
    operations.move_household(village.ctx("clerk"), household, 2)
    assert numbers(village)[household] == 2
    with pytest.raises(RuleBroken) as broken:
        operations.move_household(village.ctx("clerk"), village.households[1], 2)
    assert [blocker.code for blocker in broken.value.blockers] == ["constituency.size"]
    with pytest.raises(RuleBroken) as broken:
        operations.move_household(village.ctx("clerk"), household, 7)
    assert [blocker.code for blocker in broken.value.blockers] == ["constituency.other_group"]
    with pytest.raises(RuleBroken):
        operations.move_household(village.ctx("clerk"), household, 2)
    with pytest.raises(NotFound):
        operations.move_household(village.ctx("clerk"), household, 99)


def newcomer(village: SmallVillage) -> uuid.UUID:
    """A household that came into the register after the drawing."""
    ctx = village.acting()
    file = row("00099", "户主", "新来", "男", "1970-01-01", 9)
    import_register(ctx, prepare(csv_file([file]), ctx.now.date(), KEY))
    return ctx.session.execute(select(Household.id).where(Household.number == "00099")).scalar_one()


def test_a_newcomer_is_put_into_a_constituency(village: SmallVillage) -> None:
    household = newcomer(village)
    assert household not in numbers(village)
    with pytest.raises(RuleBroken):
        operations.move_household(village.ctx("clerk"), household, 12)
    operations.move_household(village.ctx("clerk"), household, 1)
    assert numbers(village)[household] == 1


@pytest.fixture
def clerk(village: SmallVillage, client: LintingClient) -> LintingClient:
    sign_in(client, village, "clerk")
    return client


def test_the_pages_look_draw_and_move(village: SmallVillage, clerk: LintingClient) -> None:
    household = newcomer(village)
    page = clerk.get(f"{BASE}/constituencies")
    assert "新来" in page.get_data(as_text=True)
    look = clerk.get(f"{BASE}/constituencies/draw?target=9").get_data(as_text=True)
    assert 'class="why"' in look
    assert clerk.submit(f"{BASE}/constituencies/draw", {"target": "9"}, page=f"{BASE}/").status_code == 422
    for target in ("4", "x", "", "99999999999999"):
        assert clerk.get(f"{BASE}/constituencies/draw?target={target}").status_code == 200
    move = f"{BASE}/households/{household}/move"
    assert clerk.submit(move, {"to": "12"}).status_code == 422
    assert clerk.submit(move, {"to": "1"}).headers["Location"].endswith("/constituencies/1")
    assert "新来" in clerk.get(f"{BASE}/constituencies/1").get_data(as_text=True)
    assert clerk.get(f"{BASE}/constituencies/99").status_code == 404


def test_drawing_on_the_page(village: SmallVillage, clerk: LintingClient) -> None:
    ctx = village.acting()
    for term, _ in office_holders(ctx.session, [Office.REPRESENTATIVE], ctx.now.date()):
        end_office(ctx, term.id, ctx.now.date(), "换届")
    draw = f"{BASE}/constituencies/draw"
    look = clerk.get(f"{draw}?target=12").get_data(as_text=True)
    assert 'class="why"' not in look
    assert clerk.submit(draw, {"target": "12"}).status_code == 302
    assert {size for _, size in shape(village.ctx("clerk")) if size} == {12}
