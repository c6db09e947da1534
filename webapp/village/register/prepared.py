"""A register file made ready for the village: read, judged, and with the identity numbers already turned into hashes.

In this form it may wait between the clerk's look at it and the clerk's yes: no whole identity number is in it.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from webapp.village.register.check import Checked, check_register
from webapp.village.register.identity import mask_identity
from webapp.village.register.known import digests_by_line
from webapp.village.register.report import shown_repair
from webapp.village.register.rules import (
    Column,
    Household,
    Person,
    PoliticalStatus,
    Refusal,
    RefusalKind,
    Relation,
    Repair,
    RepairKind,
    Sex,
)

_FORM = 1


@dataclass(frozen=True, slots=True)
class Prepared:
    """A checked register whose people carry masked numbers; ``digests`` are the keyed hashes by line.

    ``sha256`` (hexadecimal) is that of the file. The repairs are as found, so that a program that has the file can
    be told them exactly; ``to_bytes`` keeps them masked.
    """

    sha256: str
    checked: Checked
    digests: Mapping[int, bytes]


def prepare(data: bytes, today: date, digest_key: bytes) -> Prepared:
    """Reads and judges a file, and lets go of the identity numbers. ``InvalidInput`` if it is no register at all."""
    checked = check_register(data, today)
    digests = digests_by_line((one for home in checked.households for one in home.residents), digest_key)
    masked = tuple(
        replace(home, residents=tuple(replace(one, identity=mask_identity(one.identity)) for one in home.residents))
        for home in checked.households
    )
    return Prepared(hashlib.sha256(data).hexdigest(), replace(checked, households=masked), digests)


def to_bytes(prepared: Prepared) -> bytes:
    """The register as it waits for the clerk's yes: compressed JSON."""
    checked = prepared.checked
    document = {
        "form": _FORM,
        "sha256": prepared.sha256,
        "rows": checked.rows,
        "households": [_household_out(home, prepared.digests) for home in checked.households],
        "repairs": [[one.line, one.column.name, one.kind, *shown_repair(one)] for one in checked.repairs],
        "refusals": [_refusal_out(one) for one in checked.refusals],
        "refused": sorted(checked.refused_households),
        "ignored": checked.ignored_columns,
    }
    return zlib.compress(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(), 3)


def from_bytes(body: bytes) -> Prepared:
    """The register ``to_bytes`` kept. ``ValueError`` for anything else."""
    try:
        document = json.loads(zlib.decompress(body))
        if document["form"] != _FORM:
            raise ValueError("a draft of another form")
        digests: dict[int, bytes] = {}
        checked = Checked(
            rows=document["rows"],
            households=tuple([_household_in(home, digests) for home in document["households"]]),
            repairs=tuple(_repairs_in(document["repairs"])),
            refusals=tuple([_refusal_in(one) for one in document["refusals"]]),
            refused_households=frozenset(document["refused"]),
            ignored_columns=tuple(document["ignored"]),
        )
    except (zlib.error, KeyError, TypeError, IndexError) as error:
        raise ValueError("this is no draft of a register") from error
    return Prepared(document["sha256"], checked, digests)


def _household_out(home: Household, digests: Mapping[int, bytes]) -> list[Any]:
    people = [
        [
            one.line,
            one.relation,
            one.name,
            one.sex,
            one.born_on.isoformat(),
            one.identity[-4:],
            digests[one.line].hex() if one.line in digests else "",
            one.phone,
            one.registered_here,
            one.lives_here,
            one.political or "",
        ]
        for one in home.residents
    ]
    return [home.number, home.group, home.door, people]


def _household_in(stored: list[Any], digests: dict[int, bytes]) -> Household:
    number, group, door, people = stored
    return Household(number, group, door, tuple([_person_in(one, digests) for one in people]))


def _person_in(stored: list[Any], digests: dict[int, bytes]) -> Person:
    line, relation, name, sex, born_on, tail, digest, phone, here, lives_here, political = stored
    if digest:
        digests[line] = bytes.fromhex(digest)
    return Person(
        line,
        Relation(relation),
        name,
        Sex(sex),
        date.fromisoformat(born_on),
        mask_identity(tail),
        phone,
        here,
        lives_here,
        PoliticalStatus(political) if political else None,
    )


def _repairs_in(stored: Iterable[list[Any]]) -> Iterable[Repair]:
    for line, column, kind, was, now in stored:
        yield Repair(line, Column[column], RepairKind(kind), was, now)


def _refusal_out(refusal: Refusal) -> list[Any]:
    params = {name: value.isoformat() if isinstance(value, date) else value for name, value in refusal.params.items()}
    column = refusal.column.name if refusal.column else None
    return [refusal.line, refusal.household, column, refusal.kind, params]


def _refusal_in(stored: list[Any]) -> Refusal:
    line, household, column, kind, params = stored
    return Refusal(line, household, Column[column] if column else None, RefusalKind(kind), params)
