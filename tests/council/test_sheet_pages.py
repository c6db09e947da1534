"""The tellers' pages, as a teller with a phone, the scrutineer and everybody else meet them; every page is linted."""

from __future__ import annotations

import io
from typing import Any

import pytest
from sqlalchemy import select

from tests.council.builder import ROLES, Council
from tests.council.counting import PHOTO, SCRUTINEER, TELLERS, Counting, counting
from tests.council.test_pages import BASE, people, text
from tests.harness.client import LintingClient
from webapp.council.polls import operations as polls
from webapp.council.polls.rules import Channel, Question, Secrecy
from webapp.council.sheets import operations as sheets
from webapp.village.register.models import Resident

__all__ = ["people"]
POLL = "/meetings/2026-1/polls/1"
SHEETS = POLL + "/sheets"


@pytest.fixture
def hall(council: Council) -> Counting:
    return counting(council, ROLES[:12])


def send(client: LintingClient, path: str, fields: dict[str, Any], page: str = "") -> Any:
    return client.submit(BASE + path, fields, page=BASE + (page or path))


def name_of(council: Council, role: str) -> str:
    session = council.anyone().session
    return str(session.scalar(select(Resident.name).where(Resident.id == council.village.people[role])))


def test_from_an_open_sheet_to_the_public_count(people: Any, hall: Counting) -> None:
    one, two, watcher = (people(role) for role in (*TELLERS, SCRUTINEER))
    assert send(one, SHEETS, {"channel": "hands"}).status_code == 302
    first, second = hall.seat("rep_1"), hall.seat("rep_2")
    assert send(one, SHEETS + "/1/entry", {f"seat-{first}": "for", f"seat-{second}": "for"}).status_code == 302
    assert "赞成" in text(one, SHEETS + "/1")
    for other in (two, watcher, people(""), people("clerk"), people("rep_1")):
        assert "赞成" not in text(other, SHEETS + "/1")
    send(two, SHEETS + "/1/entry", {f"seat-{first}": "for", f"seat-{second}": "against"})
    shown = text(one, SHEETS + "/1")
    assert shown.count('class="differs"') == 3
    assert "反对" not in text(people("chair"), SHEETS + "/1")
    assert 'value="against" checked' in text(two, SHEETS + "/1/entry")
    send(two, SHEETS + "/1/entry", {f"seat-{first}": "for", f"seat-{second}": "for"})
    page = text(watcher, SHEETS + "/1")
    digest = page.split('name="digest" value="')[1].split('"')[0]
    assert send(watcher, SHEETS + "/1/confirm", {"digest": "0"}, SHEETS + "/1").status_code == 422
    assert send(watcher, SHEETS + "/1/confirm", {"digest": digest}, SHEETS + "/1").status_code == 302
    assert "赞成" not in text(people(""), SHEETS + "/1")
    polls.close_poll(hall.council.ctx("clerk"), hall.poll.id)
    assert "赞成" in text(people(""), SHEETS + "/1")
    text(people(""), SHEETS)
    text(people(""), POLL)


def test_the_refusal_names_todays_tellers(people: Any, hall: Counting) -> None:
    hall.open()
    refused = text(people("clerk"), SHEETS + "/1/entry", 403)
    for role in TELLERS:
        assert name_of(hall.council, role) in refused
    assert name_of(hall.council, SCRUTINEER) not in refused


def test_who_voted_by_phone_is_named_with_what_to_do(people: Any, hall: Counting) -> None:
    sheet = hall.open()
    hall.enter(sheet, hall.names({"rep_1": "for"}))
    hall.council.vote(hall.poll, ["rep_1"])
    watcher = people(SCRUTINEER)
    digest = text(watcher, SHEETS + "/1").split('name="digest" value="')[1].split('"')[0]
    answer = send(watcher, SHEETS + "/1/confirm", {"digest": digest}, SHEETS + "/1")
    assert answer.status_code == 422
    assert name_of(hall.council, "rep_1") in answer.get_data(as_text=True)
    entry = text(people(TELLERS[0]), SHEETS + "/1/entry")
    assert f"seat-{hall.seat('rep_1')}" not in entry


def test_counts_keep_what_was_typed(people: Any, hall: Counting) -> None:
    hall.open(Channel.HANDS_COUNTED)
    counts = {"count-for": "７", "count-against": "two", "count-abstain": "0"}
    answer = send(people(TELLERS[0]), SHEETS + "/1/entry", counts)
    assert answer.status_code == 422
    assert 'value="７"' in answer.get_data(as_text=True)
    assert send(people(TELLERS[0]), SHEETS + "/1/entry", counts | {"count-against": "2"}).status_code == 302


def test_papers_are_handed_out_and_counted_line_by_line(people: Any, council: Council) -> None:
    hall = counting(council, secrecy=Secrecy.SECRET, question=Question.UP_TO, options=["甲", "乙", "丙"], most=2)
    one = people(TELLERS[0])
    for role in ROLES[:3]:
        assert send(one, SHEETS + "/papers", {"seat": hall.seat(role)}).status_code == 200
    assert send(one, SHEETS + "/papers", {"seat": hall.seat("rep_12")[::-1]}).status_code == 404
    hall.open(Channel.PAPER)
    assert send(one, SHEETS + "/1/entry", {"slips": "1 2\nfoo"}).status_code == 422
    assert send(one, SHEETS + "/1/entry", {"slips": "1 2\nx\n3"}).status_code == 302
    assert "1 2" in text(one, SHEETS + "/1/entry")
    hall.enter(sheet := hall.open(Channel.PAPER), {"slips": [[1]]})
    hall.photograph(sheet)
    hall.confirm(sheet)
    text(one, SHEETS + "/1")


