"""Evidence taken away through the pages: it checks itself, hides what it must, and names what was tampered with."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from tests.council.builder import ROLES, Council
from tests.harness.clock import StoppedClock
from tests.harness.village import sign_in, small_village
from webapp.audit.bundles.sources import log_policy
from webapp.audit.evidence import log_keys
from webapp.audit.models import LogEntry, LogPreimage
from webapp.audit.verifier import layout
from webapp.audit.verifier.bundle import check_bundle
from webapp.audit.verifier.proof import read_proof, verify_proof
from webapp.branch.attachments.operations import add_attachment
from webapp.core.events import Event
from webapp.core.upkeep import upkeep
from webapp.council.ballots.box.rules import Slip
from webapp.council.meetings.models import Meeting
from webapp.council.polls import operations as polls
from webapp.council.polls.models import Ballot, Poll
from webapp.council.polls.rules import Channel, Secrecy, Terms, Vote
from webapp.site.wording import EVENTS
from webapp.supervision.bundles.rules import MOST_ENTRIES, OPEN_TO_SUPERVISORS, Readers, blockers_bundle

BASE = "/v/411381105201"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
BECAUSE = "我弟弟在那家公司"


class Evening:
    """A meeting with a named vote (one changed, one aside) and a secret one, and the application that shows it."""

    def __init__(self, app: Flask, council: Council) -> None:
        self.app, self.council = app, council
        log = app.extensions["yishi_log"]
        make = council.village.acting
        council.village.acting = lambda *a, **k: make(*a, **({"log": log} | k))
        council.village.acting.opened = make.opened  # type: ignore[attr-defined]
        council.mandate()
        self.matters = [council.matter(), council.matter("village_planning")]
        add_attachment(council.ctx("clerk"), self.matters[0].id, "报价.pdf", PDF)
        self.meeting: Meeting = council.open(self.matters)
        self.named: Poll = council.poll(self.meeting, 1)
        polls.declare_recusal(council.ctx("clerk"), self.named.id, council.seat(self.meeting, "rep_12").id, BECAUSE)
        council.vote(self.named, ROLES[:12], Vote.FOR)
        council.vote(self.named, ["rep_1", "rep_2"], Vote.AGAINST)
        self.client = app.test_client()

    def close(self) -> None:
        polls.close_poll(self.council.ctx("chair"), self.named.id)
        terms = Terms(secrecy=Secrecy.SECRET, channels=(Channel.BROWSER,))
        self.secret = self.council.poll(self.meeting, 2, terms=terms)
        for number, role in enumerate(ROLES[:14]):
            polls.cast_secret(self.council.ctx(role), self.secret.id, Slip("for" if number else "against"))
        polls.close_poll(self.council.ctx("chair"), self.secret.id)

    def files(self, address: str, status: int = 200) -> dict[str, bytes]:
        answer = self.client.get(f"{BASE}/{address}")
        assert answer.status_code == status, answer.get_data(as_text=True)[-2000:]
        return unpacked(answer.data)


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def evening(app: Flask, acting: Any, clock: StoppedClock) -> Evening:
    return Evening(app, Council(small_village(acting), clock))


def test_evidence_of_an_evening(evening: Evening) -> None:
    client, number = evening.client, evening.matters[0].short_number
    refused = client.get(f"{BASE}/matters/{number}/evidence")
    assert refused.status_code == 422
    assert "表决" in refused.get_data(as_text=True), "the vote is still open"
    evening.close()

    matter = evening.files(f"matters/{number}/evidence")
    report = check_bundle(matter)
    assert report.findings == []
    assert report.is_met
    assert [(poll.counted, poll.wrong) for poll in report.polls] == [({"for": 10, "against": 2, "abstain": 0}, "")]
    assert report.seen["attachments"] == 1
    assert report.seen["preimages"] == 0, "what was sealed about people is not for everybody"
    assert BECAUSE.encode() not in b"".join(matter.values())
    rules = json.loads(matter[layout.RULES])
    assert rules[0]["rules"]["rep.quorum"]["article"]
    again = client.get(f"{BASE}/matters/{number}/evidence").data
    assert unpacked(again) == matter
    assert again == client.get(f"{BASE}/matters/{number}/evidence").data

    meeting = check_bundle(evening.files(f"meetings/{evening.meeting.short_number}/evidence"))
    assert meeting.findings == []
    assert [poll.counted for poll in meeting.polls][1:] == [{"for": 13, "against": 1, "abstain": 0}]
    period = check_bundle(evening.files("evidence/period?since=2026-03-01&until=2026-03-31"))
    assert period.findings == []
    assert period.seen["entries"] == period.last - period.first + 1
    assert period.seen["polls"] == 2
    for wrong in ("since=2026-03-31&until=2026-03-01", "since=2027-01-01&until=2027-01-02", "since=x", "until="):
        assert client.get(f"{BASE}/evidence/period?{wrong}").status_code == 422
    assert client.get(f"{BASE}/matters/2026-99/evidence").status_code == 404


def test_those_who_oversee_get_what_they_need_and_the_log_notes_it(evening: Evening) -> None:
    evening.close()
    client = evening.client
    address, form = f"{BASE}/evidence/period", {"since": "2026-03-01", "until": "2026-03-31"}
    sign_in(client, evening.council.village, "villager")
    assert client.submit(address, form, page=f"{BASE}/account").status_code == 403
    sign_in(client, evening.council.village, "supervisor")
    taken = client.submit(address, form, page=f"{BASE}/evidence")
    assert taken.status_code == 200, taken.get_data(as_text=True)[-2000:]
    files = unpacked(taken.data)
    report = check_bundle(files)
    assert report.findings == []
    assert BECAUSE in files[layout.PREIMAGES].decode()
    session = evening.council.anyone().session
    noted = session.execute(select(LogEntry).where(LogEntry.event == "bundle_taken")).scalar_one()
    assert noted.actor == evening.council.village.accounts["supervisor"].hex

    with upkeep(session):
        session.execute(delete(LogPreimage).where(LogPreimage.salt != b""))
    again = unpacked(client.submit(address, form, page=f"{BASE}/evidence").data)
    erased = check_bundle(again)
    assert erased.findings == []
    assert BECAUSE not in again[layout.PREIMAGES].decode()
    assert again[layout.ENTRIES].startswith(files[layout.ENTRIES])
    assert check_bundle(files).is_good, "and what was taken before stays valid"
    assert client.get(f"{BASE}/evidence").status_code == 200


def test_receipts(evening: Evening) -> None:
    client, council = evening.client, evening.council
    session = council.anyone().session
    mine = ballot(council, evening.named, "rep_1")
    address = f"{BASE}/receipts/ballot/{mine.id}"
    seq = client.get(address).location.split("/")[-2]
    assert client.get(f"{BASE}/log/{seq}/bytes").status_code == 404, "a vote that is open is not for others to read"
    sign_in(client, council.village, "rep_1")
    assert "against" in client.get(f"{BASE}/log/{seq}/bytes").get_data(as_text=True)
    evening.close()
    page = client.get(address, follow_redirects=True).get_data(as_text=True)
    assert log_keys(session)[-1].key.text in page
    file = client.get(f"{BASE}/log/{seq}/proof")
    proof = read_proof(file.data)
    assert file.headers["Content-Disposition"].endswith(f'{seq}.tlog-proof"') or ".tlog-proof" in str(file.headers)
    assert verify_proof(proof, proof.extra, log_policy(session)).is_met
    own = client.get(f"{BASE}/log/{seq}/own").get_json()
    assert own["rows"][0]["table"] == "ballot"

    slip = ballot(council, evening.secret, "rep_1")
    where = client.get(f"{BASE}/receipts/ballot/{slip.id}").location.rsplit("/", 1)[0]
    said = [client.get(f"{where}/{part}").get_data(as_text=True) for part in ("receipt", "bytes", "own")]
    said.append(read_proof(client.get(f"{where}/proof").data).extra.decode())
    for text in said:
        assert not any(word in text for word in ('"for"', '"against"', "赞成", "反对")), text
    assert '\\"vote\\":null' in said[2]

    client.delete_cookie("session")
    assert "/sign-in" in client.get(f"{where}/own").location
    sign_in(client, council.village, "rep_2")
    assert client.get(f"{where}/own").status_code == 404
    leaf = client.get(f"{BASE}/log/{seq}/receipt").get_data(as_text=True).split("leaf=")[1][:64]
    assert "指纹一致" in client.get(f"{BASE}/log/{seq}?leaf={leaf}").get_data(as_text=True)
    assert "指纹不一致" in client.get(f"{BASE}/log/{seq}?leaf={leaf[::-1]}").get_data(as_text=True)
    matter = client.get(f"{BASE}/receipts/matter/{evening.matters[0].id}", follow_redirects=True)
    assert matter.status_code == 200
    assert client.get(f"{BASE}/receipts/seat/{uuid.uuid4()}").status_code == 404


def ballot(council: Council, poll: Poll, role: str) -> Ballot:
    seat = council.seat(council.anyone().session.get_one(Meeting, (poll.village_id, poll.meeting_id)), role)
    query = select(Ballot).where(Ballot.poll_id == poll.id, Ballot.seat_id == seat.id)
    return council.anyone().session.execute(query).scalar_one()


def test_what_is_opened_names_facts_that_events_seal() -> None:
    assert all(event in EVENTS for event, _ in OPEN_TO_SUPERVISORS)
    sealed: dict[str, frozenset[str]] = {}
    for event in _events():
        sealed[event.name] = event.personal
    for event, fact in OPEN_TO_SUPERVISORS:
        assert fact in sealed[event], (event, fact)
    assert not {"small_secret_poll_closed", "sheet_entered", "signed_in"} & {event for event, _ in OPEN_TO_SUPERVISORS}


def _events() -> list[Any]:
    found, left = [], [Event]
    while left:
        one = left.pop()
        found.append(one)
        left += one.__subclasses__()
    return [one for one in found if hasattr(one, "name")]


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        ((0, 0, False, False), ["bundle.empty"]),
        ((10, 0, False, True), []),
        ((MOST_ENTRIES[Readers.EVERYONE], 0, False, True), []),
        ((MOST_ENTRIES[Readers.EVERYONE] + 1, 0, False, True), ["bundle.too_many"]),
        ((10, 200_000_001, True, False), ["bundle.papers", "bundle.open_vote", "bundle.unsigned"]),
    ],
)
def test_what_cannot_be_packed_says_why(facts: tuple[int, int, bool, bool], codes: list[str]) -> None:
    assert [blocker.code for blocker in blockers_bundle(*facts, Readers.EVERYONE)] == codes
