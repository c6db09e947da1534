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
