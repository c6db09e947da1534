"""Rules of signing the log.

No law speaks of such keys. The supervisors' duty to look after what the village does and publishes (VCOL art. 37) gets
a tool here that needs no trust in whoever runs the computer, and these rules are the village's own safeguard. A key
counts only after a second person compared its fingerprint with the holder's phone, face to face: somebody who got hold
of a supervisor's password alone can then sign nothing. The second person comes from the supervision committee or is
the secretary of the Party branch; the villagers' committee, which is overseen, has no say in whose key counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from webapp.core.errors import Blocker

LONGEST_REASON = 300
CLOCK_MAY_DIFFER = timedelta(minutes=10)
PROOF = "yishi-witness-key/v1"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a key has come: confirmed by a second person, asked to be ended, ended."""

    is_confirmed: bool = False
    is_ending: bool = False
    is_ended: bool = False

    @property
    def counts(self) -> bool:
        """Whether signatures by this key count."""
        return self.is_confirmed and not self.is_ended


def proof_message(origin: str, account: str, public: str) -> bytes:
    """What a new key signs, so that nobody registers the key of another: the log, whose account, and the key itself."""
    return f"{PROOF}\n{origin}\n{account}\n{public}\n".encode()


def blockers_register(*, is_signed: bool, is_known: bool, fits: bool, replaces: bool, because: str) -> list[Blocker]:
    """Why a key cannot be registered."""
    found = []
    if not is_signed:
        found.append(Blocker("witness.log_unsigned"))
    if not fits:
        found.append(Blocker("witness.not_held"))
    if is_known:
        found.append(Blocker("witness.known"))
    if replaces and not because:
        found.append(Blocker("witness.because"))
    return found + _blockers_reason(because)


def blockers_confirm(standing: Standing, *, is_own: bool) -> list[Blocker]:
    """Why a key cannot be confirmed by this person: nobody confirms their own."""
    if standing.is_ended:
        return [Blocker("witness.ended")]
    if standing.is_confirmed:
        return [Blocker("witness.confirmed")]
    return [Blocker("witness.own")] if is_own else []


def blockers_ask_end(standing: Standing, because: str) -> list[Blocker]:
    """Why the end of a key cannot be asked for."""
    if standing.is_ended:
        return [Blocker("witness.ended")]
    if standing.is_ending:
        return [Blocker("witness.ending")]
    return _blockers_reason(because) if because else [Blocker("witness.because")]


def blockers_agree_end(standing: Standing, *, is_asker: bool) -> list[Blocker]:
    """Why this person cannot agree that a key ends: it takes two."""
    if standing.is_ended:
        return [Blocker("witness.ended")]
    if not standing.is_ending:
        return [Blocker("witness.not_ending")]
    return [Blocker("witness.asker")] if is_asker else []


def blockers_sign(
    standing: Standing, *, is_own: bool, is_there: bool, fits: bool, last: int, size: int, drift: timedelta
) -> list[Blocker]:
    """Why a signature on the log is not taken.

    `last` is the longest log this key signed: it never goes back (c2sp.org/tlog-cosignature). `drift` is how far the
    time in the signature is from now.
    """
    found = []
    if not is_own:
        found.append(Blocker("witness.not_yours"))
    if not standing.counts:
        found.append(Blocker("witness.ended" if standing.is_ended else "witness.unconfirmed"))
    if not is_there:
        return [*found, Blocker("witness.no_checkpoint", "", {"size": size})]
    if size <= last:
        found.append(Blocker("witness.not_newer", "", {"size": size, "last": last}))
    if abs(drift) > CLOCK_MAY_DIFFER:
        found.append(Blocker("witness.clock", "", {"minutes": int(abs(drift).total_seconds() // 60)}))
    if not fits:
        found.append(Blocker("witness.false"))
    return found


def most_of(number: int) -> int:
    """How many of so many supervisors must sign: more than half."""
    return number // 2 + 1


def _blockers_reason(because: str) -> list[Blocker]:
    return [Blocker("witness.because_long", "", {"most": LONGEST_REASON})] if len(because) > LONGEST_REASON else []
