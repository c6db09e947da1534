"""What is known about one vote, read strictly: a fact that cannot be true is refused with its name."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NoReturn

from webapp.charter.matters import CODES, Body
from webapp.core.errors import InvalidInput

MOST = 10_000_000
"""No village has more people than this; a larger number is a slip of the pen."""
MOST_BYTES = 1_000_000


class CountBy(StrEnum):
    """Whether heads or households are counted."""

    PERSONS = "persons"
    HOUSEHOLDS = "households"


@dataclass(frozen=True)
class Votes:
    """The ballots; who is present and gives none stays in the base all the same."""

    yes: int
    no: int
    abstain: int

    @property
    def total(self) -> int:
        """How many ballots were given."""
        return self.yes + self.no + self.abstain


@dataclass(frozen=True)
class Composition:
    """Who makes up the meeting of representatives; ``None`` is not judged."""

    members: int
    committee: int | None = None
    representatives: int | None = None
    women_representatives: int | None = None


@dataclass(frozen=True)
class Facts:
    """One vote on one matter. ``None`` means unknown, and what is unknown is not judged.

    ``due`` are all who have a seat (应到), ``present`` those who came (实到); ``recused`` are present and do not vote.
    ``local`` are the village's own rules, rule id → value.
    """

    held_on: date
    body: Body
    matter: str
    due: int
    present: int
    count_by: CountBy
    votes: Votes
    recused: int | None = None
    composition: Composition | None = None
    notice_days: int | None = None
    urgent: bool | None = None
    mandate: bool | None = None
    party_studied: bool | None = None
    local: Mapping[str, object] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        if self.due < 1:
            raise InvalidInput("facts.due", "due")
        if not 0 <= self.present <= self.due:
            raise InvalidInput("facts.present", "present", present=self.present, due=self.due)
        recused = self.recused or 0
        if not 0 <= recused <= self.present:
            raise InvalidInput("facts.recused", "recused", recused=recused, present=self.present)
        if self.votes.total > self.present - recused:
            raise InvalidInput("facts.votes", "votes", votes=self.votes.total, voters=self.present - recused)
        if self.count_by is CountBy.HOUSEHOLDS and not self._may_count_households():
            raise InvalidInput("facts.countBy", "count_by", body=self.body.value)
        if self.composition is not None:
            _check_composition(self.composition, self.body, self.due)

    def _may_count_households(self) -> bool:
        return self.body in (Body.ASSEMBLY, Body.GROUP) or (self.body is Body.REPRESENTATIVES and self.matter == "levy")


def _check_composition(parts: Composition, body: Body, due: int) -> None:
    for name in ("committee", "representatives"):
        if (getattr(parts, name) or 0) > parts.members:
            raise InvalidInput(
                "facts.composition.part", f"composition.{name}", part=getattr(parts, name), members=parts.members
            )
    if (parts.women_representatives or 0) > (parts.members if parts.representatives is None else parts.representatives):
        raise InvalidInput("facts.composition.women", "composition.women_representatives")
    if (
        parts.committee is not None
        and parts.representatives is not None
        and parts.committee + parts.representatives < parts.members
    ):
        raise InvalidInput(
            "facts.composition.sum",
            "composition.members",
            members=parts.members,
            named=parts.committee + parts.representatives,
        )
    if body is Body.REPRESENTATIVES and parts.members != due:
        raise InvalidInput("facts.composition.due", "composition.members", members=parts.members, due=due)


def facts_from_json(raw: bytes | str) -> Facts:
    """Read facts from a JSON text; ``InvalidInput`` for anything that is not exactly that."""
    if len(raw) > MOST_BYTES:
        raise InvalidInput("json.tooLong")
    try:
        text = raw.decode("utf-8-sig") if isinstance(raw, bytes) else raw.removeprefix("\ufeff")
        found = json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=_once)
    except UnicodeDecodeError:
        raise InvalidInput("json.notUtf8") from None
    except RecursionError:
        raise InvalidInput("json.tooDeep") from None
    except (ValueError, ArithmeticError):
        raise InvalidInput("json.syntax") from None
    return facts_from(found)


def _refuse_constant(name: str) -> NoReturn:
    raise InvalidInput("json.constant", value=name)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InvalidInput("json.twice", shown(twice))
    return found


_REQUIRED = ("held_on", "body", "matter", "due", "present", "count_by", "votes")
_OPTIONAL = ("recused", "composition", "notice_days", "urgent", "mandate", "party_studied", "local")
_VOTES = ("for", "against", "abstain")
_COMPOSITION = ("committee", "representatives", "women_representatives")


def facts_from(found: object) -> Facts:
    """Read facts from plain data; every unknown name, wrong kind and impossible number is ``InvalidInput``."""
    data = _mapping(found, None, _REQUIRED, _OPTIONAL)
    votes = _mapping(data["votes"], "votes", _VOTES, ())
    return Facts(
        held_on=_day(data["held_on"], "held_on"),
        body=Body(_word(data["body"], "body", [body.value for body in Body])),
        matter=_word(data["matter"], "matter", sorted(CODES)),
        due=_count(data["due"], "due"),
        present=_count(data["present"], "present"),
        count_by=CountBy(_word(data["count_by"], "count_by", [way.value for way in CountBy])),
        votes=Votes(*(_count(votes[name], f"votes.{name}") for name in _VOTES)),
        recused=_optional_count(data, "recused"),
        composition=_composition(data.get("composition")),
        notice_days=_optional_count(data, "notice_days"),
        urgent=_optional_flag(data, "urgent"),
        mandate=_optional_flag(data, "mandate"),
        party_studied=_optional_flag(data, "party_studied"),
        local=_local(data.get("local")),
    )


def _mapping(
    found: object, name: str | None, required: tuple[str, ...], optional: tuple[str, ...]
) -> Mapping[str, object]:
    if not isinstance(found, Mapping):
        raise InvalidInput("facts.notObject", name)
    prefix = f"{name}." if name else ""
    for key in found:
        if key not in required and key not in optional:
            raise InvalidInput("facts.unknown", prefix + shown(key))
    for key in required:
        if key not in found:
            raise InvalidInput("facts.missing", prefix + key)
    return found


def _composition(found: object) -> Composition | None:
    if found is None:
        return None
    data = _mapping(found, "composition", ("members",), _COMPOSITION)
    rest = (_count(data[name], f"composition.{name}") if data.get(name) is not None else None for name in _COMPOSITION)
    members = _count(data["members"], "composition.members")
    if members < 1:
        raise InvalidInput("facts.notCount", "composition.members")
    return Composition(members, *rest)


def _local(found: object) -> Mapping[str, object]:
    if found is None:
        return {}
    if not isinstance(found, Mapping) or any(not isinstance(key, str) for key in found):
        raise InvalidInput("facts.notObject", "local")
    return dict(found)


def _count(found: object, name: str) -> int:
    if isinstance(found, bool) or not isinstance(found, int) or found < 0:
        raise InvalidInput("facts.notCount", name)
    if found > MOST:
        raise InvalidInput("facts.tooLarge", name, most=MOST)
    return found


def _optional_count(data: Mapping[str, object], name: str) -> int | None:
    return None if data.get(name) is None else _count(data[name], name)


def _optional_flag(data: Mapping[str, object], name: str) -> bool | None:
    found = data.get(name)
    if found is None or isinstance(found, bool):
        return found
    raise InvalidInput("facts.notFlag", name)


def _word(found: object, name: str, allowed: list[str]) -> str:
    if not isinstance(found, str) or found not in allowed:
        raise InvalidInput("facts.word", name, value=shown(found), allowed=", ".join(allowed))
    return found


def _day(found: object, name: str) -> date:
    if isinstance(found, date) and type(found) is date:
        return found
    if isinstance(found, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", found):
        try:
            return date.fromisoformat(found)
        except ValueError:
            pass
    raise InvalidInput("facts.notDay", name, value=shown(found))


def shown(found: object) -> str:
    """A foreign value fit to be quoted inside one sentence: short, on one line, nothing that breaks a terminal."""
    if isinstance(found, str):
        text = found
    elif found is None or isinstance(found, (bool, float)) or (isinstance(found, int) and abs(found) <= 10**18):
        text = str(found)
    else:
        text = type(found).__name__
    safe = "".join(char if char.isprintable() else "\ufffd" for char in text[:60])
    return safe if len(text) <= 60 else safe[:59] + "…"
