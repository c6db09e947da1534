"""What the answers say, and what they keep to themselves."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.api.decisions import IDENTITY, PHONE, Decided, close_the_poll
from tests.api.test_document import addresses
from tests.harness.acting import VILLAGE
from tests.harness.client import LintingClient
from tests.harness.village import SmallVillage, small_village
from webapp.audit.verifier.merkle import leaf_hash, verify_consistency, verify_inclusion
from webapp.charter.operations import adopt_local_rule
from webapp.core.context import Context
from webapp.village.register.models import Resident

Read = Callable[..., Any]


def test_a_matter_tells_its_whole_way(decided: Decided, read: Read) -> None:
    listed = read("/matters")
    assert (listed["total"], listed["items"][0]["number"]) == (1, "2026-1")
    matter = read("/matters/2026-1")
    assert matter["budget_fen"] == 8_631_000
    assert matter["raised_by"]
    assert matter["kind_label"] != matter["kind"]
    assert [one["number"] for one in matter["versions"]] == [1, 2]
    assert (matter["meetings"], matter["resolutions"], matter["notices"], matter["tasks"]) == (
        ["2026-1"],
        ["2026-1"],
        ["2026-1"],
        [1],
    )
    assert {(one["meeting"], one["poll"]) for one in matter["polls"]} == {("2026-1", 1), ("2026-1", 2)}
    assert (matter["cosignatures"], matter["has_result"]) == (1, True)
    assert read("/matters/2026-1/result")["spent_fen"] == 8_000_000
    assert read("/resolutions/2026-1")["notice"] == "2026-1"


def test_who_holds_no_office_is_not_named(decided: Decided, village: SmallVillage, read: Read) -> None:
    sittings = read("/matters/2026-1")["sittings"]
    assert sorted(one["present_names"] for one in sittings) == [[], ["名字secretary"]]
    assert read("/matters/2026-1/tasks/1")["owner"]
    assert read("/matters/2026-1/tasks/1")["reports"][0]["reported_by"] is None
    name = village.acting(village.village_id).session.get_one(
        Resident, (village.village_id, village.people["villager"])
    ).name  # fmt: skip
    assert name not in json.dumps(read("/board/2026-1"), ensure_ascii=False)


def test_no_personal_number_and_no_salt_anywhere(decided: Decided, client: LintingClient) -> None:
    document = client.get("/api/v1/openapi.json").get_json()
    for address, _ in addresses(document):
        shown = client.get(address).get_data(as_text=True)
        assert PHONE not in shown, address
        assert IDENTITY not in shown, address
        assert '"salt"' not in shown, address
        assert "door_secret" not in shown, address


def test_a_matter_that_still_gathers_names_is_not_for_everybody(
    decided: Decided, village: SmallVillage, read: Read, client: LintingClient
) -> None:
    assert read("/matters/2025-9", 404)["error"]["code"] == "not_found"
    client.enter_as(village.village_id, village.accounts["villager"], 1)
    assert read("/matters/2025-9")["state"] == "gathering"


def test_an_open_poll_says_only_how_many_voted(decided: Decided, system: Context, read: Read) -> None:
    poll = read("/meetings/2026-1/polls/2")
    assert (poll["state"], poll["voted"], poll["in_hall"]) == ("open", 2, 3)
    assert (poll["ballots"], poll["decision"], poll["votes_for"], poll["carried"]) == ([], None, None, None)
    ballots = [one for one in read("/log/entries?page_size=100")["items"] if one["event"] == "ballot_cast"]
    assert ballots
    assert all(one["withheld"] and one["body"] is None and one["decoded"] is None for one in ballots)
    close_the_poll(system, decided.open_poll)
    poll = read("/meetings/2026-1/polls/2")
    assert [one["vote"] for one in poll["ballots"]] == ["for", "for", None]
    entry = read(f"/log/entries/{ballots[0]['seq']}")
    assert entry["decoded"]["facts"]["vote"] == "for"
    assert entry["leaf_hash"] == ballots[0]["leaf_hash"] == leaf_hash(entry["body"].encode()).hex()


def test_a_closed_poll_shows_every_ballot_by_name(decided: Decided, read: Read) -> None:
    poll = read("/meetings/2026-1/polls/1")
    assert [(one["name"], one["vote"], one["recused"]) for one in poll["ballots"]] == [
        ("代表1", "for", False),
        ("代表2", "for", False),
        ("代表3", None, True),
    ]
    assert poll["decision"]["rules"][0]["article"] == "VCOL-2025:30"
    assert poll["resolution"] == "2026-1"
    assert [one["number"] for one in read("/polls?state=open")["items"]] == [2]


def test_the_council_sits_with_the_committee_first(village: SmallVillage, read: Read) -> None:
    council = read("/council")
    assert council["total"] == 15
    assert [one["office"] for one in council["items"][:3]] == [
        "committee_chair",
        "committee_member",
        "committee_member",
    ]
    assert council["items"][3]["constituency"] == 1
    assert {one["households"] for one in council["items"][3:]} == {6}
    assert read("/constituencies")["items"][0]["representatives"] == [council["items"][3]["name"]]
    assert read("/offices?office=supervisor")["total"] == 2


def test_proofs_check_out(decided: Decided, village: SmallVillage, read: Read) -> None:
    head = read("/log")
    for entry in read("/log/entries?page_size=100")["items"]:
        proof = read(f"/log/entries/{entry['seq']}/inclusion")
        path = [bytes.fromhex(one) for one in proof["path"]]
        leaf = bytes.fromhex(proof["leaf_hash"])
        verify_inclusion(leaf, entry["seq"], head["size"], path, bytes.fromhex(head["root"]))
    for old in range(1, head["size"] + 1):
        proof = read(f"/log/consistency?old_size={old}")
        roots = [bytes.fromhex(proof[name]) for name in ("old_root", "new_root")]
        verify_consistency(old, head["size"], [bytes.fromhex(one) for one in proof["path"]], *roots)
        assert roots[1].hex() == head["root"]


def test_the_rules_of_a_day(village: SmallVillage, read: Read, clock: Any) -> None:
    adopt_local_rule(village.ctx("chair"), "publish.display.days", 20, "村民会议", clock().date())
    assert read("/rules")["profile"] == "VCOL-2025"
    assert read("/rules?on=2025-12-31")["profile"] == "VCOL-2018"
    days = next(rule for rule in read("/rules")["rules"] if rule["id"] == "publish.display.days")
    assert (days["value"], days["floor"], days["is_local"]) == (20, 15, True)
    assert read("/local-rules")["items"][0]["in_force"] is True
    assert read("/rules?on=1999-01-01", 422)["error"]["code"] == "unreadable_parameters"


@pytest.mark.both_databases
def test_villages_are_found_by_the_beginning_of_their_code(acting: Any, client: LintingClient) -> None:
    small_village(acting)
    small_village(acting, 410102001201, "邻村")
    every = client.get("/api/v1/villages").get_json()
    assert [one["code"] for one in every["items"]] == ["410102001201", str(VILLAGE)]
    assert client.get("/api/v1/villages?prefix=411381").get_json()["total"] == 1
    first = client.get("/api/v1/villages")
    again = client.get("/api/v1/villages", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("locale", ["zh_Hans", "en"])
def test_errors_speak_the_readers_language(village: SmallVillage, client: LintingClient, locale: str) -> None:
    client.set_cookie("locale", locale)
    error = client.get(f"/api/v1/villages/{VILLAGE}/matters?page=x").get_json()["error"]
    assert (error["code"], "page" in error["message"]) == ("unreadable_parameters", True)
