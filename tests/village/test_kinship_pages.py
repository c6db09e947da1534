"""Kinship that households do not tell: recorded, seen, struck out."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests.harness.client import LintingClient
from tests.harness.village import SmallVillage, sign_in, small_village
from webapp.audit.models import LogEntry
from webapp.core.errors import NotFound, RuleBroken
from webapp.village.kinship.models import Kinship
from webapp.village.kinship.operations import record_kinship, strike_kinship
from webapp.village.kinship.queries import near_relatives_of, relatives_of
from webapp.village.kinship.rules import KinKind, blockers_record
from webapp.village.offices.operations import fill_office
from webapp.village.offices.rules import Office

BASE = "/v/411381105201"


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    return small_village(acting)


@pytest.mark.both_databases
def test_a_brother_is_recorded_and_struck_out(village: SmallVillage) -> None:
    one, other = village.people["chair"], village.people["villager"]
    row = record_kinship(village.ctx("clerk"), one, KinKind.SIBLING, other)
    ctx = village.ctx("clerk")
    assert near_relatives_of(ctx.session, {one})[one][other] is KinKind.SIBLING
    assert [kin.kinship_id for kin in relatives_of(ctx.session, other)] == [row.id]
    entry = ctx.session.execute(select(LogEntry.body).where(LogEntry.event == "kinship_recorded")).scalar_one()
    assert other.hex.encode() not in entry
    with pytest.raises(RuleBroken) as broken:
        record_kinship(village.ctx("clerk"), other, KinKind.SPOUSE, one)
    assert broken.value.blockers[0].code == "kinship.known"
    strike_kinship(village.ctx("clerk"), row.id)
    assert relatives_of(village.ctx("clerk").session, other) == []
    with pytest.raises(NotFound):
        record_kinship(village.ctx("clerk"), one, KinKind.SPOUSE, uuid.uuid4())


def test_recorded_kinship_bars_from_the_committee_and_from_overseeing_it(village: SmallVillage) -> None:
    record_kinship(village.ctx("clerk"), village.people["chair"], KinKind.SIBLING, village.people["villager"])
    for office, code in ((Office.COMMITTEE_MEMBER, "committee.kin"), (Office.SUPERVISOR, "supervision.kin")):
        with pytest.raises(RuleBroken) as broken:
            fill_office(village.ctx("clerk"), village.people["villager"], office, date(2026, 3, 1))
        assert code in [blocker.code for blocker in broken.value.blockers]


def codes(kin: KinKind, person: int, relative: int, **known: Any) -> list[str]:
    facts = {"is_same": False, "known_as": None} | known
    found = blockers_record(kin, person=("甲", date(person, 1, 1)), relative=("乙", date(relative, 1, 1)), **facts)
    return [blocker.code for blocker in found]


def test_slips_are_noticed() -> None:
    assert codes(KinKind.PARENT, 1960, 1985) == []
    assert codes(KinKind.PARENT, 1985, 1960) == ["kinship.age"]
    assert codes(KinKind.CHILD, 1985, 1960) == []
    assert codes(KinKind.CHILD, 1960, 1985) == ["kinship.age"]
    assert codes(KinKind.GRANDPARENT, 1960, 1980) == ["kinship.age"]
    assert codes(KinKind.SIBLING, 1950, 1980) == []
    assert codes(KinKind.SPOUSE, 1950, 1980, is_same=True) == ["kinship.self"]


def test_the_pages(village: SmallVillage, client: LintingClient) -> None:
    sign_in(client, village, "clerk")
    one, other = village.people["chair"], village.people["villager"]
    assert f"{BASE}/kinship/" in client.get(f"{BASE}/kinship?q=00001").get_data(as_text=True)
    assert client.get(f"{BASE}/kinship/{one}?q=00020").status_code == 200
    add = f"{BASE}/kinship/{one}/add/{other}"
    assert client.submit(add, {"kin": "sibling"}).status_code == 302
    assert client.submit(add, {"kin": "spouse"}).status_code == 422
    ctx = village.ctx("clerk")
    key = ctx.session.execute(select(Kinship.id)).scalar_one()
    page = f"{BASE}/kinship/{one}"
    assert client.submit(f"{page}/strike/{key}", page=page).status_code == 302
    assert village.ctx("clerk").session.execute(select(Kinship)).scalars().all() == []
    assert client.get(f"{BASE}/kinship/{uuid.uuid4()}").status_code == 404
