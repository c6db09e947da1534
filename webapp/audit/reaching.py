"""Reaching the witnesses outside: who is due, what they said, and waiting longer after every failure."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit.evidence import newest_signed
from webapp.audit.models import LogCosignature, OutsideWitness
from webapp.audit.outside import Outside
from webapp.audit.queries import prove_consistency
from webapp.audit.submitting import MAX_ANSWER, Answer, Cosigned, Post, WitnessError, submit
from webapp.audit.verifier.note import NoteError, read_note
from webapp.core.database import VillageSession
from webapp.core.upkeep import upkeep

PATIENCE = 15.0
LONGEST_ANSWER = 45.0
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
LONGEST_ERROR = 300


def post_over_http(url: str, data: bytes) -> Answer:
    """Send bytes and read the answer, whatever its status; nobody is followed elsewhere. OSError without an answer."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=PATIENCE)
    # The timeout above is for one silence; this one is for an answer that comes drop by drop.
    end = threading.Timer(LONGEST_ANSWER, _hang_up, [connection])
    end.daemon = True
    end.start()
    try:
        connection.request("POST", parts.path, data, {"Content-Type": "text/plain; charset=utf-8"})
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers.get("Content-Type", ""), answer.read(MAX_ANSWER))
    except (http.client.HTTPException, UnicodeError) as error:
        raise OSError(f"no answer in HTTP ({type(error).__name__})") from error
    finally:
        end.cancel()
        connection.close()


def _hang_up(connection: http.client.HTTPConnection) -> None:
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def is_due(row: OutsideWitness | None, size: int, now: datetime) -> bool:
    """Whether a witness is to be asked now: it has not seen this log, and has rested after its failures."""
    if row is None or row.tried_at is None:
        return True
    if row.size >= size and not row.failures:
        return False
    return now - row.tried_at >= rest_after(row.failures)


def rest_after(failures: int) -> timedelta:
    """How long a witness is left alone: twice as long after every failure, six hours at most."""
    return min(FIRST_WAIT * 2 ** min(failures - 1, 16), LONGEST_WAIT) if failures else timedelta(0)


def show_to_witnesses(
    session: VillageSession,
    outside: Sequence[Outside],
    now: datetime,
    post: Post = post_over_http,
    *,
    only_due: bool = True,
) -> list[tuple[Outside, str]]:
    """Ask every witness that is due to cosign the newest signed checkpoint; each with what went wrong (nothing: well).

    Nothing is locked while a witness is waited for. What they say is kept, and so is that they said nothing.
    """
    newest = newest_signed(session)
    rows = {row.name: row for row in session.execute(select(OutsideWitness)).scalars()}
    done = []
    for witness in outside if newest else ():
        row = rows.get(witness.key.name)
        known = row.size if row is not None and bytes(row.public) == witness.key.public else 0
        if newest is None or (only_due and not is_due(row, newest.size, now)):
            continue
        error, cosigned = "", None
        try:
            note = read_note((newest.note or "").encode())
            cosigned = submit(
                witness, note, newest.size, min(known, newest.size), partial(prove_consistency, session), post
            )
        except (OSError, WitnessError, NoteError) as failed:
            error = f"{failed}"[:LONGEST_ERROR] or type(failed).__name__
        _keep(session, witness, newest.size, now, cosigned, error)
        done.append((witness, error))
    return done


def _keep(
    session: VillageSession, witness: Outside, size: int, now: datetime, cosigned: Cosigned | None, error: str
) -> None:
    with upkeep(session):
        row = _row(session, witness)
        row.public, row.tried_at, row.error = witness.key.public, now, error
        row.failures = row.failures + 1 if error else 0
        if cosigned is None:
            return
        row.size = size
        _put_cosignature(session, witness, size, cosigned)


def _row(session: Session, witness: Outside) -> OutsideWitness:
    query = select(OutsideWitness).where(OutsideWitness.name == witness.key.name)
    row = session.execute(query).scalar_one_or_none()
    if row is None:
        row = OutsideWitness(name=witness.key.name, public=witness.key.public, size=0, failures=0)
        session.add(row)
    return row


def _put_cosignature(session: Session, witness: Outside, size: int, cosigned: Cosigned) -> None:
    query = select(LogCosignature).where(LogCosignature.size == size, LogCosignature.public == witness.key.public)
    row = session.execute(query).scalar_one_or_none()
    if row is None:
        row = LogCosignature(size=size, public=witness.key.public)
        session.add(row)
    row.name, row.time, row.line = witness.key.name, cosigned.time, cosigned.line.line
