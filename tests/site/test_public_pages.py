"""Pages anyone may read: they stand, in both languages, with a constant number of queries."""

from __future__ import annotations

from typing import Any

import pytest

from tests.council.builder import Council
from tests.harness.village import SmallVillage, sign_in, small_village
from webapp.audit.queries import head_of
from webapp.council.polls.operations import close_poll
from webapp.council.polls.rules import Vote


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    return small_village(acting)


@pytest.mark.parametrize("page", ["", "log", "log/0", "log/2", "powers", "council", "council?household=1-1", "sign-in"])
def test_a_public_page_stands_in_both_languages(village: SmallVillage, client: Any, page: str) -> None:
    for locale in ("zh_Hans", "en"):
        client.set_cookie("locale", locale)
        answer = client.get(f"/v/{village.village_id}/{page}")
        assert answer.status_code == 200


def test_an_unchanged_page_is_not_drawn_twice(village: SmallVillage, client: Any) -> None:
    first = client.get(f"/v/{village.village_id}/powers")
    again = client.get(f"/v/{village.village_id}/powers", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    sign_in(client, village, "chair")
    client.delete_cookie("session")
    after = client.get(f"/v/{village.village_id}/powers", headers={"If-None-Match": first.headers["ETag"]})
    assert after.status_code == 200
    assert "ETag" not in client.get(f"/v/{village.village_id}/log").headers, "witnesses sign it without an entry"


def test_my_representative_is_found_by_number_door_or_name(village: SmallVillage, client: Any) -> None:
    for asked in ("1", "00001", "1-1"):
        page = client.get(f"/v/{village.village_id}/council?household={asked}").get_data(as_text=True)
        assert "第1片" in page.split('class="found')[1].split("</ul>")[0]
    page = client.get(f"/v/{village.village_id}/council?household=nobody").get_data(as_text=True)
    assert 'class="found' not in page


@pytest.mark.parametrize("path", ["/v/411381105299/", "/v/999/", "/v/aaaaaaaaaaaa/", "/v/٤١١٣٨١١٠٥٢٠١/"])
def test_a_village_that_is_not_here_is_a_page_that_says_so(village: SmallVillage, client: Any, path: str) -> None:
    assert client.get(path).status_code == 404


def test_signing_in_and_out(village: SmallVillage, client: Any) -> None:
    assert sign_in(client, village, "chair").status_code == 302
    desk = client.get(f"/v/{village.village_id}/desk")
    assert desk.status_code == 200
    assert client.get("/v/411381105202/desk").status_code in (302, 404)


def test_five_wrong_passwords_and_the_door_is_shut_for_a_while(village: SmallVillage, client: Any, clock: Any) -> None:
    path = f"/v/{village.village_id}/sign-in"
    for _ in range(5):
        assert client.submit(path, {"sign_in_name": "chair", "password": "wrong"}, page=path).status_code == 422
    assert client.submit(path, {"sign_in_name": "chair", "password": "wrong"}, page=path).status_code == 429
    assert b"15" in client.submit(path, {"sign_in_name": "chair", "password": "three short words"}, page=path).data
    clock.advance(minutes=16)
    assert sign_in(client, village, "chair").status_code == 302


def test_a_cookie_of_one_village_is_worth_nothing_in_another(village: SmallVillage, acting: Any, client: Any) -> None:
    other = small_village(acting, 411381105202, "邻村")
    sign_in(client, village, "chair")
    answer = client.get(f"/v/{other.village_id}/desk")
    assert answer.status_code == 302
    assert "/sign-in" in answer.headers["Location"]


def test_a_ballot_cannot_be_read_on_the_log_while_the_vote_is_open(acting: Any, clock: Any, client: Any) -> None:
    council = Council(small_village(acting), clock)
    council.mandate()
    meeting = council.open([council.matter()])
    poll = council.poll(meeting)
    council.vote(poll, ["rep_1"], Vote.AGAINST)
    ctx = council.anyone()
    seq = head_of(ctx.session).size - 1
    address = f"/v/{ctx.village_id}/log/{seq}"
    assert "&#34;vote&#34;" not in client.get(address).get_data(as_text=True)
    close_poll(council.ctx("clerk"), poll.id)
    assert "&#34;vote&#34;:&#34;against&#34;" in client.get(address).get_data(as_text=True)
