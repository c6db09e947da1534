"""Invitations, first sign-in and one's own account, as people go through them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.harness.client import LintingClient
from tests.harness.village import PASSWORD, SmallVillage, sign_in, small_village
from webapp.core.errors import Conflict, InvalidInput, RuleBroken
from webapp.village.accounts.models import Account
from webapp.village.accounts.operations import invite, invite_all
from webapp.village.accounts.queries import names_for
from webapp.village.accounts.rules import Namesake, suggested_names
from webapp.village.register.models import Resident

BASE = "/v/411381105201"
LINK = re.compile(r"http://127\.0\.0\.1(/v/\d{12}/join/[\w-]+)")


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    return small_village(acting)


@pytest.fixture
def clerk(village: SmallVillage, client: LintingClient) -> LintingClient:
    sign_in(client, village, "clerk")
    return client


@pytest.fixture
def visitor(app: Flask) -> Any:
    """Another person's browser."""
    return app.test_client()


def text(response: Any, status: int = 200) -> str:
    assert response.status_code == status, response.get_data(as_text=True)[-2000:]
    return str(response.get_data(as_text=True))


def stranger(village: SmallVillage) -> Any:
    """Somebody of the register without an account."""
    ctx = village.ctx("clerk")
    taken = select(Account.resident_id)
    return ctx.session.execute(select(Resident).where(Resident.id.not_in(taken)).limit(1)).scalar_one()


@pytest.mark.both_databases
def test_a_person_is_invited_joins_and_signs_in(village: SmallVillage, clerk: LintingClient, visitor: Any) -> None:
    person = stranger(village)
    asked = clerk.get(f"{BASE}/invitations?q={person.name}").get_data(as_text=True)
    path = f"{BASE}/invitations/new/{person.id}"
    assert path in asked
    assert f'value="{person.name}"' in text(clerk.get(path))
    shown = text(clerk.submit(path, {"sign_in_name": "12900000001"}))
    link = LINK.search(shown)
    assert link is not None
    assert "<svg" in shown
    join = link.group(1)
    weak = text(visitor.submit(join, {"password": "12900000001"}), 422)
    assert 'class="wrong"' in weak
    assert 'class="wrong"' in text(visitor.submit(join, {"password": "short"}), 422)
    assert visitor.submit(join, {"password": PASSWORD}).status_code == 302
    assert person.name in text(visitor.get(f"{BASE}/account"))
    assert visitor.get(join).status_code == 422
    visitor.submit(f"{BASE}/sign-out", page=f"{BASE}/account")
    path = f"{BASE}/sign-in"
    assert visitor.submit(path, {"sign_in_name": "12900000001", "password": PASSWORD}).status_code == 302


def test_a_new_link_ends_the_old_one(village: SmallVillage, visitor: Any) -> None:
    person = stranger(village)
    first = invite(village.ctx("clerk"), person.id, "somebody")
    second = invite(village.ctx("clerk"), person.id, "somebody")
    assert visitor.get(f"{BASE}/join/{first}").status_code == 422
    assert visitor.get(f"{BASE}/join/{second}").status_code == 200
    assert visitor.get(f"{BASE}/join/{'x' * 32}").status_code == 404


def test_a_name_is_one_persons(village: SmallVillage, clerk: LintingClient) -> None:
    person = stranger(village)
    for name, error in (("chair", Conflict), ("two words", InvalidInput), ("x", InvalidInput)):
        with pytest.raises(error):
            invite(village.ctx("clerk"), person.id, name)
        page = text(clerk.submit(f"{BASE}/invitations/new/{person.id}", {"sign_in_name": name}), 422)
        assert 'class="wrong"' in page
        assert f'value="{name}"' in page


def test_all_are_invited_or_none(village: SmallVillage) -> None:
    person = stranger(village)
    with pytest.raises(RuleBroken):
        invite_all(village.ctx("clerk"), {person.id: "somebody", village.people["villager"]: "villager"})
    accounts = select(Account).where(Account.resident_id == person.id)
    assert village.ctx("clerk").session.execute(accounts).scalar_one_or_none() is None


def test_suggested_names() -> None:
    people = [
        Namesake(1, "12900000001", "王秀兰", "1"),
        Namesake(2, "12900000001", "王 明", "1"),
        Namesake(3, "", "王明", "12"),
        Namesake(4, "", "李军", "3"),
    ]
    found = suggested_names(people, {"李军": 9})
    assert found == {1: "12900000001", 2: "王明", 3: "王明12", 4: "李军3"}


def test_a_name_that_is_there_stays(village: SmallVillage) -> None:
    ctx = village.ctx("clerk")
    person = stranger(village)
    names = names_for(ctx.session, [village.people["chair"], person.id])
    assert (names[village.people["chair"]], names[person.id]) == ("chair", person.name)


def test_a_sheet_for_everyone_who_has_not_joined(village: SmallVillage, clerk: LintingClient) -> None:
    page = f"{BASE}/invitations"
    assert clerk.submit(f"{page}/sheet", {"whom": "everyone"}, page=page).status_code == 302
    ctx = village.acting()
    for role in ("rep_1", "rep_2"):
        account = ctx.session.execute(select(Account).where(Account.sign_in_name == role)).scalar_one()
        account.password_hash = ""
    ctx.session.commit()
    shown = text(clerk.get(page))
    assert "(2)" in shown
    sheet = text(clerk.submit(f"{page}/sheet", {"whom": "representative"}, page=page))
    assert len(set(LINK.findall(sheet))) == 2
    assert clerk.submit(f"{page}/sheet", {"whom": "nobody"}, page=page).status_code == 302


def test_changing_the_password_asks_for_the_present_one(village: SmallVillage, clerk: LintingClient) -> None:
    path = f"{BASE}/password"
    wrong = text(clerk.submit(path, {"current": "not it", "password": "another good one"}), 422)
    assert 'id="current-wrong"' in wrong
    assert 'id="password-wrong"' in text(clerk.submit(path, {"current": PASSWORD, "password": "clerk"}), 422)
    assert clerk.submit(path, {"current": PASSWORD, "password": "another good one"}).status_code == 302
    assert clerk.get(f"{BASE}/account").status_code == 200
    for _ in range(5):
        clerk.submit(path, {"current": "not it", "password": "yet another one"})
    assert clerk.submit(path, {"current": "not it", "password": "yet another one"}).status_code == 429


def test_signing_out_everywhere(village: SmallVillage, clerk: LintingClient, visitor: Any) -> None:
    sign_in(visitor, village, "clerk")
    clerk.submit(f"{BASE}/sign-out", {"everywhere": "1"}, page=f"{BASE}/account")
    assert visitor.get(f"{BASE}/account").status_code == 302
