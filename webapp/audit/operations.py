"""Changing the key that signs the log."""

from __future__ import annotations

from webapp.audit.events import LogKeyRotated
from webapp.audit.evidence import log_keys
from webapp.audit.keyring import KeyRing
from webapp.audit.models import LogKey
from webapp.audit.verifier.note import ED25519, VerifierKey
from webapp.audit.verifier.rotation import rotation_message
from webapp.core.context import Context
from webapp.core.errors import Conflict, InvalidInput
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P

LONGEST_REASON = 300


@operation(P.LOG_KEY_ROTATE)
def rotate_log_key(ctx: Context, ring: KeyRing, reason: str, *, lost: bool = False) -> None:
    """Let the installation's next key sign this village's log; both keys sign the entry that says so.

    Raises InvalidInput without a reason; Conflict when the log has no key yet, the next key signs already, or the old
    key is not here (`lost`: then the new one signs alone, and the entry shows it).
    """
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise InvalidInput("log_key.reason", "reason", most=LONGEST_REASON)
    keys = log_keys(ctx.session)
    if not keys:
        raise Conflict("log_key.none")
    old = keys[-1].key
    new = VerifierKey(old.name, ED25519, ring.prepare_next())
    if new.public == old.public:
        raise Conflict("log_key.current")
    message = rotation_message(old, new)
    by_old, by_new = ring.sign(old, message), ring.sign(new, message)
    if by_new is None or (by_old is None and not lost):
        raise Conflict("log_key.missing", key=old.text)
    ctx.session.add(LogKey(number=keys[-1].number + 1, origin=old.name, public=new.public))
    ctx.session.flush()
    ctx.record(LogKeyRotated(reason, old.text, new.text, (by_old or b"").hex(), by_new.hex()))
    ctx.cuts_checkpoint = True
