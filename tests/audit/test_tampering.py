"""Forgeries with plain SQL behind the system's back, and who names them: the walk, the kept checkpoint, the bundle."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tests.audit.bundled import unpacked
from tests.council.builder import ROLES, Council
from tests.harness.clock import StoppedClock
from tests.harness.village import small_village
from webapp.audit.bundles.packing import write_bundle
from webapp.audit.bundles.sources import log_policy
from webapp.audit.check import problems_of_village
from webapp.audit.evidence import newest_signed, note_of
from webapp.audit.kept import kept_bundle_problems, kept_problems, tree_problems
from webapp.audit.keyring import KeyRing
from webapp.audit.log import MerkleLog
from webapp.audit.models import LogEntry
from webapp.audit.problems import Problem, ProblemKind
from webapp.audit.queries import checkpoints_of, head_of, reader_of
from webapp.audit.verifier.bundle import check_bundle
from webapp.audit.verifier.merkle import EMPTY, append
from webapp.core.database import VillageSession
from webapp.core.upkeep import upkeep
from webapp.council.polls import operations as polls
from webapp.supervision.bundles import queries as bundles
from webapp.supervision.bundles.rules import Readers

pytestmark = pytest.mark.both_databases


class Kept:
    """A village after a vote, and what a careful person kept of it: a signed checkpoint and a bundle of the matter."""

    def __init__(self, acting: Any, clock: StoppedClock, folder: Path) -> None:
        log = MerkleLog(KeyRing(folder, "village.example"))
        self.council = Council(small_village(_signing(acting, log)), clock)
        self.council.mandate()
        matter = self.council.matter()
        meeting = self.council.open([matter])
        poll = self.council.poll(meeting)
        self.council.vote(poll, ROLES[:10])
        polls.close_poll(self.council.ctx("chair"), poll.id)
        session = self.session
        newest = newest_signed(session)
        assert newest is not None
        self.note = note_of(session, newest).format().encode()
        chosen = bundles.packable(session, bundles.of_matter(session, matter))
        stream = io.BytesIO()
        write_bundle(
            bundles.contents_of(session, chosen, Readers.EVERYONE, log_policy(session), {}), reader_of(session), stream
        )
        self.bundle = unpacked(stream.getvalue())
        assert check_bundle(self.bundle).is_good
        self.ballots = [row.seq for row in chosen.rows if row.event == "ballot_cast"]

    @property
    def session(self) -> VillageSession:
        return self.council.anyone().session

    def forge(self, *statements: str, **values: Any) -> None:
        """Statements as somebody with the database's password would send them."""
        session = self.session
        with upkeep(session):
            for statement in statements:
                session.execute(text(statement), values | {"village": session.village_id})

    def entry(self, seq: int) -> LogEntry:
        return self.session.get_one(LogEntry, (self.session.village_id, seq))


def _signing(acting: Any, log: MerkleLog) -> Any:
    def make(*arguments: Any, **named: Any) -> Any:
        return acting(*arguments, **({"log": log} | named))

    make.opened = acting.opened  # type: ignore[attr-defined]
    return make


@pytest.fixture
def kept(acting: Any, clock: StoppedClock, tmp_path: Path) -> Kept:
    return Kept(acting, clock, tmp_path)


def seen(problems: Any) -> set[tuple[ProblemKind, int | None]]:
    found: list[Problem] = list(problems)
    return {(problem.kind, problem.seq) for problem in found}


def test_every_forgery_is_named_with_its_entry(kept: Kept) -> None:
    session, seq = kept.session, kept.ballots[3]
    assert not seen(problems_of_village(session))
    assert not seen(kept_problems(session, kept.note))
    assert not seen(kept_bundle_problems(session, kept.bundle))
    assert not seen(tree_problems(session, {row.size: row.root for row in checkpoints_of(session)}))
    body = bytes(kept.entry(seq).body)

    # a ballot's row
    kept.forge("UPDATE ballot SET vote = 'against' WHERE village_id = :village AND vote = 'for'")
    assert {(ProblemKind.ROW_ALTERED, one) for one in kept.ballots} <= seen(problems_of_village(kept.session))
    kept.forge("UPDATE ballot SET vote = 'for' WHERE village_id = :village")
    assert not seen(problems_of_village(kept.session))

    # the ballot's entry
    kept.forge(
        "UPDATE log_entry SET body = :body WHERE village_id = :village AND seq = :seq",
        body=body.replace(b'"vote":"for"', b'"vote":"against"'),
        seq=seq,
    )
    assert (ProblemKind.ENTRY_ALTERED, seq) in seen(problems_of_village(kept.session))
    assert (ProblemKind.KEPT_DIFFERS, seq) in seen(kept_bundle_problems(kept.session, kept.bundle))
    assert seen(tree_problems(kept.session, {row.size: row.root for row in checkpoints_of(kept.session)}))
    kept.forge("UPDATE log_entry SET body = :body WHERE village_id = :village AND seq = :seq", body=body, seq=seq)

    # a notice on the board
    kept.forge("UPDATE notice SET title = 'x' WHERE village_id = :village")
    assert ProblemKind.ROW_ALTERED in {kind for kind, at in seen(problems_of_village(kept.session)) if at is not None}


