"""Words of the register: what was repaired, what was refused and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from webapp.core.errors import InvalidInput
from webapp.village.register.identity import mask_identity
from webapp.village.register.rules import Column, PoliticalStatus, Refusal, Relation, Repair, Sex
from webapp.village.register.rules import RefusalKind as No
from webapp.village.register.rules import RepairKind as Fixed

SEXES: Mapping[Sex, Any] = {Sex.MALE: _("male"), Sex.FEMALE: _("female")}

POLITICAL: Mapping[PoliticalStatus, Any] = {
    PoliticalStatus.MASSES: _("no party"),
    PoliticalStatus.PARTY_MEMBER: _("member of the Communist Party"),
    PoliticalStatus.PROBATIONARY_MEMBER: _("probationary member of the Communist Party"),
    PoliticalStatus.LEAGUE_MEMBER: _("member of the Youth League"),
    PoliticalStatus.DEMOCRATIC_PARTY: _("member of a democratic party"),
    PoliticalStatus.NON_PARTY: _("personage without party affiliation"),
}

RELATIONS: Mapping[Relation, Any] = {
    Relation.HEAD: _("head of the household"),
    Relation.SPOUSE: _("husband or wife"),
    Relation.SON: _("son"),
    Relation.DAUGHTER: _("daughter"),
    Relation.SON_IN_LAW: _("son-in-law"),
    Relation.DAUGHTER_IN_LAW: _("daughter-in-law"),
    Relation.FATHER: _("father"),
    Relation.MOTHER: _("mother"),
    Relation.FATHER_IN_LAW: _("father-in-law"),
    Relation.MOTHER_IN_LAW: _("mother-in-law"),
    Relation.GRANDSON: _("grandson"),
    Relation.GRANDDAUGHTER: _("granddaughter"),
    Relation.GRANDCHILD_IN_LAW: _("grandchild's husband or wife"),
    Relation.GREAT_GRANDCHILD: _("great-grandchild"),
    Relation.GRANDFATHER: _("grandfather"),
    Relation.GRANDMOTHER: _("grandmother"),
    Relation.BROTHER: _("brother"),
    Relation.SISTER: _("sister"),
    Relation.SIBLING_IN_LAW: _("brother- or sister-in-law"),
    Relation.NEPHEW_OR_NIECE: _("nephew or niece"),
    Relation.UNCLE_OR_AUNT: _("uncle or aunt"),
    Relation.OTHER_KIN: _("other relative"),
    Relation.NOT_KIN: _("not a relative"),
}

REPAIRS: Mapping[Fixed, Any] = {
    Fixed.FULL_WIDTH_ID: _("full-width digits of the identity number made plain"),
    Fixed.SPACED_NAME: _("space in the name taken out"),
    Fixed.SLASHED_DATE: _("date with slashes read"),
    Fixed.CHINESE_DATE: _("date with 年月日 read"),
    Fixed.DASHED_PHONE: _("dashes or spaces in the phone number taken out"),
    Fixed.FULL_WIDTH: _("full-width characters made plain"),
    Fixed.SPACED_ID: _("spaces or dashes in the identity number taken out"),
    Fixed.SMALL_X_ID: _("small x of the identity number made large"),
    Fixed.DOTTED_DATE: _("date with dots read"),
    Fixed.COMPACT_DATE: _("date without separators read"),
    Fixed.UNPADDED_DATE: _("date with single digits read"),
    Fixed.TIMED_DATE: _("time of day after the date left out"),
    Fixed.PREFIXED_PHONE: _("country code of the phone number left out"),
    Fixed.NAME_DOT: _("dot in the name made the usual one"),
}

REFUSALS: Mapping[No, Any] = {
    No.BAD_CHECKSUM: _(
        "The identity number is mistyped: its last character does not fit the others. Look at the card."
    ),
    No.FUTURE_BIRTH: _("The date of birth, %(born_on)s, lies in the future. Correct it."),
    No.BIRTH_NOT_IN_ID: _("Date of birth and identity number name different days. Correct the one that is wrong."),
    No.SEX_NOT_IN_ID: _("Sex and identity number do not agree. Correct the one that is wrong."),
    No.UNKNOWN_RELATION: _(
        "“%(value)s” is no relation to the head that a register knows. Write 配偶, 子, 女, 父, 母 or 非亲属."
    ),
    No.MISSING_GROUP: _("The villagers' group is missing. Write it down."),
    No.NO_HEAD: _("This household has no head. Write 户主 for one person of it."),
    No.TWO_HEADS: _("This household has a head already, on line %(line)s. Only one person can be 户主."),
    No.DUPLICATE_ROW: _("The same person stands on line %(line)s already. Delete one of the two rows."),
    No.SHORT_ROW: _("The row is cut off: cells are missing at its end. Fill them in."),
    No.LONG_ROW: _(
        "The row has more cells than the file has columns. A comma inside a cell needs quotation marks around the cell."
    ),
    No.CONTROL_CHARACTER: _("The cell holds invisible or broken characters or a line break. Type it again."),
    No.TOO_LONG: _("The cell is longer than %(longest)s characters. Shorten it."),
    No.FORMULA: _("The cell holds a formula. Put its result there as text."),
    No.MISSING_HOUSEHOLD: _(
        "The household number is missing. Where cells were merged, write the number into every row."
    ),
    No.BAD_HOUSEHOLD: _("“%(value)s” is no household number. Use letters, digits and dashes."),
    No.MISSING_NAME: _("The name is missing. Write it down."),
    No.BAD_NAME: _("The sign “%(sign)s” does not belong in a name. Write the name as on the identity card."),
    No.UNKNOWN_SEX: _("“%(value)s” is no sex that a register knows. Write 男 or 女."),
    No.BAD_DATE: _("“%(value)s” is no date. Write year, month and day, such as 1958-04-09."),
    No.IMPOSSIBLE_BIRTH: _("The date of birth, %(born_on)s, is more than %(oldest)s years ago. Correct it."),
    No.BAD_IDENTITY: _("An identity number has 18 characters: 17 digits and a digit or X. This one is something else."),
    No.OLD_IDENTITY: _("This is an old identity number of 15 digits. Write the new one of 18."),
    No.ROUNDED_IDENTITY: _(
        "The spreadsheet has rounded the identity number. Set the column to text and type the number again."
    ),
    No.IDENTITY_TWICE: _(
        "Another person on line %(line)s has the same identity number. Correct the one that is wrong."
    ),
    No.UNKNOWN_MASKED_IDENTITY: _(
        "The identity number is hidden by stars, and the village knows nobody of this household, name and birth with "
        "these last four characters. Write the whole number."
    ),
    No.BAD_PHONE: _("“%(value)s” is no phone number. Write one number, digits only, or leave the cell empty."),
    No.UNKNOWN_REGISTRATION: _("“%(value)s” says nothing about the registration. Write 本村 or 外来."),
    No.UNKNOWN_LIVES_HERE: _("“%(value)s” does not say whether the person lives here. Write 是 or 否."),
    No.UNKNOWN_POLITICAL: _(
        "“%(value)s” is no political status that a register knows. Write 群众 or 中共党员, or leave it empty."
    ),
    No.TWO_GROUPS: _("The household stands in another group on line %(line)s. A household belongs to one group."),
    No.TWO_DOORS: _("The household has another door number on line %(line)s. A household has one door number."),
}

EMPTY_CELL = _("The cell is empty. Fill it in.")
"""Told instead of “”: a necessary cell that holds nothing."""

BLOCKERS: Mapping[str, Any] = {
    "register.file_too_large": _("The file is larger than %(megabytes)s MB. Split it, or take pictures out of it."),
    "register.empty_file": _("The file is empty. Choose the file again."),
    "register.old_or_locked_workbook": _(
        "This is an old .xls file or one with a password. Save it as .xlsx without a password."
    ),
    "register.not_a_workbook": _("This is no spreadsheet. Save the register as .xlsx or .csv."),
    "register.broken_workbook": _(
        "The spreadsheet is damaged and cannot be read. Open it, save it as .xlsx again, and try once more."
    ),
    "register.workbook_too_large": _(
        "Unpacked, the spreadsheet is far too large. Copy the register alone into a new file."
    ),
    "register.utf_16": _("The file is saved as “Unicode text” (UTF-16). Save it as CSV UTF-8 or as .xlsx."),
    "register.broken_bytes": _(
        "Line %(line)s holds bytes that are no %(encoding)s. Save the file again as CSV UTF-8 or as .xlsx."
    ),
    "register.broken_quotes": _(
        "Line %(line)s has a quotation mark that is not closed, or text after a closed one. Correct it."
    ),
    "register.no_head_line": _(
        "No line with the titles of the columns was found. The first line names them: %(columns)s. "
        "Between columns stand commas."
    ),
    "register.missing_columns": _(
        "Line %(line)s names the columns, but these are missing: %(columns)s. "
        "Add them; phone, door and political status may stay empty."
    ),
    "register.column_twice": _("Line %(line)s names a column twice: %(columns)s. Delete one of them."),
    "register.too_many_blank_lines": _("Thousands of empty lines stand before line %(line)s. Delete them."),
    "register.too_many_rows": _("The file has more than %(rows)s rows. Split it."),
    "register.rows_refused": _(
        "%(rows)s rows of the file are refused. Correct them and hand the file in again, or say that their households "
        "are left out."
    ),
    "register.nothing_to_import": _("The register already says what the file says. There was nothing to import."),
    "register.changed_meanwhile": _(
        "The register has changed since you looked. This is the difference as it is now; look again before you say yes."
    ),
    "register.draft_expired": _(
        "A checked file is kept for %(minutes)s minutes, and these are over. Hand the file in again; "
        "nothing was changed."
    ),
}
"""File errors by the code of the ``InvalidInput``, and what stands against an import."""

EVENTS: Mapping[str, Any] = {
    "register_checked": _("A register file was handed in and checked: %(rows)s rows, %(refused)s refused."),
    "register_discarded": _("A register file that was handed in was thrown away unused."),
    "register_imported": _(
        "A register file was imported: %(residents)s people in %(households)s households; %(added)s added, "
        "%(changed)s changed, %(unchanged)s unchanged, %(left_out)s rows left out."
    ),
    "register_exported": _("The register was taken out as a file: %(residents)s people in %(households)s households."),
}

_REGISTERED = {True: _("registered here"), False: _("registered elsewhere")}
_LIVES = {True: _("lives here"), False: _("lives elsewhere")}


def refusal_sentence(refusal: Refusal) -> str:
    """What is wrong with a row and what to do, in short sentences; no personal data beyond the wrong cell."""
    sentence = EMPTY_CELL if refusal.params.get("value") == "" else REFUSALS[refusal.kind]
    return str(sentence) % dict(refusal.params)


def relation_label(relation: Relation) -> str:
    """What a person is to the head of the household."""
    return str(RELATIONS[relation])


def repair_label(repair: Repair) -> str:
    """How a cell was put right."""
    return str(REPAIRS[repair.kind])


def file_error_sentence(error: InvalidInput) -> str:
    """What is wrong with a whole file, and what to do."""
    return str(BLOCKERS[error.code]) % dict(error.params)


def cell_text(column: Column, value: object) -> str:
    """What a cell of the register says, as people say it; of an identity number the last four characters."""
    match value:
        case None | "":
            return ""
        case Relation():
            return str(RELATIONS[value])
        case Sex():
            return str(SEXES[value])
        case PoliticalStatus():
            return str(POLITICAL[value])
        case bool():
            return str((_REGISTERED if column is Column.REGISTRATION else _LIVES)[value])
    return mask_identity(str(value)) if column is Column.IDENTITY else str(value)
