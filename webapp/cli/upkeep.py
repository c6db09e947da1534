"""What is done for every village without anybody asking: signing logs that have grown, showing them around."""

from __future__ import annotations

from datetime import timedelta

from webapp.audit.evidence import newest_signed, villages_due
from webapp.audit.log import MerkleLog
from webapp.audit.outside import Outside
from webapp.audit.reaching import show_to_witnesses
from webapp.core.database import Database
from webapp.core.upkeep import upkeep
from webapp.kit.request import current_database, current_log, current_outside, present_moment
from webapp.village.queries import all_codes

EVERY = timedelta(hours=1)


def sign_logs(*, only_due: bool) -> list[tuple[int, int, bool]]:
    """Sign every log that has grown since its newest signature, or only those whose newest signature is an hour old.

    Returns the village, the size of its log, and whether it could be signed (its key may be lost).
    """
    database, log = current_database(), current_log()
    with database.across_villages() as session:
        waiting = villages_due(session)
    return [
        _sign(database, log, due.village_id)
        for due in waiting
        if not only_due or _is_hour_old(database, due.village_id)
    ]


def ask_witnesses(*, only_due: bool) -> list[tuple[int, Outside, str]]:
    """Show the newest checkpoints to the witnesses outside; village, witness and what went wrong (nothing: well)."""
    outside, now, database = current_outside(), present_moment(), current_database()
    if not outside:
        return []
    with database.across_villages() as session:
        codes = [int(code) for code in all_codes(session)]
    done = []
    for village_id in codes:
        with database.session(village_id) as session:
            found = show_to_witnesses(session, outside, now, only_due=only_due)
        done += [(village_id, witness, error) for witness, error in found]
    return done


def _is_hour_old(database: Database, village_id: int) -> bool:
    with database.session(village_id) as session:
        newest = newest_signed(session)
    return newest is None or present_moment() - newest.at >= EVERY


def _sign(database: Database, log: MerkleLog, village_id: int) -> tuple[int, int, bool]:
    with database.session(village_id) as session:
        with upkeep(session):
            size = log.cut(session)
        newest = newest_signed(session)
    return village_id, size, newest is not None and newest.size == size
