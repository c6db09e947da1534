"""The words of the household register: its columns, what may stand in them, and what is wrong or repaired.

The titles are those of the registers villages keep (户号, 村民小组 …); they are data, not wording, and stay
the same in every language of the pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from webapp.core.errors import Blocker


class Sex(StrEnum):
    """As it stands on the identity card."""

    MALE = "male"
    FEMALE = "female"


class PoliticalStatus(StrEnum):
    """政治面貌, in the groups of GB/T 4762 that a village needs."""

    MASSES = "masses"
    PARTY_MEMBER = "party_member"
    PROBATIONARY_MEMBER = "probationary_member"
    LEAGUE_MEMBER = "league_member"
    DEMOCRATIC_PARTY = "democratic_party"
    NON_PARTY = "non_party"


class Relation(StrEnum):
    """What a person is to the head of the household (GB/T 4761, as far as registers use it)."""

    HEAD = "head"
    SPOUSE = "spouse"
    SON = "son"
    DAUGHTER = "daughter"
    SON_IN_LAW = "son_in_law"
    DAUGHTER_IN_LAW = "daughter_in_law"
    FATHER = "father"
    MOTHER = "mother"
    FATHER_IN_LAW = "father_in_law"
    MOTHER_IN_LAW = "mother_in_law"
    GRANDSON = "grandson"
    GRANDDAUGHTER = "granddaughter"
    GRANDCHILD_IN_LAW = "grandchild_in_law"
    GREAT_GRANDCHILD = "great_grandchild"
    GRANDFATHER = "grandfather"
    GRANDMOTHER = "grandmother"
    BROTHER = "brother"
    SISTER = "sister"
    SIBLING_IN_LAW = "sibling_in_law"
    NEPHEW_OR_NIECE = "nephew_or_niece"
    UNCLE_OR_AUNT = "uncle_or_aunt"
    OTHER_KIN = "other_kin"
    NOT_KIN = "not_kin"


class FileForm(StrEnum):
    """In which form the register leaves the system."""

    CSV = "csv"
    XLSX = "xlsx"


class Column(StrEnum):
    """A column of the register; the value is its title in the file."""

    HOUSEHOLD = "户号"
    GROUP = "村民小组"
    DOOR = "门牌号"
    RELATION = "与户主关系"
    NAME = "姓名"
    SEX = "性别"
    BORN = "出生日期"
    IDENTITY = "身份证号"
    PHONE = "手机号"
    REGISTRATION = "户籍"
    LIVES_HERE = "是否常住"
    POLITICAL = "政治面貌"


MAX_LENGTH: Mapping[Column, int] = MappingProxyType(
    {
        Column.HOUSEHOLD: 20,
        Column.GROUP: 40,
        Column.DOOR: 60,
        Column.RELATION: 20,
        Column.NAME: 50,
        Column.SEX: 10,
        Column.BORN: 30,
        Column.IDENTITY: 40,
        Column.PHONE: 30,
        Column.REGISTRATION: 20,
        Column.LIVES_HERE: 10,
        Column.POLITICAL: 20,
    }
)
"""Longest text of each column, in characters; a longer one is refused, so a column of this width never overflows."""

MAY_BE_EMPTY = frozenset({Column.DOOR, Column.IDENTITY, Column.PHONE, Column.POLITICAL})
"""What a village may not know: a door without a number, a newborn without an identity number, no phone."""


class RepairKind(StrEnum):
    """What was put right without guessing; the row is accepted and the repair reported."""

    FULL_WIDTH_ID = "full_width_id"
    SPACED_NAME = "spaced_name"
    SLASHED_DATE = "slashed_date"
    CHINESE_DATE = "chinese_date"
    DASHED_PHONE = "dashed_phone"
    FULL_WIDTH = "full_width"
    SPACED_ID = "spaced_id"
    SMALL_X_ID = "small_x_id"
    DOTTED_DATE = "dotted_date"
    COMPACT_DATE = "compact_date"
    UNPADDED_DATE = "unpadded_date"
    TIMED_DATE = "timed_date"
    PREFIXED_PHONE = "prefixed_phone"
    NAME_DOT = "name_dot"


class RefusalKind(StrEnum):
    """What nobody may guess; the row is refused, and its household with it."""

    BAD_CHECKSUM = "bad_checksum"
    FUTURE_BIRTH = "future_birth"
    BIRTH_NOT_IN_ID = "birth_not_in_id"
    SEX_NOT_IN_ID = "sex_not_in_id"
    UNKNOWN_RELATION = "unknown_relation"
    MISSING_GROUP = "missing_group"
    NO_HEAD = "no_head"
    TWO_HEADS = "two_heads"
    DUPLICATE_ROW = "duplicate_row"
    SHORT_ROW = "short_row"
    LONG_ROW = "long_row"
    CONTROL_CHARACTER = "control_character"
    TOO_LONG = "too_long"
    FORMULA = "formula"
    MISSING_HOUSEHOLD = "missing_household"
    BAD_HOUSEHOLD = "bad_household"
    MISSING_NAME = "missing_name"
    BAD_NAME = "bad_name"
    UNKNOWN_SEX = "unknown_sex"
    BAD_DATE = "bad_date"
    IMPOSSIBLE_BIRTH = "impossible_birth"
    BAD_IDENTITY = "bad_identity"
    OLD_IDENTITY = "old_identity"
    ROUNDED_IDENTITY = "rounded_identity"
    IDENTITY_TWICE = "identity_twice"
    UNKNOWN_MASKED_IDENTITY = "unknown_masked_identity"
    BAD_PHONE = "bad_phone"
    UNKNOWN_REGISTRATION = "unknown_registration"
    UNKNOWN_LIVES_HERE = "unknown_lives_here"
    UNKNOWN_POLITICAL = "unknown_political"
    TWO_GROUPS = "two_groups"
    TWO_DOORS = "two_doors"


@dataclass(frozen=True, slots=True)
class Repair:
    """One cell that was put right: what stood there and what was read. ``line`` as an editor counts, from 1."""

    line: int
    column: Column
    kind: RepairKind
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """One defect nobody may guess away. ``column`` is None when the whole row is meant; ``household`` as written."""

    line: int
    household: str
    column: Column | None
    kind: RefusalKind
    params: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Person:
    """One row of a register that was read without a defect.

    ``identity`` is the full number, fourteen stars and the last four characters (an export read again), or empty.
    """

    line: int
    relation: Relation
    name: str
    sex: Sex
    born_on: date
    identity: str
    phone: str
    registered_here: bool
    lives_here: bool
    political: PoliticalStatus | None


@dataclass(frozen=True, slots=True)
class Household:
    """One household of a register with everyone in it, in the order of the file."""

    number: str
    group: str
    door: str
    residents: tuple[Person, ...]

    @property
    def head(self) -> Person:
        """The one head every household has."""
        return next(person for person in self.residents if person.relation is Relation.HEAD)


def household_key(number: str) -> str:
    """The same household for ``00012`` and ``12``: spreadsheets drop leading zeros."""
    return number.lstrip("0") or "0" if number.isdecimal() else number.casefold()


_DIGITS = re.compile(r"(\d+)")


def household_order(number: str) -> tuple[tuple[int, int, str], ...]:
    """Sorting key by which household 9 stands before household 10 and ``3-2`` before ``3-10``."""
    parts = _DIGITS.split(number)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


class Departure(StrEnum):
    """Why a person is taken out of the register: died, moved away, or should never have stood in it."""

    DIED = "died"
    REGISTRATION_MOVED = "registration_moved"
    MARRIED_AWAY = "married_away"
    ENTERED_TWICE = "entered_twice"
    NEVER_BELONGED = "never_belonged"


DRAFT_LASTS = timedelta(minutes=30)
"""How long a checked file waits for the clerk's yes."""


def blockers_import(refused_rows: int, *, leave_out_refused: bool) -> list[Blocker]:
    """Why a checked file is not imported: refused rows, unless the clerk says to leave their households out."""
    if not refused_rows or leave_out_refused:
        return []
    return [Blocker("register.rows_refused", "", {"rows": refused_rows})]


def blockers_draft(expires_at: datetime, now: datetime) -> list[Blocker]:
    """Why a file that was handed in cannot be used any more."""
    if now < expires_at:
        return []
    return [Blocker("register.draft_expired", "", {"minutes": int(DRAFT_LASTS.total_seconds() // 60)})]
