"""The definitions of RFC 9162, written out, and trees to compare with them."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from hypothesis import strategies as st

from webapp.audit.verifier import merkle
from webapp.audit.verifier.merkle import EMPTY, Node, ProofError

REFERENCE_LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
REFERENCE_ROOT = bytes.fromhex("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")


def split(leaves: list[bytes]) -> int:
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return half


def reference_root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962 section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    half = split(leaves)
    return sha256(b"\x01" + reference_root(leaves[:half]) + reference_root(leaves[half:])).digest()


def reference_path(index: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of RFC 6962 section 2.1.1, word for word."""
    if len(leaves) == 1:
        return []
    half = split(leaves)
    if index < half:
        return [*reference_path(index, leaves[:half]), reference_root(leaves[half:])]
    return [*reference_path(index - half, leaves[half:]), reference_root(leaves[:half])]


def reference_subproof(old: int, leaves: list[bytes], known: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 6962 section 2.1.2, word for word."""
    if old == len(leaves):
        return [] if known else [reference_root(leaves)]
    half = split(leaves)
    if old <= half:
        return [*reference_subproof(old, leaves[:half], known), reference_root(leaves[half:])]
    return [*reference_subproof(old - half, leaves[half:], False), reference_root(leaves[:half])]


class Rows:
    """The stored hashes, row by row, as the log keeps them; counts how often it was asked."""

    def __init__(self, leaves: list[bytes]) -> None:
        self.frontier = EMPTY
        self.blobs: list[bytes] = []
        self.calls = 0
        self.read_rows = 0
        for leaf in leaves:
            self.frontier, blob = merkle.append(self.frontier, leaf)
            self.blobs.append(blob)

    def read(self, nodes: list[Node]) -> list[bytes]:
        self.calls += 1
        self.read_rows += len(nodes)
        found = []
        for level, index in nodes:
            row, offset = merkle.where(level, index)
            found.append(self.blobs[row][offset : offset + 32])
        return found


some_leaves = st.lists(st.binary(max_size=8), max_size=70)


def numbered(count: int) -> list[bytes]:
    """Leaves that all differ, so that a proof can hold for one place only."""
    return [str(number).encode() for number in range(count)]


@st.composite
def places(draw: st.DrawFn) -> tuple[int, int]:
    size = draw(st.integers(1, 130))
    return draw(st.integers(0, size - 1)), size


@st.composite
def size_pairs(draw: st.DrawFn) -> tuple[int, int]:
    new = draw(st.integers(1, 130))
    return draw(st.integers(1, new)), new


def flip(value: bytes, bit: int) -> bytes:
    changed = bytearray(value)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def refused(check: Callable[..., None], *claim: object) -> bool:
    try:
        check(*claim)
    except ProofError:
        return True
    return False
