"""Finding in the log, as everybody and as a supervisor: the sentence, the thing, the bytes, and what stays unfound."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.branch.matters import villagers_matter
from tests.committee.decided import decided
from tests.harness.client import LintingClient
from tests.harness.clock import StoppedClock
from tests.harness.notices import hang_typed
from tests.harness.village import SmallVillage, sign_in, small_village
from webapp.audit.models import BALLOTS, LogEntry
from webapp.board.operations import raise_objection
from webapp.board.rules import NoticeKind
from webapp.branch.matters.operations import cosign
from webapp.core.events import Event
from webapp.council.queries import BALLOT_EVENTS
from webapp.site import kinds_of_entries
from webapp.site.kinds_of_entries import KINDS, OWN_AFFAIRS, EntryKind, events_of, every_event, kind_of
from webapp.site.wording import EVENTS, event_sentence

FIND = "/v/411381105201/log/find"
NUMBERS = re.compile(r'/log/(\d+)">#')


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    return small_village(acting)


def numbers(client: LintingClient, **filters: Any) -> list[int]:
    """The numbers of the entries that a page of finds shows."""
    return [int(found) for found in NUMBERS.findall(client.get(FIND, query_string=filters).text)]


def events(village: SmallVillage, found: list[int]) -> set[str]:
    with village.ctx("clerk").session as session:
        return set(session.scalars(select(LogEntry.event).where(LogEntry.seq.in_(found))))


def test_every_event_is_of_a_kind_and_every_kind_is_worded() -> None:
    assert not [event.name for event in every_event() if kind_of(event) is None], "name the room in ROOMS"
    assert KINDS.keys() == set(EntryKind)
    names = {event.name for event in every_event()}
    assert names >= OWN_AFFAIRS | set(BALLOTS)
    assert events_of(EntryKind.BALLOTS) == set(BALLOTS)
    assert set(BALLOTS) == {name for name in BALLOT_EVENTS if not name.startswith("sheet_")}
    assert set(kinds_of_entries.ROOMS.values()) | {EntryKind.BALLOTS} == set(EntryKind)


def _told(event: type[Event]) -> Iterator[str]:
    facts = dict.fromkeys(event.__annotations__, "2026-03-12")
    yield event_sentence({"event": event.name, "facts": facts})
    yield event_sentence({"event": event.name, "facts": {}})


def test_every_entry_is_a_sentence_in_both_languages(app: Flask) -> None:
    for event in every_event():
        with app.test_request_context("/", headers={"Cookie": "locale=en"}):
            english = list(_told(event))
        with app.test_request_context("/", headers={"Cookie": "locale=zh_Hans"}):
            chinese = list(_told(event))
        assert all(english), event.name
        assert "%(" not in str([english, chinese]), event.name
        assert all(re.search(r"[\u4e00-\u9fff]", told) for told in chinese), f"{event.name} is not in the catalogue"
    assert {event.name for event in every_event()} <= EVENTS.keys()


def test_filters_work_together(app: Flask, village: SmallVillage, clock: StoppedClock) -> None:
    matter, _resolution = decided(village)
    clock.advance(days=2)
    hang_typed(village, NoticeKind.AFFAIRS, "二月用水", "每户 12 方。")
    anyone: LintingClient = app.test_client()
    everything = numbers(anyone)
    assert everything == sorted(everything, reverse=True)
    notice, *_ = numbers(anyone, since="2026-03-04")
    hung = numbers(anyone, person="clerk", kind="notices", since="2026-03-04", until="2026-03-04")
    assert notice in hung
    assert events(village, hung) == {"draft_written", "draft_hung", "notice_hung"}
    assert numbers(anyone, person="clerk", until="2026-03-03", kind="notices", body="supervision") == []
    assert events(village, numbers(anyone, body="supervision")) == {"draft_reviewed", "opinion_given"}
    found = numbers(anyone, matter=matter.short_number)
    assert notice not in found
    assert "opinion_given" in events(village, found)
    spoken = numbers(anyone, matter=matter.short_number, body="supervision")
    assert events(village, spoken) == {"opinion_given"}
    assert set(spoken) < set(numbers(anyone, body="supervision"))
    key = village.accounts["chair"].hex
    assert numbers(anyone, person=key) == numbers(anyone, person="chair") != []
    assert numbers(anyone, kind="work", matter=matter.short_number, person="operator") == []
    page = anyone.get(FIND, query_string={"kind": "looks"}).text
    assert "没有查到" in page


def test_what_cannot_be_read_is_said_beside_its_field(app: Flask, village: SmallVillage) -> None:
    anyone: LintingClient = app.test_client()
    for wrong in (
        {"since": "yesterday"},
        {"since": "0001-01-01"},
        {"until": "2026-99-99"},
        {"since": "2026-03-02", "until": "2026-03-01"},
        {"person": "张无名"},
        {"matter": "2026-99"},
        {"matter": "'; drop"},
        {"kind": "x\0y"},
        {"body": "everyone"},
    ):
        answer = anyone.get(FIND, query_string=wrong)
        assert answer.status_code == 200, wrong
        assert 'aria-invalid="true"' in answer.text, wrong
        assert "没有进行查找" in answer.text, wrong
    assert anyone.get(FIND, query_string={"before": "x" * 50}).status_code == 200
    assert anyone.get(FIND, query_string={"entry": "#0"}).headers["Location"].endswith("/log/0")
    assert "没有编号为" in anyone.get(FIND, query_string={"entry": "99999"}, follow_redirects=True).text


def test_what_is_personal_is_found_by_nobody(app: Flask, village: SmallVillage) -> None:
    notice = hang_typed(village, NoticeKind.AFFAIRS, "二月用水", "每户 12 方。")
    gathering = villagers_matter(village, "villager")
    before = numbers(app.test_client(), person="rep_3")
    cosign(village.ctx("rep_3"), gathering.id)
    raise_objection(village.ctx("rep_3"), notice.id, "我家没有用这么多。")
    supervisor, anyone = app.test_client(), app.test_client()
    sign_in(supervisor, village, "supervisor")
    for client in (anyone, supervisor):
        assert numbers(client, person="rep_3") == before == numbers(client, person=village.accounts["rep_3"].hex)
        assert "matter_cosigned" not in events(village, numbers(client, body="council") or [-1])
        assert "aria-invalid" in client.get(FIND, query_string={"person": "villager"}).text, "no office, no name"
        assert "aria-invalid" in client.get(FIND, query_string={"person": "person"}).text
    assert "aria-invalid" in anyone.get(FIND, query_string={"matter": gathering.short_number}).text
    assert numbers(supervisor, matter=gathering.short_number)
    supervisor.submit("/v/411381105201/sign-out", {"everywhere": "1"}, page="/v/411381105201/account")
    assert "signed_out" not in events(village, numbers(anyone, person="supervisor") or [-1])
    sign_in(supervisor, village, "supervisor_2")
    assert "signed_out" in events(village, numbers(supervisor, person="supervisor"))


def test_the_bytes_of_an_entry_hash_to_what_its_page_says(app: Flask, village: SmallVillage) -> None:
    hang_typed(village, NoticeKind.AFFAIRS, "二月用水", "每户 12 方。")
    anyone: LintingClient = app.test_client()
    seq = numbers(anyone, kind="notices")[0]
    page = anyone.get(f"/v/411381105201/log/{seq}").text
    file = anyone.get(f"/v/411381105201/log/{seq}/bytes")
    assert file.headers["Content-Disposition"] == f"attachment; filename=entry-411381105201-{seq}.json"
    assert hashlib.sha256(b"\0" + file.data).hexdigest() in page
    assert f"{{ printf &#39;\\000&#39;; cat entry-411381105201-{seq}.json; }} | sha256sum" in page or (
        f"{{ printf '\\000'; cat entry-411381105201-{seq}.json; }} | sha256sum" in page
    )
    thing = re.search(r'href="(/v/411381105201/about/notice/[0-9a-f]{32})"', page)
    assert thing
    assert "/board/2026-1" in anyone.get(thing[1]).headers["Location"]
    assert anyone.get("/v/411381105201/log/99999/bytes").status_code == 404


def test_a_supervisor_takes_out_what_was_found(app: Flask, village: SmallVillage, client: LintingClient) -> None:
    hang_typed(village, NoticeKind.AFFAIRS, "=1+1", "每户 12 方。")
    sign_in(client, village, "supervisor")
    page = f"{FIND}?kind=notices"
    answer = client.submit(f"{FIND}/file", {"kind": "notices"}, page=page)
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len(rows) == 1 + len(numbers(client, kind="notices"))
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell]
    assert "log_exported" in events(village, numbers(client, kind="supervision"))
    assert client.submit(f"{FIND}/file", {"matter": "2026-77"}, page=page).status_code == 302
    sign_in(client, village, "clerk")
    assert client.submit(f"{FIND}/file", {"kind": "notices"}, page="/v/411381105201/password").status_code == 403


def test_a_chain_stands_under_its_steps(app: Flask, village: SmallVillage, monkeypatch: pytest.MonkeyPatch) -> None:
    matter, _resolution = decided(village)
    anyone: LintingClient = app.test_client()
    path = f"/v/411381105201/matters/{matter.short_number}/log"
    page = anyone.get(path).text
    steps = re.findall(r"<h2>第 (\d) 步", page)
    assert steps == sorted(steps)
    assert len(steps) >= 2
    whole = [int(found) for found in NUMBERS.findall(page)]
    assert whole == sorted(whole)
    monkeypatch.setattr("webapp.site.matter_chain.PER_PAGE", 3)
    first = anyone.get(path).text
    after = re.search(r"after=(\d+)", first)
    assert after
    second = anyone.get(f"{path}?after={after[1]}").text
    parts = [int(found) for part in (first, second) for found in NUMBERS.findall(part)]
    assert parts == whole[:6]
