"""The script that checks the log in a browser says what the Python here says, and what was published says."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Browser, Page

from tests.audit.test_merkle_vectors import FILES_OF_EACH_KIND, VECTORS
from tests.audit.trees import REFERENCE_LEAVES, REFERENCE_ROOT

STATIC = Path(__file__).parents[2] / "static"
HOST = "http://127.0.0.1"
PREPARE = """async () => {
    window.tlog = await import('/static/js/tlog.js');
    window.un64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}"""
INCLUSION = """(vectors) => vectors.map((v) => tlog.verifyInclusion(
    v.leafIdx, v.treeSize, un64(v.leafHash), (v.proof || []).map(un64), un64(v.root)))"""
CONSISTENCY = """(vectors) => vectors.map((v) => tlog.verifyConsistency(
    v.size1, v.size2, un64(v.root1), un64(v.root2), (v.proof || []).map(un64)))"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page of this machine that has loaded the script; its files come from the tree, not from a server."""
    opened = browser.new_page()

    def answer(route: Any) -> None:
        path = route.request.url.removeprefix(f"{HOST}/static/")
        found = STATIC / path
        if found.is_file():
            route.fulfill(path=found, content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>-</title>", content_type="text/html")

    opened.route(f"{HOST}/**", answer)
    opened.goto(f"{HOST}/")
    opened.evaluate(PREPARE)
    yield opened
    opened.close()


@pytest.mark.skipif(not VECTORS.is_dir(), reason="the published Merkle vectors are not beside the project")
@pytest.mark.parametrize(("kind", "script"), [("inclusion", INCLUSION), ("consistency", CONSISTENCY)])
def test_all_published_vectors(page: Page, kind: str, script: str) -> None:
    vectors = [json.loads(path.read_bytes()) for path in sorted((VECTORS / kind).rglob("*.json"))]
    assert len(vectors) == FILES_OF_EACH_KIND
    found = page.evaluate(script, vectors)
    wrong = [v["desc"] for v, holds in zip(vectors, found, strict=True) if holds is v["wantErr"]]
    assert not wrong


def test_hashes(page: Page) -> None:
    pieces = [bytes(range(256)) * 4 + b"\x80" * length for length in (*range(55, 66), 111, 112, 127, 128, 129)]
    pieces += [b"", b"abc", bytes(100_000)]
    script = "(all) => all.map((one) => [tlog.hex(tlog.sha256(un64(one))), tlog.hex(tlog.sha512(un64(one)))])"
    found = page.evaluate(script, [b64encode(piece).decode() for piece in pieces])
    assert found == [[hashlib.sha256(piece).hexdigest(), hashlib.sha512(piece).hexdigest()] for piece in pieces]


def test_the_reference_tree(page: Page) -> None:
    script = "(leaves) => tlog.hex(tlog.rootOf(leaves.map((leaf) => tlog.leafHash(un64(leaf)))))"
    assert page.evaluate(script, [b64encode(leaf).decode() for leaf in REFERENCE_LEAVES]) == REFERENCE_ROOT.hex()
    assert page.evaluate("tlog.hex(tlog.rootOf([]))") == hashlib.sha256(b"").hexdigest()


def test_notes_and_signatures(page: Page) -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    name, text = "log.example/411381105201", f"log.example/411381105201\n8\n{b64encode(REFERENCE_ROOT).decode()}\n"
    lines, keys = [], []
    for kind, message, prefix in (
        (1, text.encode(), b""),
        (4, b"cosignature/v1\ntime 1700000000\n" + text.encode(), (1_700_000_000).to_bytes(8, "big")),
    ):
        number = hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]
        lines.append(f"— {name} {b64encode(number + prefix + key.sign(message)).decode()}\n")
        keys.append(f"{name}+{number.hex()}+{b64encode(bytes([kind]) + public).decode()}")
    note = f"{text}\n{''.join(lines)}"
    script = """async ([note, keys]) => {
        const {text, signatures} = tlog.parseNote(note);
        const known = keys.map(tlog.parseVkey);
        const {origin, size, root} = tlog.parseCheckpoint(note);
        const held = [];
        for (const key of known) for (const line of signatures) held.push(await tlog.verifySignature(key, text, line));
        const message = new TextEncoder().encode(text);
        const slow = [0, 1].map((bit) => tlog.verifyEd25519Slowly(
            known[0].key, message.map((byte, i) => i ? byte : byte ^ bit), signatures[0].signature));
        return {origin, size, root: tlog.toBase64(root), held, slow};
    }"""
    found = page.evaluate(script, [note, keys])
    assert found == {
        "origin": name,
        "size": 8,
        "root": b64encode(REFERENCE_ROOT).decode(),
        "held": [True, False, False, True],
        "slow": [True, False],
    }


@pytest.mark.parametrize(
    "note",
    [
        "text\n",
        "text\n\n— name AAAAAAA=",
        "text\n\n- name AAAAAAA=\n",
        "text\n\n— na+me AAAAAAA=\n",
        "text\n\n— name AAAAAB==\n",
        "te\txt\n\n— name AAAAAAA=\n",
        "text\n\n— name AAAAAAA= x\n",
    ],
)
def test_malformed_notes_are_refused(page: Page, note: str) -> None:
    script = (
        "(note) => { try { tlog.parseNote(note); } catch (e) { return e instanceof tlog.TlogError; } return false; }"
    )
    assert page.evaluate(script, note) is True


@pytest.mark.parametrize("size", ["08", "-1", "1e3", "9007199254740993", ""])
def test_malformed_checkpoints_are_refused(page: Page, size: str) -> None:
    script = "(text) => { try { tlog.parseCheckpoint(text); } catch (e) { return e instanceof tlog.TlogError; } }"
    assert page.evaluate(script, f"log.example/1\n{size}\n{b64encode(b64decode('AA==') * 32).decode()}\n") is True
