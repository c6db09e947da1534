"""The log as tiles: whoever reads nothing else can compute the root that was signed."""

from __future__ import annotations

import base64
import dataclasses
import gzip
import uuid
from typing import Any, ClassVar

import pytest

from tests.harness.acting import VILLAGE
from tests.harness.client import LintingClient
from tests.harness.village import small_village
from webapp.audit.evidence import log_keys
from webapp.audit.log import MerkleLog
from webapp.audit.tiles import Tile, read_tile, tile_path
from webapp.audit.verifier.checkpoint import read_signed_checkpoint
from webapp.audit.verifier.merkle import leaf_hash, node_hash
from webapp.core.context import Recorded
from webapp.core.events import Event
from webapp.core.upkeep import upkeep
from webapp.site import tiles

SIZE = 700
LOG = f"/v/{VILLAGE}/log"


@dataclasses.dataclass(frozen=True)
class Counted(Event):
    """A number was called out."""

    name: ClassVar[str] = "counted"
    number: int


def tree_hash(leaves: list[bytes]) -> bytes:
    """The root over these leaf hashes, written down as RFC 9162 defines it."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node_hash(tree_hash(leaves[:split]), tree_hash(leaves[split:]))


def hashes(data: bytes) -> list[bytes]:
    return [data[at : at + 32] for at in range(0, len(data), 32)]


@pytest.fixture
def long_log(acting: Any, client: LintingClient) -> bytes:
    """A log of 700 entries, signed; its checkpoint."""
    small_village(acting)
    ctx = acting()
    log: MerkleLog = client.application.extensions["yishi_log"]
    with upkeep(ctx.session):
        there = log.cut(ctx.session)
        log.append(ctx, [Recorded(Counted(number), None, None, []) for number in range(there, SIZE)])
        log.cut(ctx.session)
    return client.get(f"{LOG}/checkpoint").data


def test_a_reader_of_tiles_alone_finds_the_signed_root(long_log: bytes, acting: Any, client: LintingClient) -> None:
    signed = read_signed_checkpoint(long_log, [log_keys(acting().session)[0].key])
    assert signed.checkpoint.size == SIZE
    answer = client.get(f"{LOG}/checkpoint")
    assert (answer.content_type, answer.headers["Cache-Control"]) == ("text/plain; charset=utf-8", "no-cache")
    leaves: list[bytes] = []
    for index, width in ((0, 256), (1, 256), (2, 188)):
        place = tile_path(index, width)
        answer = client.get(f"{LOG}/tile/0/{place}")
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        leaves += hashes(answer.data)
        packed = client.get(f"{LOG}/tile/entries/{place}", headers={"Accept-Encoding": "gzip"})
        rest, found = gzip.decompress(packed.data), []
        while rest:
            length = int.from_bytes(rest[:2], "big")
            found.append(leaf_hash(rest[2 : 2 + length]))
            rest = rest[2 + length :]
        assert found == leaves[-width:]
    assert tree_hash(leaves) == signed.checkpoint.root
    above = hashes(client.get(f"{LOG}/tile/1/000.p/2").data)
    assert above == [tree_hash(leaves[:256]), tree_hash(leaves[256:512])]
    assert node_hash(node_hash(*above), tree_hash(leaves[512:])) == signed.checkpoint.root
    root = base64.b64decode(client.get(f"{LOG}/checkpoint/{SIZE}").data.split(b"\n")[2])
    assert root == signed.checkpoint.root


NOT_THERE = (
    "tile/0/002", "tile/0/002.p/189", "tile/0/002.p/0", "tile/0/002.p/256", "tile/0/002.p/01", "tile/0/2",
    "tile/0/x000/001", "tile/0/000/", "tile/1/000", "tile/1/000.p/3", "tile/2/000.p/1", "tile/00/000",
    "tile/64/000.p/1", "tile/-1/000", "tile/0/x999/x999/x999/x999/x999/x999/999", "tile/entries/003",
    "tile/entries/x001/002", "tile/0/..%2f000", "checkpoint/699", "checkpoint/0",
)  # fmt: skip


def test_what_the_log_does_not_have_is_not_there(long_log: bytes, client: LintingClient) -> None:
    assert [path for path in NOT_THERE if client.get(f"{LOG}/{path}").status_code != 404] == []


def test_ballots_of_an_open_vote_are_not_handed_out(
    long_log: bytes, client: LintingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiles, "open_poll_keys", lambda session: frozenset([uuid.UUID(int=1)]))
    monkeypatch.setattr(tiles, "must_wait", lambda row, said, polls: said["event"] == "counted")
    answer = client.get(f"{LOG}/tile/entries/001")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (503, "no-cache")
    assert client.get(f"{LOG}/tile/0/001").status_code == 200


def test_addresses_of_tiles() -> None:
    for index, path in ((0, "000"), (67, "067"), (999, "999"), (1000, "x001/000"), (1234067, "x001/x234/067")):
        assert tile_path(index) == path
        assert read_tile(3, path) == Tile(3, index)
        assert read_tile(0, tile_path(index, 5)) == Tile(0, index, 5)
