"""Tables against log: any history that was recorded reconciles, anything done behind its back is named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from webapp.audit.problems import Problem, ProblemKind
from webapp.audit.reconcile import Reconciler
from webapp.audit.verifier.entry import Change

Row = tuple[str, str]
tables = st.sampled_from(["poll", "ballot", "matter"])
keys = st.integers(0, 5).map(lambda number: f"{number:032x}")
digests = st.integers(0, 2**256 - 1).map(lambda number: f"{number:064x}")
histories = st.lists(st.lists(st.builds(Change, tables, keys, st.none() | digests), max_size=4), max_size=15)


def replay(history: list[list[Change]]) -> tuple[Reconciler, dict[Row, str], dict[Row, int]]:
    """What the log was told, the rows that stand after it, and which entry touched each row last."""
    reconciler = Reconciler()
    rows: dict[Row, str] = {}
    last: dict[Row, int] = {}
    for seq, changes in enumerate(history):
        reconciler.feed(seq, changes)
        for table, key, digest in changes:
            last[table, key] = seq
            rows.pop((table, key), None)
            if digest is not None:
                rows[table, key] = digest
    return reconciler, rows, last


def found(reconciler: Reconciler, rows: dict[Row, str]) -> list[tuple[ProblemKind, int | None, Row | None]]:
    problems: list[Problem] = list(reconciler.compare(Change(*row, digest) for row, digest in rows.items()))
    problems += reconciler.missing()
    return [(problem.kind, problem.seq, problem.row) for problem in problems]


@given(histories)
def test_a_recorded_history_reconciles(history: list[list[Change]]) -> None:
    reconciler, rows, _ = replay(history)
    assert found(reconciler, rows) == []


@given(histories, st.data())
def test_a_row_altered_behind_the_log_names_the_last_entry(history: list[list[Change]], data: st.DataObject) -> None:
    reconciler, rows, last = replay([*history, [Change("poll", "0" * 32, "0" * 64)]])
    row = data.draw(st.sampled_from(sorted(rows)))
    rows[row] = data.draw(digests.filter(lambda digest: digest != rows[row]))
    assert found(reconciler, rows) == [(ProblemKind.ROW_ALTERED, last[row], row)]


@given(histories, st.data())
def test_a_row_removed_behind_the_log_is_named(history: list[list[Change]], data: st.DataObject) -> None:
    reconciler, rows, last = replay([*history, [Change("poll", "0" * 32, "0" * 64)]])
    row = data.draw(st.sampled_from(sorted(rows)))
    del rows[row]
    assert found(reconciler, rows) == [(ProblemKind.ROW_MISSING, last[row], row)]


@given(histories, tables, st.integers(6, 9), digests)
def test_a_row_slipped_in_behind_the_log_is_named(
    history: list[list[Change]], table: str, number: int, digest: str
) -> None:
    reconciler, rows, _ = replay(history)
    row = (table, f"{number:032x}")
    rows[row] = digest
    assert found(reconciler, rows) == [(ProblemKind.ROW_UNRECORDED, None, row)]


@given(histories, digests)
def test_a_deleted_row_that_stands_again_is_named(history: list[list[Change]], digest: str) -> None:
    row = ("poll", "0" * 32)
    reconciler, rows, last = replay([*history, [Change(*row, None)]])
    rows[row] = digest
    assert found(reconciler, rows) == [(ProblemKind.ROW_RETURNED, last[row], row)]


def test_the_details_say_what_was_and_what_is() -> None:
    reconciler = Reconciler()
    reconciler.feed(12, [Change("poll", "0" * 32, "a" * 64)])
    (problem,) = reconciler.compare([Change("poll", "0" * 32, "b" * 64)])
    assert "Entry 12" in problem.detail
    assert "a" * 64 in problem.detail
    assert "b" * 64 in problem.detail