def test_few_secret_papers_are_not_published(people: Any, council: Council) -> None:
    hall = counting(council, secrecy=Secrecy.SECRET)
    hall.hand_out(ROLES[:3])
    hall.settle(Channel.PAPER, {"for": 3, "against": 0, "abstain": 0, "spoiled": 0})
    assert "sheet-lines" not in text(people(""), SHEETS + "/1")
    assert "sheet-lines" in text(people(SCRUTINEER), SHEETS + "/1")


def test_the_photograph_is_for_tellers_and_scrutineer(people: Any, hall: Counting) -> None:
    hall.open(Channel.PAPER)
    one = people(TELLERS[0])
    text(one, SHEETS + "/1/photo", 404)
    answer = send(one, SHEETS + "/1/photograph", {"photo": (io.BytesIO(PHOTO), "sheet.gif")})
    assert answer.status_code == 302
    bad = send(one, SHEETS + "/1/photograph", {"photo": (io.BytesIO(b"GIF89a...."), "sheet.jpg")})
    assert bad.status_code == 422
    assert send(one, SHEETS + "/1/photograph", {}).status_code == 422
    shown = one.get(BASE + SHEETS + "/1/photo")
    assert (shown.mimetype, shown.data, shown.headers["Cache-Control"]) == ("image/png", PHOTO, "no-store")
    assert people(SCRUTINEER).get(BASE + SHEETS + "/1/photo").status_code == 200
    assert people("clerk").get(BASE + SHEETS + "/1/photo").status_code == 403
    assert people("").get(BASE + SHEETS + "/1/photo").status_code == 302


def test_corrections_and_putting_away_ask_why(people: Any, hall: Counting) -> None:
    hall.settle(Channel.HANDS, hall.names({"rep_1": "for"}))
    one = people(TELLERS[0])
    assert send(one, SHEETS + "/1/correct", {"reason": ""}).status_code == 422
    assert send(one, SHEETS + "/1/correct", {"reason": "看错"}).status_code == 302
    text(one, SHEETS + "/2")
    assert f"seat-{hall.seat('rep_1')}" in text(one, SHEETS + "/2/entry")
    assert send(one, SHEETS + "/2/drop", {"reason": "没有错"}).status_code == 302
    assert send(one, SHEETS + "/2/drop", {"reason": "没有错"}).status_code == 422
    text(people("clerk"), SHEETS + "/1/correct", 403)


def test_tellers_are_appointed_through_the_page(people: Any, council: Council) -> None:
    council.open([council.matter()])
    page = "/meetings/2026-1/tellers"
    clerk = people("clerk")
    person = name_of(council, "rep_9")
    assert send(clerk, page, {"role": "teller", "name": "没有此人"}).status_code == 422
    key = council.village.people["rep_9"].hex
    assert send(clerk, page, {"role": "teller", "name": person, "person": key}).status_code == 302
    assert send(clerk, page, {"role": "scrutineer", "name": person, "person": key}).status_code == 422
    assert person in text(people(""), "/meetings/2026-1")
    shown = text(clerk, page)
    relieve = shown.split("/tellers/")[1].split("/relieve")[0]
    assert send(clerk, f"{page}/{relieve}/relieve", {}, page).status_code == 302
    text(people("rep_1"), page, 403)


def test_strange_addresses(people: Any, hall: Counting) -> None:
    hall.open()
    for path in (SHEETS + "/9", POLL[:-1] + "9/sheets", SHEETS + "/x", SHEETS + "/1/photo/2"):
        text(people(""), path, 404)
    assert send(people(TELLERS[0]), SHEETS, {"channel": "smoke"}).status_code == 302
    assert send(people(TELLERS[0]), SHEETS, {"channel": "browser"}).status_code == 422


def test_a_sheet_waits_on_the_desk_of_those_who_count(people: Any, hall: Counting) -> None:
    desks = {role: people(role) for role in (*TELLERS, SCRUTINEER, "rep_1")}

    def waits() -> list[str]:
        return [role for role, person in desks.items() if "polls/1/sheets/1" in text(person, "/desk")]

    sheet = hall.open()
    assert waits() == list(TELLERS)
    for_one = hall.names({"rep_1": "for"})
    sheets.enter_sheet(hall.council.ctx(TELLERS[0]), sheet.id, for_one)
    assert waits() == [TELLERS[1]]
    sheets.enter_sheet(hall.council.ctx(TELLERS[1]), sheet.id, hall.names({"rep_1": "against"}))
    assert waits() == list(TELLERS)
    sheets.enter_sheet(hall.council.ctx(TELLERS[1]), sheet.id, for_one)
    assert waits() == [SCRUTINEER]
    hall.confirm(sheet)
    assert waits() == []
