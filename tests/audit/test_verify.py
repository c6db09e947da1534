"""The walk through the whole log: an honest log has no problem, every forgery has one, at its place."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.audit.logs import body, flip, honest, kinds, sizes, stored
from webapp.audit.problems import Problem, ProblemKind
from webapp.audit.verifier import merkle
from webapp.audit.verifier.canonical import canonical
from webapp.audit.verifier.merkle import EMPTY, Frontier
from webapp.audit.verify import walk


@given(st.integers(0, 70))
def test_an_honest_log_has_no_problem(size: int) -> None:
    entries, head = honest(size)
    assert list(walk(entries, head)) == []


@given(sizes, st.data())
def test_an_altered_entry_is_named(size: int, data: st.DataObject) -> None:
    entries, head = honest(size)
    seq = data.draw(st.integers(0, size - 1))
    bit = data.draw(st.integers(0, len(entries[seq].body) * 8 - 1))
    entries[seq] = replace(entries[seq], body=flip(entries[seq].body, bit))
    problems = list(walk(entries, head))
    assert Problem(ProblemKind.ENTRY_ALTERED, seq, problems[0].detail) == problems[0]
    # An altered date may also make the next entry seem too early; nothing else is reported elsewhere.
    assert all(problem.seq == seq or problem.kind is ProblemKind.TIME_BACKWARDS for problem in problems)


@given(sizes, st.data())
def test_a_checkpoint_fits_the_log_it_was_cut_of_and_no_other(size: int, data: st.DataObject) -> None:
    entries, head = honest(size)
    cut = data.draw(st.integers(1, size))
    kept = {cut: merkle.root(honest(cut)[1])}
    assert list(walk(entries, head, checkpoints=kept)) == []
    forged, forged_head = stored([body(seq, facts={"in_favour": 99}) for seq in range(size)])
    (problem,) = walk(forged, forged_head, checkpoints=kept)
    assert (problem.kind, problem.seq) == (ProblemKind.CHECKPOINT_DIFFERS, cut - 1)


@given(sizes)
def test_an_older_copy_of_the_log_is_shorter_than_its_checkpoint(size: int) -> None:
    entries, head = honest(size - 1)
    (problem,) = walk(entries, head, checkpoints={size: merkle.root(honest(size)[1])})
    assert (problem.kind, problem.seq) == (ProblemKind.CHECKPOINT_DIFFERS, size - 1)


@given(sizes, st.data())
def test_an_altered_hash_is_named(size: int, data: st.DataObject) -> None:
    entries, head = honest(size)
    seq = data.draw(st.integers(0, size - 1))
    bit = data.draw(st.integers(0, len(entries[seq].hashes) * 8 - 1))
    entries[seq] = replace(entries[seq], hashes=flip(entries[seq].hashes, bit))
    problems = list(walk(entries, head))
    expected = ProblemKind.ENTRY_ALTERED if bit < 256 else ProblemKind.TREE_DIFFERS
    assert (problems[0].kind, problems[0].seq) == (expected, seq)
    assert len(problems) == 2  # at its place, and where the hash above it was built upon the true one
    assert kinds(problems[1:]) <= {ProblemKind.TREE_DIFFERS, ProblemKind.HEAD_DIFFERS}


@given(sizes, st.data())
def test_an_altered_entry_with_its_own_hash_made_to_fit_shows_one_level_up(size: int, data: st.DataObject) -> None:
    entries, head = honest(size)
    seq = data.draw(st.integers(0, size - 1))
    forged = canonical(body(seq, facts={"in_favour": 99}))
    hashes = merkle.leaf_hash(forged) + entries[seq].hashes[32:]
    entries[seq] = replace(entries[seq], body=forged, hashes=hashes)
    (problem,) = walk(entries, head)
    assert problem.kind in {ProblemKind.TREE_DIFFERS, ProblemKind.HEAD_DIFFERS}


@given(sizes, st.data())
def test_missing_entries_are_named_and_the_rest_is_still_checked(size: int, data: st.DataObject) -> None:
    entries, head = honest(size + 1)
    first = data.draw(st.integers(0, size - 1))
    after = data.draw(st.integers(first + 1, size))
    altered = data.draw(st.integers(after, size))
    entries[altered] = replace(entries[altered], hashes=flip(entries[altered].hashes, 0))
    problems = list(walk(entries[:first] + entries[after:], head))
    assert (problems[0].kind, problems[0].seq) == (ProblemKind.SEQUENCE_BROKEN, first)
    assert ProblemKind.ENTRY_ALTERED in kinds(problems[1:])
    assert len(problems) <= 3


@given(sizes, st.data())
def test_missing_entries_alone_are_one_problem(size: int, data: st.DataObject) -> None:
    entries, head = honest(size + 1)
    first = data.draw(st.integers(0, size - 1))
    after = data.draw(st.integers(first + 1, size))
    (problem,) = walk(entries[:first] + entries[after:], head)
    assert (problem.kind, problem.seq) == (ProblemKind.SEQUENCE_BROKEN, first)
    expected = f"Entry {first} is missing." if after == first + 1 else f"Entries {first} to {after - 1} are missing."
    assert problem.detail == expected


def test_what_stood_before_a_hole_still_vouches_for_the_tree_above_it() -> None:
    entries, head = honest(9)
    top = entries[7].hashes[:-32] + flip(entries[7].hashes[-32:], 0)  # over entries 0 to 7
    entries[7] = replace(entries[7], hashes=top)
    del entries[4]
    problems = list(walk(entries, head))
    assert [(problem.kind, problem.seq) for problem in problems] == [
        (ProblemKind.SEQUENCE_BROKEN, 4),
        (ProblemKind.TREE_DIFFERS, 7),
        (ProblemKind.HEAD_DIFFERS, None),
    ]


@given(sizes, st.data())
def test_a_shortened_log_does_not_fit_its_head(size: int, data: st.DataObject) -> None:
    entries, head = honest(size)
    kept = data.draw(st.integers(0, size - 1))
    (problem,) = walk(entries[:kept], head)
    assert (problem.kind, problem.seq) == (ProblemKind.HEAD_DIFFERS, kept)
    (problem,) = walk(entries, honest(kept)[1])
    assert (problem.kind, problem.seq) == (ProblemKind.HEAD_DIFFERS, kept)


@given(sizes, st.data())
def test_an_altered_head_is_named(size: int, data: st.DataObject) -> None:
    entries, head = honest(size)
    bit = data.draw(st.integers(0, len(head.to_bytes()) * 8 - 1))
    (problem,) = walk(entries, Frontier.from_bytes(size, flip(head.to_bytes(), bit)))
    assert problem.kind is ProblemKind.HEAD_DIFFERS


@given(st.integers(2, 70), st.data())
def test_two_entries_exchanged_are_noticed(size: int, data: st.DataObject) -> None:
    entries, head = honest(size)
    one = data.draw(st.integers(0, size - 2))
    other = data.draw(st.integers(one + 1, size - 1))
    entries[one], entries[other] = entries[other], entries[one]
    assert ProblemKind.SEQUENCE_BROKEN in kinds(list(walk(entries, head)))
    renumbered = [replace(entry, seq=seq) for seq, entry in enumerate(entries)]
    assert ProblemKind.OTHER_NUMBER in kinds(list(walk(renumbered, head)))


@given(sizes, st.data())
def test_an_entry_that_stands_twice_is_noticed(size: int, data: st.DataObject) -> None:
    entries, head = honest(size)
    seq = data.draw(st.integers(0, size - 1))
    entries.insert(seq, entries[seq])
    (problem,) = walk(entries, head)
    assert (problem.kind, problem.seq) == (ProblemKind.SEQUENCE_BROKEN, seq)


def test_a_hole_as_large_as_the_log_may_ever_be_takes_no_time() -> None:
    entries, head = honest(3)
    far = replace(entries[2], seq=2**63 - 1)
    problems = list(walk([*entries[:2], far], head))
    assert kinds(problems) >= {ProblemKind.SEQUENCE_BROKEN, ProblemKind.HEAD_DIFFERS}
    assert kinds(list(walk([replace(entries[0], seq=-1)], EMPTY))) == {ProblemKind.SEQUENCE_BROKEN}
