"""One village's keys open nothing in another: for every address that holds a key, for readers and for writers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import werkzeug.routing
from flask import Flask
from sqlalchemy import update

from tests.guards.source import require_none
from tests.harness.acting import NEIGHBOUR, VILLAGE, Granting
from tests.harness.client import LintingClient
from tests.harness.rows import enter, fill, key_of, sample
from webapp.core.database import Database
from webapp.council.tablet.rules import tablet_pass
from webapp.schema import METADATA
from webapp.village.accounts.passwords import token_digest

OURS, THEIRS = 2, 1
TOKEN = "a token of the other village"
# What stands in an address for a row made from a seed. A new kind of key is added here.
BY_NAME: dict[str, Any] = {
    "hall_paper": lambda seed: "seats",
    "household": lambda seed: "xyz"[seed % 3],
    "key": key_of,
    "opened": lambda seed: tablet_pass(sample(METADATA.tables["meeting"].c.door_secret, seed)),
    "place": lambda seed: "before_agenda",
    "poll_paper": lambda seed: "ballots",
    "step": lambda seed: "propose",
    "table": lambda seed: "matter",
    "token": lambda seed: TOKEN,
}
BY_CONVERTER: dict[str, Any] = {
    "IntegerConverter": lambda seed: seed,
    "UUIDConverter": key_of,
    "UnicodeConverter": lambda seed: f"{seed}-{seed}",
    "ShortNumberConverter": lambda seed: f"{seed}-{seed}",
    "CountConverter": lambda seed: seed,
    "SequenceConverter": lambda seed: seed,
}
# Addresses whose last part is no key of a row, with the reason.
NO_KEY: dict[str, str] = {
    "finance.publish": "a month or quarter has the same name in every village",
    "finance.statement": "a month or quarter has the same name in every village",
    "holdings.record": "a kind of entry has the same name in every village",
    "vouchers.write": "a kind of voucher has the same name in every village",
    "charter.adopt": "a rule of the law has the same name in every village",
    "charter.withdraw": "a rule of the law has the same name in every village",
    "site.log_checkpoint_of": "every log passes through the same sizes",
    "site.log_entries_tile": "every log has the same tiles",
    "site.log_tile": "every log has the same tiles",
    "reports.correct": "a month has the same name in every village",
    "reports.pdf": "a month has the same name in every village",
    "reports.publish": "a month has the same name in every village",
    "reports.sheet": "a month has the same name in every village",
    "reports.show": "a month has the same name in every village",
    "reports.write": "a month has the same name in every village",
}


@pytest.fixture
def two_villages(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application with two villages, one row each in every table, and everybody allowed everything."""
    monkeypatch.setattr("webapp.site.context.GRANTS", Granting())
    app.config.update(WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False, TESTING=False)
    database: Database = app.extensions["yishi_database"]
    with database.engine.connect() as connection:
        for village_id, seed in ((VILLAGE, OURS), (NEIGHBOUR, THEIRS)):
            fill(connection, METADATA, village_id, seed)
        enter(connection, NEIGHBOUR)
        head, invitation = METADATA.tables["log_head"], METADATA.tables["invitation"]
        connection.execute(update(head).values(size=head.c.size + 1))
        connection.execute(
            update(invitation).where(invitation.c.village_id == NEIGHBOUR).values(token_digest=token_digest(TOKEN))
        )
        connection.commit()
    return app


def keyed(app: Flask) -> Iterator[tuple[werkzeug.routing.Rule, str, str]]:
    """Every address with a village and a key in it, with each method it takes."""
    for rule in app.url_map.iter_rules():
        if "village" in rule.arguments and rule.arguments != {"village"} and rule.endpoint not in NO_KEY:
            for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
                yield rule, method, rule.rule


def address(app: Flask, rule: werkzeug.routing.Rule, village_id: int, seed: int) -> str:
    values: dict[str, Any] = {"village": f"{village_id:012d}"} if "village" in rule.arguments else {}
    for name in rule.arguments - {"village"}:
        make = BY_NAME.get(name) or BY_CONVERTER.get(type(rule._converters[name]).__name__)
        assert make, f"say in tests/guards/test_villages_apart.py what <{name}> in {rule.rule} is made of"
        values[name] = make(seed)
    with app.test_request_context():
        return app.url_for(rule.endpoint, **values)


@pytest.mark.both_databases
def test_another_villages_key_is_not_found(two_villages: Flask) -> None:
    client = signed_in(two_villages, VILLAGE, OURS)
    found = []
    for rule, method, shape in keyed(two_villages):
        path = address(two_villages, rule, VILLAGE, THEIRS)
        status = client.open(path, method=method).status_code
        if status != 404:
            found.append(f"{method} {shape}: {status} for a key of the other village")
    require_none(found, "Load the row by its key first; the session shows this village's rows only.")


def test_the_keys_used_are_real(two_villages: Flask) -> None:
    """In their own village the same keys are found: otherwise the test above would prove nothing."""
    client = signed_in(two_villages, NEIGHBOUR, THEIRS)
    require_none(
        (
            f"GET {shape}"
            for rule, method, shape in keyed(two_villages)
            if method == "GET"
            and client.open(address(two_villages, rule, NEIGHBOUR, THEIRS), method=method).status_code == 404
        ),
        "These addresses do not find the row made for them: say in BY_NAME what their keys are made of.",
    )


def test_a_person_is_a_stranger_elsewhere(two_villages: Flask) -> None:
    """Signed in here, nobody there."""
    client = signed_in(two_villages, VILLAGE, OURS)
    assert client.get(f"/v/{VILLAGE}/desk").status_code == 200
    away = client.get(f"/v/{NEIGHBOUR}/desk")
    assert away.status_code in (302, 303, 401, 403)


def signed_in(app: Flask, village_id: int, seed: int) -> LintingClient:
    client = app.test_client()
    assert isinstance(client, LintingClient)
    client.lints = False
    client.enter_as(village_id, key_of(seed), seed)
    return client
