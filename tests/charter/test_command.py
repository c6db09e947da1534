"""The law at the command line, for people and for other programs; it needs no database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tests.charter.votes import facts
from webapp.cli.charter import charter


def run(*arguments: str, given: bytes | str | None = None) -> Result:
    return CliRunner().invoke(charter, arguments, input=given)


def decided(**changed: Any) -> dict[str, Any]:
    result = run("decide", "-", given=json.dumps(facts(**changed)))
    assert result.exit_code == 0
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_a_vote_is_judged_from_standard_input() -> None:
    found = decided()
    assert (found["profile"], found["valid"], found["carried"], found["blockers"]) == ("VCOL-2025", True, True, [])


def test_a_vote_is_judged_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(facts(present=20, yes=20)), encoding="utf-8")
    result = run("decide", str(path), "--lang", "en")
    assert result.exit_code == 0
    (blocker,) = json.loads(result.stdout)["blockers"]
    assert (blocker["code"], blocker["article"]) == ("rep.quorum", "VCOL-2025:30")
    assert "26" in blocker["message"]


@pytest.mark.parametrize(
    "changed",
    [
        {"present": 40},
        {"votes": {"for": 40, "against": 0, "abstain": 0}},
        {"local": {"rep.quorum": "1/2"}},
        {"we\nird \ud800 \x1b[31m": 1},
        {"matter": "\ud800"},
        {"local": {"rep.quorum": 0.5}},
    ],
    ids=range(6),
)
def test_facts_that_cannot_be_exit_2_with_one_sentence(changed: dict[str, Any]) -> None:
    result = run("decide", "-", given=json.dumps(facts(**changed)))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.strip()
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize("name", ["no-such-file.json", ".", "\0"])
def test_a_file_that_cannot_be_read_is_named(name: str) -> None:
    result = run("decide", name)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_an_exact_decimal_tightens_a_share() -> None:
    quorum = decided(local={"rep.quorum": 0.75})["rules"][0]
    assert (quorum["id"], quorum["needed"]) == ("rep.quorum", 30)


def test_the_catalogue_is_listed_for_programs_and_people() -> None:
    found = json.loads(run("matters", "--json", "--on", "2026-03-01").stdout)
    assert {"village_planning", "rceo_charter"} <= {entry["code"] for entry in found}
    lines = run("matters", "--on", "2026-03-01").stdout.splitlines()
    assert len(lines) == len(found)
    assert lines[0].startswith("village_planning\t")
    assert run("matters", "--json").exit_code == 0
