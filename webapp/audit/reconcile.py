"""Whether the tables are what the log says they are: no change without its entry, no entry without its change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from webapp.audit.problems import Problem, ProblemKind
from webapp.audit.verifier.entry import Change

_SEQ_SIZE = 8


class Reconciler:
    """Holds the last digest the log gives for every row, then is shown the rows as they are.

    Feed it every entry's changes in order, show it the rows of all tables the log covers, then ask what is missing.
    It keeps about 250 bytes for every row that was not yet shown.
    """

    def __init__(self) -> None:
        # table -> key (16 bytes) -> number of the entry (8 bytes) and digest (32 bytes; nothing: the row was deleted)
        self._last: dict[str, dict[bytes, bytes]] = {}

    def feed(self, seq: int, changes: Iterable[Change]) -> None:
        """Take in what entry ``seq`` did to the tables."""
        number = seq.to_bytes(_SEQ_SIZE, "big")
        for table, key, digest in changes:
            rows = self._last.setdefault(table, {})
            rows[bytes.fromhex(key)] = number + bytes.fromhex(digest or "")

    def compare(self, rows: Iterable[Change]) -> Iterator[Problem]:
        """What is wrong with these rows, given with the digests they have now. May be called table by table."""
        for table, key, digest in rows:
            said = self._last.get(table, {}).pop(bytes.fromhex(key), None)
            if said is None:
                yield Problem(ProblemKind.ROW_UNRECORDED, None, "No entry made this row.", (table, key))
                continue
            seq, stands = int.from_bytes(said[:_SEQ_SIZE], "big"), said[_SEQ_SIZE:].hex()
            if not stands:
                detail = f"Entry {seq} deleted this row, and it is there."
                yield Problem(ProblemKind.ROW_RETURNED, seq, detail, (table, key))
            elif stands != digest:
                detail = f"Entry {seq}, the last to touch this row, left digest {stands}; now it is {digest}."
                yield Problem(ProblemKind.ROW_ALTERED, seq, detail, (table, key))

    def missing(self) -> Iterator[Problem]:
        """The rows the log made and never deleted, but which were not among those shown. Ask at the end."""
        for table, rows in self._last.items():
            for key, said in rows.items():
                if len(said) > _SEQ_SIZE:
                    seq = int.from_bytes(said[:_SEQ_SIZE], "big")
                    detail = f"Entry {seq}, the last to touch this row, left it standing; it is gone."
                    yield Problem(ProblemKind.ROW_MISSING, seq, detail, (table, key.hex()))
