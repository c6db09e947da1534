"""The incremental tree against the plain recursive definitions of RFC 6962 section 2.1."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.audit import merkle
from webapp.audit.merkle import EMPTY, EMPTY_ROOT, Frontier, Node, ProofError

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


def test_reference_tree_of_eight_leaves() -> None:
    assert merkle.root(Rows(REFERENCE_LEAVES).frontier) == REFERENCE_ROOT
    assert reference_root(REFERENCE_LEAVES) == REFERENCE_ROOT


def test_an_empty_log_has_the_root_of_nothing() -> None:
    assert merkle.root(EMPTY) == EMPTY_ROOT == reference_root([])
    assert merkle.root_at(0, Rows([]).read) == EMPTY_ROOT


@given(some_leaves)
def test_the_incremental_root_is_the_recursive_root(leaves: list[bytes]) -> None:
    assert merkle.root(Rows(leaves).frontier) == reference_root(leaves)


@given(some_leaves)
def test_every_stored_hash_is_found_where_it_is_said_to_be(leaves: list[bytes]) -> None:
    rows = Rows(leaves)
    assert [len(blob) for blob in rows.blobs] == [32 * merkle.stored_levels(n) for n in range(len(leaves))]
    stored = 0
    level = 0
    while 1 << level <= len(leaves):
        for index in range(len(leaves) >> level):
            subtree = leaves[index << level : (index + 1) << level]
            assert rows.read([(level, index)]) == [reference_root(subtree)]
            stored += 1
        level += 1
    assert stored == sum(len(blob) // 32 for blob in rows.blobs)


@given(st.integers(0, 40), st.integers(0, 2**40))
def test_a_stored_hash_lies_within_its_row(level: int, index: int) -> None:
    row, offset = merkle.where(level, index)
    assert offset + 32 <= 32 * merkle.stored_levels(row)
    assert row == (index + 1) * 2**level - 1


@given(some_leaves)
def test_a_frontier_survives_storage(leaves: list[bytes]) -> None:
    frontier = Rows(leaves).frontier
    stored = frontier.to_bytes()
    assert len(stored) == 32 * bin(len(leaves)).count("1")
    assert Frontier.from_bytes(frontier.size, stored) == frontier


@pytest.mark.parametrize(
    ("size", "data"), [(0, b"\0" * 32), (1, b""), (3, b"\0" * 32), (4, b"\0" * 64), (1, b"\0" * 31), (-1, b"\0" * 32)]
)
def test_a_frontier_that_does_not_fit_its_size_is_refused(size: int, data: bytes) -> None:
    with pytest.raises(ValueError, match=r"peaks|32"):
        Frontier.from_bytes(size, data)


def test_hashes_are_whole() -> None:
    assert merkle.split_hashes(bytes(64)) == [bytes(32), bytes(32)]
    with pytest.raises(ValueError, match="33 bytes"):
        merkle.split_hashes(bytes(33))
    with pytest.raises(ValueError, match="32 bytes"):
        Frontier(2, (b"short",))


def test_a_proof_that_needs_no_hash_reads_nothing() -> None:
    rows = Rows(numbered(5))
    assert merkle.inclusion_proof(0, 1, rows.read) == []
    assert merkle.consistency_proof(5, 5, rows.read) == []
    assert merkle.root_at(0, rows.read) == EMPTY_ROOT
    assert rows.calls == 0


@given(places())
def test_inclusion_proofs_are_those_of_the_rfc_and_verify(place: tuple[int, int]) -> None:
    index, size = place
    leaves = numbered(150)
    rows = Rows(leaves)  # larger than ``size``: proofs for a past size come from today's rows
    proof = merkle.inclusion_proof(index, size, rows.read)
    assert proof == reference_path(index, leaves[:size])
    assert rows.calls <= 1
    assert merkle.root_at(size, rows.read) == reference_root(leaves[:size])
    merkle.verify_inclusion(merkle.leaf_hash(leaves[index]), index, size, proof, reference_root(leaves[:size]))


@given(size_pairs())
def test_consistency_proofs_are_those_of_the_rfc_and_verify(pair: tuple[int, int]) -> None:
    old, new = pair
    leaves = numbered(150)
    rows = Rows(leaves)
    proof = merkle.consistency_proof(old, new, rows.read)
    assert proof == reference_subproof(old, leaves[:new])
    assert rows.calls <= 1
    merkle.verify_consistency(old, new, proof, reference_root(leaves[:old]), reference_root(leaves[:new]))


def test_every_proof_in_a_small_log() -> None:
    leaves = numbered(33)
    rows = Rows(leaves)
    roots = [reference_root(leaves[:size]) for size in range(34)]
    for size in range(1, 34):
        for index in range(size):
            proof = merkle.inclusion_proof(index, size, rows.read)
            merkle.verify_inclusion(merkle.leaf_hash(leaves[index]), index, size, proof, roots[size])
            old = index + 1
            proof = merkle.consistency_proof(old, size, rows.read)
            assert proof == reference_subproof(old, leaves[:size])
            merkle.verify_consistency(old, size, proof, roots[old], roots[size])


@given(places(), st.data())
def test_one_changed_bit_breaks_an_inclusion_proof(place: tuple[int, int], data: st.DataObject) -> None:
    index, size = place
    leaves = numbered(size)
    proof = merkle.inclusion_proof(index, size, Rows(leaves).read)
    leaf, root = merkle.leaf_hash(leaves[index]), reference_root(leaves)
    bit = data.draw(st.integers(0, 255))
    assert refused(merkle.verify_inclusion, flip(leaf, bit), index, size, proof, root)
    assert refused(merkle.verify_inclusion, leaf, index, size, proof, flip(root, bit))
    assert refused(merkle.verify_inclusion, leaf, index ^ 1 << bit, size, proof, root)
    for at in range(len(proof)):
        changed = [*proof[:at], flip(proof[at], bit), *proof[at + 1 :]]
        assert refused(merkle.verify_inclusion, leaf, index, size, changed, root)
        assert refused(merkle.verify_inclusion, leaf, index, size, [*proof[:at], *proof[at + 1 :]], root)
    assert refused(merkle.verify_inclusion, leaf, index, size, [*proof, root], root)


@given(size_pairs(), st.data())
def test_one_changed_bit_breaks_a_consistency_proof(pair: tuple[int, int], data: st.DataObject) -> None:
    old, new = pair
    leaves = numbered(new)
    proof = merkle.consistency_proof(old, new, Rows(leaves).read)
    before, after = reference_root(leaves[:old]), reference_root(leaves)
    bit = data.draw(st.integers(0, 255))
    assert refused(merkle.verify_consistency, old, new, proof, flip(before, bit), after)
    assert refused(merkle.verify_consistency, old, new, proof, before, flip(after, bit))
    for at in range(len(proof)):
        changed = [*proof[:at], flip(proof[at], bit), *proof[at + 1 :]]
        assert refused(merkle.verify_consistency, old, new, changed, before, after)
        assert refused(merkle.verify_consistency, old, new, [*proof[:at], *proof[at + 1 :]], before, after)
    assert refused(merkle.verify_consistency, old, new, [*proof, after], before, after)


@given(st.integers(1, 40), st.data())
def test_a_rewritten_past_has_no_consistency_proof(old: int, data: st.DataObject) -> None:
    new = data.draw(st.integers(old, 60))
    altered_at = data.draw(st.integers(0, old - 1))
    honest = numbered(new)
    forged = [*honest[:altered_at], b"forged", *honest[altered_at + 1 :]]
    proof = merkle.consistency_proof(old, new, Rows(forged).read)
    assert refused(merkle.verify_consistency, old, new, proof, reference_root(honest[:old]), reference_root(forged))


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 3), (3, 3), (5, 3), (0, -1)])
def test_an_entry_outside_the_log_has_no_proof(index: int, size: int) -> None:
    rows = Rows(numbered(8))
    with pytest.raises(ProofError, match="cannot"):
        merkle.inclusion_proof(index, size, rows.read)
    with pytest.raises(ProofError, match="cannot"):
        merkle.verify_inclusion(EMPTY_ROOT, index, size, [], EMPTY_ROOT)


@pytest.mark.parametrize(("old", "new"), [(0, 0), (0, 3), (4, 3), (-1, 3), (-2, -1)])
def test_sizes_that_cannot_be_compared_have_no_proof(old: int, new: int) -> None:
    rows = Rows(numbered(8))
    with pytest.raises(ProofError, match="cannot"):
        merkle.consistency_proof(old, new, rows.read)
    with pytest.raises(ProofError, match="cannot"):
        merkle.verify_consistency(old, new, [], EMPTY_ROOT, EMPTY_ROOT)


def test_a_reading_that_comes_back_short_is_refused() -> None:
    with pytest.raises(ProofError, match="2 were found"):
        merkle.inclusion_proof(0, 8, lambda nodes: [b"\0" * 32] * 2)
    with pytest.raises(ProofError, match="32 bytes"):
        merkle.inclusion_proof(0, 8, lambda nodes: [b""] * len(nodes))
    with pytest.raises(ProofError):
        merkle.root_at(-1, lambda nodes: [])


@given(st.integers(1, 2**60), st.data())
def test_a_proof_in_a_log_of_any_size_reads_few_rows(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    bits = size.bit_length()
    assert len(merkle.inclusion_nodes(index, size)) <= 2 * bits
    assert len(merkle.consistency_nodes(index + 1, size)) <= 2 * bits
    assert all(merkle.where(*node)[0] < size for node in merkle.inclusion_nodes(index, size))
