"""Who looks at personal data is noted before they are shown; the supervisors and the person concerned can see it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from tests.harness.client import LintingClient
from tests.harness.clock import StoppedClock
from tests.harness.village import SmallVillage, sign_in, small_village
from webapp.audit.check import problems_of_village
from webapp.audit.models import LogEntry
from webapp.village.looks import showing
from webapp.village.looks.models import Look
from webapp.village.looks.rules import EVERYBODY, About, LookAt, Whose, hour_of, not_yet_noted, people

BASE = "/v/411381105201"


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    return small_village(acting)


@pytest.fixture
def clerk(village: SmallVillage, client: LintingClient) -> LintingClient:
    """The clerk, signed in."""
    assert sign_in(client, village, "clerk").status_code == 302
    return client


def looks(village: SmallVillage) -> list[Look]:
    with village.ctx("clerk").session as session:
        return list(session.scalars(select(Look).order_by(Look.seen_at, Look.id)))


def noted(village: SmallVillage) -> int:
    query = select(LogEntry.seq).where(LogEntry.event == "personal_data_seen")
    with village.ctx("clerk").session as session:
        return len(session.scalars(query).all())


def test_the_rules(clock: StoppedClock) -> None:
    one, two = people([EVERYBODY, EVERYBODY])[0], About(Whose.HOUSEHOLD, uuid.UUID(int=5))
    assert not_yet_noted([one, two, two], {EVERYBODY}) == [two]
    now = hour_of(clock())
    clock.advance(hours=1)
    assert hour_of(clock()) == now + 1


def test_a_look_is_noted_once_an_hour(village: SmallVillage, clerk: LintingClient, clock: StoppedClock) -> None:
    person = village.people["villager"]
    page = f"{BASE}/offices/new/{person}"
    for _again in range(3):
        assert clerk.get(page).status_code == 200
    (look,) = looks(village)
    assert (look.page, look.whose, look.about_id, noted(village)) == (LookAt.OFFICES, Whose.RESIDENT, person, 1)
    clerk.get(f"{BASE}/kinship/{person}")
    assert noted(village) == 2, "another page is another reason"
    clock.advance(hours=1)
    clerk.get(page)
    assert noted(village) == 3
    session = village.ctx("clerk").session
    for entry in session.scalars(select(LogEntry).where(LogEntry.event == "personal_data_seen")):
        assert person.hex not in entry.body.decode(), "whose data it was is for the supervisors"
        assert village.accounts["clerk"].hex not in entry.body.decode() + entry.actor, "and so is who looked"
    assert list(problems_of_village(session)) == []


def test_who_only_asks_ahead_sees_nothing_and_is_not_noted(village: SmallVillage, clerk: LintingClient) -> None:
    page = f"{BASE}/offices/new/{village.people['villager']}"
    assert clerk.head(page).status_code == 204
    for header, value in (("Sec-Purpose", "prefetch;prerender"), ("Purpose", "prefetch"), ("X-Moz", "prefetch")):
        answer = clerk.get(page, headers={header: value})
        assert (answer.status_code, answer.data) == (503, b"")
    assert looks(village) == []


def test_without_the_note_the_page_is_not_shown(
    village: SmallVillage, clerk: LintingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*_arguments: Any) -> None:
        raise OperationalError("insert", {}, Exception("attempt to write a readonly database"))

    monkeypatch.setattr(showing, "note_looks", read_only)
    answer = clerk.get(f"{BASE}/register?q=赵")
    assert answer.status_code == 503
    assert "须先记录查阅人才能显示" in answer.text
    assert "出生" not in answer.text
    assert clerk.get(f"{BASE}/register").status_code == 200, "a page without anybody's data needs no note"


PAGES = {
    "register?q=赵": LookAt.REGISTER_SEARCH,
    "offices/new?q=赵": LookAt.OFFICES,
    "kinship?q=赵": LookAt.KINSHIP,
    "departures?q=赵": LookAt.DEPARTURES,
    "departures/new/{person}": LookAt.DEPARTURES,
    "invitations": LookAt.INVITATIONS,
    "invitations/new/{person}": LookAt.INVITATIONS,
    "constituencies/1": LookAt.CONSTITUENCIES,
    "households/{home}/move": LookAt.CONSTITUENCIES,
}


def test_every_page_that_shows_more_than_the_name_notes_it(village: SmallVillage, clerk: LintingClient) -> None:
    keys = {"person": village.people["villager"], "home": village.households[0]}
    for address, page in PAGES.items():
        before = len(looks(village))
        assert clerk.get(f"{BASE}/{address.format(**keys)}").status_code in (200, 302), address
        new = looks(village)[before:]
        assert all(look.page == page for look in new), address
        assert new or address.startswith("households"), address
    clerk.post(f"{BASE}/register/export", data={"form": "csv", "csrf_token": _token(clerk)})
    assert [look.about_id for look in looks(village) if look.page == LookAt.REGISTER_EXPORT] == [EVERYBODY]


def _token(client: LintingClient) -> str:
    page = client.get(f"{BASE}/password").text
    return page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]


def test_the_person_and_the_supervisors_can_see_it(app: Any, village: SmallVillage, clerk: LintingClient) -> None:
    clerk.get(f"{BASE}/kinship/{village.people['villager']}")
    clerk.get(f"{BASE}/constituencies/1")
    theirs = app.test_client()
    sign_in(theirs, village, "villager")
    mine = theirs.get(f"{BASE}/my-data").text
    assert "clerk" in mine
    assert "核定谁应当回避" in mine
    assert theirs.get(f"{BASE}/looks").status_code == 403
    others = app.test_client()
    sign_in(others, village, "villager_2")
    assert "核定谁应当回避" not in others.get(f"{BASE}/my-data").text
    supervisor = app.test_client()
    sign_in(supervisor, village, "supervisor")
    every = supervisor.get(f"{BASE}/looks").text
    assert "核定谁应当回避" in every
    assert "片区内的农户" in every
    assert "没有符合条件的查阅记录" in supervisor.get(f"{BASE}/looks?q=nobody").text
    assert app.test_client().get(f"{BASE}/my-data").status_code == 302
