"""Who objected, who co-signed and who began to gather names is for the village's officers, not for the public log."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from tests.branch.matters import villagers_matter
from tests.harness.client import LintingClient
from tests.harness.notices import hang_typed
from tests.harness.village import SmallVillage, sign_in, small_village
from webapp.audit.check import problems_of_village
from webapp.audit.models import LogEntry, LogPreimage
from webapp.board.operations import raise_objection
from webapp.board.rules import NoticeKind
from webapp.branch.matters.operations import cosign

BASE = "/v/411381105201"
ROLE = "rep_3"


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    return small_village(acting)


def test_the_log_names_nobody_who_acts_as_a_villager(app: Any, village: SmallVillage) -> None:
    notice = hang_typed(village, NoticeKind.AFFAIRS, "二月用水", "每户 12 方。")
    matter = villagers_matter(village, "villager")
    before = len(village.ctx("clerk").session.scalars(select(LogEntry.seq)).all())
    cosign(village.ctx(ROLE), matter.id)
    raise_objection(village.ctx(ROLE), notice.id, "我家没有用这么多。")
    villagers_matter(village, ROLE)
    sign_in(app.test_client(), village, ROLE)
    anyone: LintingClient = app.test_client()
    session = village.ctx("clerk").session
    for entry in session.scalars(select(LogEntry).where(LogEntry.seq >= before)):
        assert entry.actor == "person", entry.event
        assert f'"actor":"{village.accounts[ROLE].hex}"' not in entry.body.decode(), entry.event
        assert ROLE not in anyone.get(f"{BASE}/log/{entry.seq}").text
    assert list(problems_of_village(session)) == []


def test_nobody_can_follow_when_a_person_signs_in(app: Any, village: SmallVillage) -> None:
    before = len(village.ctx("clerk").session.scalars(select(LogEntry.seq)).all())
    for role in ("chair", ROLE):
        sign_in(app.test_client(), village, role)
    session = village.ctx("clerk").session
    entries = session.scalars(select(LogEntry).where(LogEntry.seq >= before)).all()
    assert [entry.event for entry in entries] == ["signed_in", "signed_in"]
    for entry in entries:
        assert (entry.actor, entry.subject_id, entry.matter_id) == ("person", None, None)
        for key in {*village.accounts.values(), *village.people.values()}:
            assert key.hex not in entry.body.decode()
            assert str(key) not in app.test_client().get(f"/api/v1/villages/411381105201/log/entries/{entry.seq}").text
    kept = session.scalars(select(LogPreimage).where(LogPreimage.seq >= before)).all()
    keys = [village.accounts["chair"].hex, village.accounts[ROLE].hex]
    assert [row.body.decode() for row in kept] == [f'"{key}"' for key in keys], "the village itself can tell"
    assert list(problems_of_village(session)) == []
