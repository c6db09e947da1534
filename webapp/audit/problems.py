"""What a check of the log can find wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """The kinds of disagreement between the log, its tree and the tables."""

    SEQUENCE_BROKEN = "sequence_broken"  # an entry is missing, stands twice or out of order
    NOT_CANONICAL = "not_canonical"  # the bytes are not canonical JSON
    NOT_AN_ENTRY = "not_an_entry"  # the bytes are JSON of another shape
    OTHER_VILLAGE = "other_village"  # the entry names another village than its row
    OTHER_NUMBER = "other_number"  # the entry names another number than its row
    COLUMN_DIFFERS = "column_differs"  # a column shown to readers says something else than the entry
    TIME_BACKWARDS = "time_backwards"  # the entry is dated before the one above it
    ENTRY_ALTERED = "entry_altered"  # the entry's bytes do not have the hash that was stored with them
    TREE_DIFFERS = "tree_differs"  # a stored hash of the tree is not that of the two below it
    HEAD_DIFFERS = "head_differs"  # the log ends elsewhere than its head says, or with other hashes
    CHECKPOINT_DIFFERS = "checkpoint_differs"  # the log is not the one of which this checkpoint was cut
    SIGNATURE_WRONG = "signature_wrong"  # a checkpoint is not signed by the log's key of its time
    COSIGNATURE_WRONG = "cosignature_wrong"  # what a witness is said to have signed was not signed so
    KEPT_DIFFERS = "kept_differs"  # the log is not the one of which somebody kept a checkpoint or a bundle
    KEY_UNPROVEN = "key_unproven"  # a key of the log that the one before it did not name
    PREIMAGE_ALTERED = "preimage_altered"  # what stands beside the entry is not what the entry commits to
    CHANGES_MISSING = "changes_missing"  # the long list of changes that belongs to the entry is gone
    ROW_ALTERED = "row_altered"  # a row is not as the last entry that touched it left it
    ROW_UNRECORDED = "row_unrecorded"  # a row that no entry made
    ROW_MISSING = "row_missing"  # an entry made a row that is not there
    ROW_RETURNED = "row_returned"  # a row that the log says was deleted


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found wrong. ``seq`` is the entry concerned, ``row`` the table and key of the row concerned."""

    kind: ProblemKind
    seq: int | None
    detail: str
    row: tuple[str, str] | None = None
