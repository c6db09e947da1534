"""`flask audit verify-bundle` and `flask audit verify --kept`: the operator's way to what people kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flask import Flask

from tests.audit.bundled import LOG, bundle, note, packed, policy
from tests.audit.tampering import FORGERIES, honest
from tests.harness.acting import VILLAGE
from tests.harness.village import small_village
from webapp.audit.evidence import newest_signed, note_of


def run(app: Flask, *words: str) -> Any:
    return app.test_cli_runner().invoke(args=["audit", *words])


def test_bundles_are_checked_without_a_database(app: Flask, tmp_path: Path) -> None:
    good, bad, kept = tmp_path / "good.zip", tmp_path / "bad.zip", tmp_path / "kept.txt"
    good.write_bytes(bundle())
    bad.write_bytes(packed(FORGERIES["a ballot"][0](honest())))
    kept.write_bytes(note(9))
    said = run(app, "verify-bundle", str(good), "--checkpoint", str(kept))
    assert said.exit_code == 0, said.output
    assert "全部相符" in said.output
    assert LOG.key.text in said.output
    named = run(app, "verify-bundle", "--json", str(bad))
    assert named.exit_code == 1
    assert json.loads(named.output)["findings"][0]["seq"] == 5
    assert run(app, "verify-bundle", str(kept)).exit_code == 2
    kept.write_bytes(policy().replace(LOG.key.text.encode(), b""))
    assert run(app, "verify-bundle", str(good), "--policy", str(kept)).exit_code == 1


def test_what_was_kept_is_held_against_the_log_of_today(app: Flask, acting: Any, tmp_path: Path) -> None:
    small_village(acting)
    assert run(app, "checkpoint").exit_code == 0
    session = acting().session
    newest = newest_signed(session)
    assert newest is not None
    kept, stranger = tmp_path / "kept.txt", tmp_path / "stranger.txt"
    kept.write_text(note_of(session, newest).format())
    stranger.write_bytes(note(9))
    assert run(app, "verify", "--kept", str(kept)).exit_code == 0
    assert run(app, "verify", "--tree", "--village", str(VILLAGE)).exit_code == 0
    longer = run(app, "verify", "--village", str(VILLAGE), "--kept", str(stranger))
    assert longer.exit_code == 1
    assert "kept_differs" in longer.output
