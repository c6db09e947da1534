"""What no keyboard sends reaches the hall's pages all the same: a NUL, a number of hundreds of digits, a stranger's key."""

from __future__ import annotations

from typing import Any

import pytest

from tests.council.builder import ROLES, Council
from tests.council.test_pages import BASE, people

__all__ = ["people"]
HUGE, NUL = "9" * 400, "王\x00"


@pytest.mark.both_databases
def test_pages_of_the_hall_answer_with_sentences(people: Any, council: Council) -> None:
    council.mandate()
    meeting = council.open([council.matter()], ROLES[:12])
    council.poll(meeting)
    clerk, here = people("clerk"), f"{BASE}/meetings/2026-1"
    asked = [
        ("/hall", {"q": NUL}),
        ("/hall", {"q": HUGE}),
        ("/hall", {"page": HUGE}),
        ("/items/1/vote", {"amendment": HUGE}),
        ("/items/1/signatures", {"area": NUL}),
        ("/polls/1/papers/ballots", {"copies": HUGE}),
        ("/check-in", {"code": NUL}),
        (f"/polls/{HUGE}", {}),
        (f"/items/{HUGE}/said", {}),
    ]
    told = {(path, str(query)[:20]): clerk.get(here + path, query_string=query).status_code for path, query in asked}
    assert {key: status for key, status in told.items() if status >= 500} == {}


@pytest.mark.both_databases
def test_every_search_takes_a_nul(people: Any, council: Council) -> None:
    for page in ("departures", "offices/new", "kinship", "register", "invitations"):
        assert people("clerk").get(f"{BASE}/{page}", query_string={"q": NUL}).status_code == 200, page


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_no_calendar_of_the_village_knows_is_answered_with_a_sentence(
    people: Any, council: Council, day: str
) -> None:
    matter = council.matter()
    about = {"title": "会", "place": "村委会", "day": day, "hour": "19:00", "matters": matter.id.hex}
    forms = {
        "meetings/new": about,
        "meetings/new/assembly": about | {"count_by": "persons"},
        "mandates/new": {"kinds": "levy", "since": day, "until": "2030-12-31", "decision": "村民会议"},
        "mandates/new?": {"kinds": "levy", "since": "2026-01-01", "until": day, "decision": "村民会议"},
        f"departures/new/{council.village.people['rep_1']}": {"because": "died", "on": day},
    }
    told, clerk = {}, people("clerk")
    for path, data in forms.items():
        page = f"{BASE}/{path}"
        answer = clerk.submit(page, data, page=page)
        told[path] = answer.status_code if "1900" in answer.text else (answer.status_code, "says nothing of the year")
    assert set(told.values()) == {422}, told


def test_ten_megabytes_in_any_form_of_the_council_are_refused_with_a_sentence(people: Any, council: Council) -> None:
    council.mandate()
    meeting = council.open([council.matter()], ROLES[:12])
    council.poll(meeting)
    clerk, text = people("clerk"), "水" * 3_500_000
    found = {}
    for path in (
        "meetings/new",
        "mandates/new",
        "calls/new",
        "meetings/2026-1/items/1/vote",
        "meetings/2026-1/minutes",
    ):
        answer = clerk.post(f"{BASE}/{path}", data={"text": text, "csrf_token": "x"})
        found[path] = answer.status_code
    assert set(found.values()) == {413}, found
