"""Offices, as the clerk fills and ends them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests.harness.client import LintingClient
from tests.harness.village import SmallVillage, sign_in, small_village
from webapp.core.errors import RuleBroken
from webapp.village.constituencies.models import Constituency
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.operations import fill_office
from webapp.village.offices.rules import Office

BASE = "/v/411381105201"


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    return small_village(acting)


@pytest.fixture
def clerk(village: SmallVillage, client: LintingClient) -> LintingClient:
    sign_in(client, village, "clerk")
    return client


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.get_data(as_text=True)[-2000:]
    return str(response.get_data(as_text=True))


def term_of(village: SmallVillage, role: str) -> OfficeTerm:
    ctx = village.ctx("clerk")
    return ctx.session.execute(select(OfficeTerm).where(OfficeTerm.resident_id == village.people[role])).scalar_one()


def test_the_page_tells_who_holds_what_and_what_the_law_misses(village: SmallVillage, clerk: LintingClient) -> None:
    page = text(clerk.get(f"{BASE}/offices"))
    assert page.count(f"{BASE}/offices/new?office=") >= 1
    text(clerk.get(f"{BASE}/offices/representatives"))
    text(clerk.get(f"{BASE}/offices/representatives?page=99"))


def test_an_office_is_found_filled_and_ended(village: SmallVillage, clerk: LintingClient) -> None:
    choose = text(clerk.get(f"{BASE}/offices/new?q=00030&office=group_leader"))
    assert f"{BASE}/offices/new/" in choose
    fill = f"{BASE}/offices/new/{village.people['villager']}?office=group_leader"
    assert 'selected value="group_leader"' in text(clerk.get(fill))
    answer = clerk.submit(fill, {"office": "group_leader", "since": "2026-03-01", "constituency": "", "title": "一组"})
    assert answer.status_code == 302
    term = term_of(village, "villager")
    assert (term.office, term.since, term.until) == (Office.GROUP_LEADER, date(2026, 3, 1), date(2031, 1, 10))
    end = f"{BASE}/offices/{term.id}/end"
    wrong = text(clerk.submit(end, {"on": "2036-01-01", "because": "搬走"}), 422)
    assert 'class="wrong"' in wrong
    assert "搬走" in wrong
    assert clerk.submit(end, {"on": "2026-03-02", "because": "搬走"}).status_code == 302
    assert term_of(village, "villager").ended_because == "搬走"


@pytest.mark.parametrize(
    ("role", "office", "code"),
    [
        ("villager", "committee_chair", "office.one_holder"),
        ("chair", "supervisor", "supervision.on_committee"),
        ("clerk", "supervisor", "supervision.clerk"),
        ("clerk", "clerk", "office.already_held"),
    ],
)
def test_what_stands_against_it_is_told(
    village: SmallVillage, clerk: LintingClient, role: str, office: str, code: str
) -> None:
    with pytest.raises(RuleBroken) as broken:
        fill_office(village.ctx("clerk"), village.people[role], Office(office), date(2026, 3, 1))
    assert code in [blocker.code for blocker in broken.value.blockers]
    fill = f"{BASE}/offices/new/{village.people[role]}"
    page = text(clerk.submit(fill, {"office": office, "since": "2026-03-01", "constituency": ""}), 422)
    assert 'class="why"' in page
    assert 'value="2026-03-01"' in page


def test_a_constituency_has_one_representative(village: SmallVillage) -> None:
    ctx = village.ctx("clerk")
    area = ctx.session.execute(select(Constituency.id).where(Constituency.number == 1)).scalar_one()
    for constituency, code in ((None, "office.constituency_missing"), (area, "office.constituency_taken")):
        with pytest.raises(RuleBroken) as broken:
            fill_office(
                village.ctx("clerk"), village.people["villager"], Office.REPRESENTATIVE, date(2026, 3, 1), constituency
            )
        assert [blocker.code for blocker in broken.value.blockers] == [code]


def test_a_day_far_away_is_a_slip(village: SmallVillage) -> None:
    with pytest.raises(RuleBroken) as broken:
        fill_office(village.ctx("clerk"), village.people["villager"], Office.GROUP_LEADER, date(2062, 3, 1))
    assert "office.since_far" in [blocker.code for blocker in broken.value.blockers]


def test_a_vacant_constituency_is_filled(village: SmallVillage, clerk: LintingClient) -> None:
    end = f"{BASE}/offices/{term_of(village, 'rep_3').id}/end"
    clerk.submit(end, {"on": "2026-03-02", "because": "辞职"})
    page = text(clerk.get(f"{BASE}/offices/representatives"))
    assert "office=representative&amp;constituency=3" in page
    area = term_of(village, "rep_3").constituency_id
    fill = f"{BASE}/offices/new/{village.people['villager']}?office=representative&constituency=3"
    assert f'selected value="{area}"' in text(clerk.get(fill))
    form = {"office": "representative", "since": "2026-03-02", "constituency": str(area)}
    assert clerk.submit(fill, form).status_code == 302
    log = text(clerk.get(f"{BASE}/log"))
    assert "representative," not in log
