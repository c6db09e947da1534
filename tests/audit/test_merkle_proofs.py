"""Proofs: those of the RFC, verified, and broken by a single bit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.trees import (
    Rows,
    flip,
    numbered,
    places,
    reference_path,
    reference_root,
    reference_subproof,
    refused,
    size_pairs,
)
from webapp.audit.verifier import merkle
from webapp.audit.verifier.merkle import EMPTY_ROOT, ProofError


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
    asked: list[merkle.Node] = []

    def read(nodes: list[merkle.Node]) -> list[bytes]:
        asked.extend(nodes)
        assert len(nodes) <= 2 * bits
        return [bytes(merkle.HASH_SIZE)] * len(nodes)

    merkle.inclusion_proof(index, size, read)
    merkle.consistency_proof(index + 1, size, read)
    assert all(merkle.where(*node)[0] < size for node in asked)
