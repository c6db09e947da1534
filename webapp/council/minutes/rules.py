"""Rules of minutes: what is shown of a secret vote, when they are laid out, who signs, what a drawn name may be."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from webapp.audit.verifier.canonical import canonical
from webapp.charter.rules import Body
from webapp.core.errors import Blocker, InvalidInput
from webapp.council.ballots.box.rules import is_too_small
from webapp.council.meetings.rules import LEADERS, MeetingState
from webapp.village.offices.rules import Body as OfficeBody
from webapp.village.offices.rules import Office, offices_of

LONGEST_REMARKS = 20_000
LONGEST_SUMMARY = 4_000
LONGEST_REASON = 500
PAD_WIDTH, PAD_HEIGHT = 600, 200
"""The field a name is drawn in; a point of the line is two whole numbers within it."""
LONGEST_DRAWING = 24_000
FEWEST_POINTS = 8
SMALLEST_NAME = 40
"""How wide or high a drawn name is at least: a dot is no name."""
_POINT = r"\d{1,3} \d{1,3}"
_DRAWING = re.compile(rf"(?:M{_POINT}(?:L{_POINT})*)+", re.ASCII)
_NUMBERS = re.compile(r"\d+", re.ASCII)


class SignerRole(StrEnum):
    """The three who sign: who led the meeting, who kept the minutes, who oversaw it."""

    CHAIR = "chair"
    CLERK = "clerk"
    SUPERVISOR = "supervisor"


class SignedHow(StrEnum):
    """Drawn with the finger, or confirmed with the password."""

    DRAWN = "drawn"
    PASSWORD = "password"


@dataclass(frozen=True)
class Signed:
    """A signature as the rules see it: in which role, by whom."""

    role: SignerRole
    resident: object


def offices_of_signer(role: SignerRole, body: Body) -> frozenset[Office]:
    """Who may sign in a role: the head of the body, the clerk, a member of the supervision committee."""
    match role:
        case SignerRole.CHAIR:
            return LEADERS[body]
        case SignerRole.CLERK:
            return frozenset({Office.CLERK})
    return offices_of(OfficeBody.SUPERVISION)


def roles_open_to(offices: Collection[str], body: Body, given: Iterable[Signed], resident: object) -> list[SignerRole]:
    """The roles in which a person can still sign: by office, not signed yet, and nobody signs twice."""
    signed = list(given)
    if any(one.resident == resident for one in signed):
        return []
    taken = {one.role for one in signed}
    return [role for role in SignerRole if role not in taken and set(offices) & offices_of_signer(role, body)]


def roles_missing(given: Iterable[Signed]) -> list[SignerRole]:
    """Whose signature is still awaited, in the order of the sheet."""
    taken = {one.role for one in given}
    return [role for role in SignerRole if role not in taken]


def digest_of(body: Mapping[str, Any], words: Mapping[str, Any]) -> str:
    """The hash that is signed: SHA-256 over the record and the words as canonical JSON (RFC 8785), in hexadecimal."""
    return hashlib.sha256(canonical({"body": dict(body), "words": dict(words)})).hexdigest()


def is_only_outcome(is_secret: bool, ballots: int) -> bool:
    """Whether of this vote only the outcome is shown: it was secret and fewer than ten took part."""
    return is_secret and is_too_small(ballots)


def blockers_words(is_laid_out: bool) -> list[Blocker]:
    """Why the clerk's words cannot be changed plainly: they were laid out, and a change then names its reason."""
    return [Blocker("minutes.laid_out")] if is_laid_out else []


def blockers_lay_out(state: MeetingState, is_laid_out: bool) -> list[Blocker]:
    """Why minutes cannot be laid out: the meeting is not over, or they lie there already."""
    if state is not MeetingState.CLOSED:
        return [Blocker("minutes.meeting_goes_on")]
    return [Blocker("minutes.laid_out")] if is_laid_out else []


def blockers_correct(is_archived: bool, is_changed: bool, because: str) -> list[Blocker]:
    """Why minutes laid out cannot be corrected: archived, nothing changed, or no reason given.

    What is archived is added to and never changed (Measures on village archives).
    """
    if is_archived:
        return [Blocker("minutes.archived", "ARCHIVES-2018")]
    found = [] if is_changed else [Blocker("minutes.unchanged")]
    if not 1 <= len(because.strip()) <= LONGEST_REASON:
        found.append(Blocker("minutes.no_reason", "", {"longest": LONGEST_REASON}))
    return found


def blockers_sign(
    role: SignerRole,
    offices: Collection[str],
    body: Body,
    given: Iterable[Signed],
    resident: object,
    is_same: bool,
) -> list[Blocker]:
    """Why this signature is not taken: signed already, another text than the one read, or not this person's to sign.

    `is_same`: the hash the person saw is the hash of the minutes now.
    """
    signed = list(given)
    if any(one.role is role for one in signed):
        return [Blocker("minutes.role_signed")]
    if any(one.resident == resident for one in signed):
        return [Blocker("minutes.signed_already")]
    if not set(offices) & offices_of_signer(role, body):
        return [Blocker("minutes.other_office", "", {"role": role.value})]
    return [] if is_same else [Blocker("minutes.text_changed")]


def blockers_archive(is_archived: bool, given: Iterable[Signed]) -> list[Blocker]:
    """Why minutes cannot go into the archive: they are in it, or somebody has yet to sign."""
    if is_archived:
        return [Blocker("minutes.archived", "ARCHIVES-2018")]
    missing = roles_missing(given)
    return [Blocker("minutes.not_all_signed", "", {"missing": len(missing)})] if missing else []


def require_drawing(drawing: str) -> str:
    """A drawn name: lines of whole numbers within the field, nothing else, neither a dot nor a book.

    Raises InvalidInput.
    """
    if len(drawing) > LONGEST_DRAWING or not _DRAWING.fullmatch(drawing):
        raise InvalidInput("minutes.bad_drawing", "drawing")
    numbers = [int(number) for number in _NUMBERS.findall(drawing)]
    across, down = numbers[::2], numbers[1::2]
    if max(across) > PAD_WIDTH or max(down) > PAD_HEIGHT:
        raise InvalidInput("minutes.bad_drawing", "drawing")
    if len(across) < FEWEST_POINTS or max(max(across) - min(across), max(down) - min(down)) < SMALLEST_NAME:
        raise InvalidInput("minutes.small_drawing", "drawing")
    return drawing


def require_words(text: str, field: str, longest: int) -> str:
    """Words of the clerk, stripped; raises InvalidInput when they are too long."""
    if len(text) > longest:
        raise InvalidInput("minutes.words", field, longest=longest)
    return text.strip()
