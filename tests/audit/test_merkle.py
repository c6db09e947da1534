"""The tree: roots, stored hashes, frontiers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.trees import (
    REFERENCE_LEAVES,
    REFERENCE_ROOT,
    Rows,
    reference_root,
    some_leaves,
)
from webapp.audit.kept import add_leaves
from webapp.audit.verifier import merkle
from webapp.audit.verifier.merkle import EMPTY, EMPTY_ROOT, Frontier


def test_reference_tree_of_eight_leaves() -> None:
    assert merkle.root(Rows(REFERENCE_LEAVES).frontier) == REFERENCE_ROOT
    assert reference_root(REFERENCE_LEAVES) == REFERENCE_ROOT


def test_an_empty_log_has_the_root_of_nothing() -> None:
    assert merkle.root(EMPTY) == EMPTY_ROOT == reference_root([])
    assert merkle.root_at(0, Rows([]).read) == EMPTY_ROOT


@given(some_leaves)
def test_the_incremental_root_is_the_recursive_root(leaves: list[bytes]) -> None:
    assert merkle.root(Rows(leaves).frontier) == reference_root(leaves)


@given(some_leaves, st.integers(min_value=0, max_value=70))
def test_level_by_level_is_entry_by_entry(leaves: list[bytes], cut: int) -> None:
    peaks: list[bytes] = []
    first = leaves[:cut]
    add_leaves(peaks, 0, first)
    add_leaves(peaks, len(first), leaves[cut:])
    assert tuple(peaks) == Rows(leaves).frontier.peaks


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
