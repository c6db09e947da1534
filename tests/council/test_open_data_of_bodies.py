"""Open data of every body: numbers for all, names only where the public pages show them (PIPL 6 and 25)."""

from __future__ import annotations

import json
from typing import Any

from tests.council.bodies import Bodies
from tests.council.builder import Council
from tests.council.counting import counting
from tests.council.test_pages import people
from webapp.council.polls.rules import Channel

__all__ = ["people"]
API = "/api/v1/villages/411381105201"


def read(browser: Any, path: str) -> Any:
    answer = browser.get(API + path)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


def test_an_assembly_is_there_without_anybodys_name(council: Council, people: Any) -> None:
    bodies = Bodies(council)
    bodies.grow()
    meeting = bodies.assembly()
    anyone = people("")
    [line] = read(anyone, "/meetings?body=assembly")["items"]
    assert (line["body"], line["count_by"], line["due"]) == ("assembly", "households", len(council.seats(meeting)))
    whole = read(anyone, "/meetings/2026-1")
    assert (whole["seats"], whole["record"], whole["agenda"][0]["amendments"]) == ([], None, [])
    told = json.dumps(whole, ensure_ascii=False)
    assert not [seat.name for seat in council.seats(meeting) if seat.name in told]


def test_a_sheet_says_its_number_and_hash_and_not_what_stands_on_it(council: Council, people: Any) -> None:
    hall = counting(council)
    sheet = hall.open(Channel.HANDS)
    hall.enter(sheet, hall.names({"rep_1": "against"}))
    [told] = read(people(""), "/meetings/2026-1/polls/1")["sheets"]
    assert (told["number"], told["channel"], told["state"], told["photo_sha256"]) == (1, "hands", "agreed", "")
    assert "against" not in json.dumps(told)


def test_the_duties_of_the_law_are_numbers(council: Council, people: Any) -> None:
    assert {one["body"] for one in read(people(""), "/duties")["items"]} >= {"representatives"}
    assert read(people(""), "/calls")["items"] == []