def test_entries_deleted_swapped_or_put_in_between_are_named(kept: Kept) -> None:
    seq, last = kept.ballots[3], head_of(kept.session).size - 1
    before, after = kept.entry(seq), kept.entry(seq + 1)
    first, second = (bytes(before.body), bytes(before.hashes)), (bytes(after.body), bytes(after.hashes))
    place = "WHERE village_id = :village AND seq = :seq"
    kept.forge(
        f"UPDATE log_entry SET body = :body, hashes = :hashes {place}", body=second[0], hashes=second[1], seq=seq
    )
    kept.forge(
        f"UPDATE log_entry SET body = :body, hashes = :hashes {place}", body=first[0], hashes=first[1], seq=seq + 1
    )
    assert {(ProblemKind.OTHER_NUMBER, seq), (ProblemKind.OTHER_NUMBER, seq + 1)} <= seen(
        problems_of_village(kept.session)
    )
    assert {(ProblemKind.KEPT_DIFFERS, seq), (ProblemKind.KEPT_DIFFERS, seq + 1)} <= seen(
        kept_bundle_problems(kept.session, kept.bundle)
    )
    kept.forge(f"UPDATE log_entry SET body = :body, hashes = :hashes {place}", body=first[0], hashes=first[1], seq=seq)
    kept.forge(
        f"UPDATE log_entry SET body = :body, hashes = :hashes {place}", body=second[0], hashes=second[1], seq=seq + 1
    )
    assert not seen(problems_of_village(kept.session))

    # a back-dated entry in the place of another, then one deleted and the rest renumbered
    forged = first[0].replace(b'"at":"2026-03', b'"at":"2026-02')
    kept.forge(f"UPDATE log_entry SET body = :body {place}", body=forged, seq=seq)
    assert {(ProblemKind.ENTRY_ALTERED, seq), (ProblemKind.TIME_BACKWARDS, seq)} <= seen(
        problems_of_village(kept.session)
    )
    kept.forge(f"DELETE FROM log_entry {place}", seq=seq)
    assert (ProblemKind.SEQUENCE_BROKEN, seq) in seen(problems_of_village(kept.session))
    for number in range(seq + 1, last + 1):
        kept.forge(f"UPDATE log_entry SET seq = :new {place}", new=number - 1, seq=number)
    found = seen(problems_of_village(kept.session))
    assert (ProblemKind.OTHER_NUMBER, seq) in found
    assert (ProblemKind.KEPT_DIFFERS, seq) in seen(kept_bundle_problems(kept.session, kept.bundle))


def test_yesterdays_database_is_unmasked_by_what_was_kept(kept: Kept) -> None:
    size = head_of(kept.session).size
    _roll_back(kept, size - 4)
    later = [seq for seq in kept.ballots if seq >= size - 4]
    assert (ProblemKind.KEPT_DIFFERS, size - 4) in seen(kept_problems(kept.session, kept.note))
    found = seen(kept_bundle_problems(kept.session, kept.bundle))
    assert {(ProblemKind.KEPT_DIFFERS, seq) for seq in later} <= found
    assert (ProblemKind.KEPT_DIFFERS, size - 4) in found


def _roll_back(kept: Kept, size: int) -> None:
    """The log as it was before its last entries: entries, head and checkpoints alike."""
    frontier = EMPTY
    for seq in range(size):
        frontier, _ = append(frontier, bytes(kept.entry(seq).body))
    kept.forge(
        "DELETE FROM log_checkpoint WHERE village_id = :village AND size > :size",
        "DELETE FROM log_preimage WHERE village_id = :village AND seq >= :size",
        "DELETE FROM log_entry WHERE village_id = :village AND seq >= :size",
        "UPDATE log_head SET size = :size, frontier = :frontier WHERE village_id = :village",
        size=size,
        frontier=frontier.to_bytes(),
    )
