"""Making a key count, signing the log with it, ending it."""

from __future__ import annotations

import base64
import uuid
from datetime import UTC, datetime

from webapp.audit.evidence import signed_checkpoint
from webapp.audit.models import LogCheckpoint, LogCosignature
from webapp.audit.verifier.cosignature import cosignature_line, cosigned_message
from webapp.audit.verifier.note import COSIGNATURE, SIGNATURE_SIZE, NoteError, VerifierKey, read_note
from webapp.core.context import Context
from webapp.core.errors import InvalidInput, NotPermitted, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.supervision.witnesses import queries, rules
from webapp.supervision.witnesses.events import (
    CheckpointCosigned,
    WitnessKeyConfirmed,
    WitnessKeyEndAsked,
    WitnessKeyEnded,
    WitnessKeyRegistered,
)
from webapp.supervision.witnesses.models import WitnessKey


@operation(P.WITNESS_KEY_REGISTER)
def register_witness_key(ctx: Context, public: bytes, proof: bytes, because: str = "") -> WitnessKey:
    """Name the key with which one will sign the log; `proof` is its signature over `rules.proof_message`.

    It counts when a second person has confirmed it. `because` says why it takes the place of an earlier one.
    Raises RuleBroken, and InvalidInput for what is no key.
    """
    person, because = _person(ctx, P.WITNESS_KEY_REGISTER), because.strip()
    origin = queries.log_origin(ctx.session)
    number = queries.next_number(ctx.session)
    key = _new_key(f"{(origin or 'log').removesuffix('/log')}/supervisor/{number}", public)
    message = rules.proof_message(origin or "", ctx.actor.pseudonym, base64.b64encode(public).decode())
    mine = queries.keys_of_person(ctx.session, person)
    found = rules.blockers_register(
        is_signed=origin is not None,
        is_known=queries.is_known(ctx.session, public),
        fits=key.fits(message, proof),
        replaces=any(queries.standing_of(row).counts for row in mine),
        because=because,
    )
    require_none(found)
    row = WitnessKey(
        number=number, name=key.name, public=public, resident_id=person, registered_at=ctx.now, because=because
    )
    ctx.session.add(row)
    ctx.session.flush()
    ctx.record(WitnessKeyRegistered(number, key.text, because), subject=row)
    return row


@operation(P.WITNESS_KEY_CONFIRM, on=WitnessKey)
def confirm_witness_key(ctx: Context, row: WitnessKey) -> None:
    """Say, as the second person, that this fingerprint stood on the holder's phone; earlier keys of theirs end.

    Raises RuleBroken for one's own key, and for one that is confirmed or ended.
    """
    person = _person(ctx, P.WITNESS_KEY_CONFIRM)
    require_none(rules.blockers_confirm(queries.standing_of(row), is_own=row.resident_id == person))
    row.confirmed_at, row.confirmed_by_id = ctx.now, person
    ctx.record(WitnessKeyConfirmed(row.number, queries.key_of(row).text))
    for earlier in queries.keys_of_person(ctx.session, row.resident_id):
        if earlier.id != row.id:
            _end(ctx, earlier, person, row.because)


@operation(P.WITNESS_KEY_RETIRE, on=WitnessKey)
def ask_witness_key_end(ctx: Context, row: WitnessKey, because: str) -> None:
    """Ask that a key shall not count any longer: lost, stolen, out of office. One not confirmed yet ends at once.

    Raises RuleBroken without a reason, and for one that is ended or asked to be.
    """
    person, because = _person(ctx, P.WITNESS_KEY_RETIRE), because.strip()
    standing = queries.standing_of(row)
    require_none(rules.blockers_ask_end(standing, because))
    row.ending_asked_at, row.ending_asked_by_id, row.ending_because = ctx.now, person, because
    if not standing.is_confirmed:
        _end(ctx, row, person, because)
        return
    ctx.record(WitnessKeyEndAsked(row.number, because))


@operation(P.WITNESS_KEY_RETIRE, on=WitnessKey)
def agree_witness_key_end(ctx: Context, row: WitnessKey) -> None:
    """Agree, as the second person, that a key does not count any longer.

    Raises RuleBroken for who asked, and for a key nobody asked to end.
    """
    person = _person(ctx, P.WITNESS_KEY_RETIRE)
    require_none(rules.blockers_agree_end(queries.standing_of(row), is_asker=row.ending_asked_by_id == person))
    _end(ctx, row, person, row.ending_because)


@operation(P.CHECKPOINT_COSIGN, on=WitnessKey)
def cosign_checkpoint(ctx: Context, row: WitnessKey, size: int, time: int, signature: bytes) -> None:
    """Sign the log as it stood at this size; `signature` was made in the holder's browser at `time` (POSIX seconds).

    Raises RuleBroken when it is not one's own key, the key does not count, the checkpoint is not this log's, the log is
    not longer than the one signed before, the time is far from now, or the signature does not fit.
    """
    person = _person(ctx, P.CHECKPOINT_COSIGN)
    checkpoint = signed_checkpoint(ctx.session, size)
    key = queries.key_of(row)
    found = rules.blockers_sign(
        queries.standing_of(row),
        is_own=row.resident_id == person,
        is_there=checkpoint is not None,
        fits=checkpoint is not None and _fits(key, checkpoint, time, signature),
        last=queries.longest_signed(ctx.session, key.public),
        size=size,
        drift=_moment(time) - ctx.now,
    )
    require_none(found)
    line = cosignature_line(key, time, signature).line
    ctx.session.add(LogCosignature(size=size, public=key.public, name=key.name, time=time, line=line))
    ctx.session.flush()
    ctx.record(CheckpointCosigned(size, row.number, line.rstrip("\n")))


def _person(ctx: Context, permission: P) -> uuid.UUID:
    if ctx.actor.resident_id is None:
        raise NotPermitted(permission)
    return ctx.actor.resident_id


def _new_key(name: str, public: bytes) -> VerifierKey:
    try:
        return VerifierKey(name, COSIGNATURE, public)
    except NoteError as error:
        raise InvalidInput("witness.no_key", "public") from error


def _fits(key: VerifierKey, checkpoint: LogCheckpoint, time: int, signature: bytes) -> bool:
    if len(signature) != SIGNATURE_SIZE:
        return False
    return key.fits(cosigned_message(read_note((checkpoint.note or "").encode()).text, time), signature)


def _moment(time: int) -> datetime:
    try:
        return datetime.fromtimestamp(time, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise InvalidInput("witness.no_time", "time") from error


def _end(ctx: Context, row: WitnessKey, person: uuid.UUID, because: str) -> None:
    row.ended_at, row.ended_by_id = ctx.now, person
    row.ending_because = row.ending_because or because
    ctx.record(WitnessKeyEnded(row.number, because), subject=row)
