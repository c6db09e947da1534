"""The register as a file: CSV or a spreadsheet, with the columns an import reads, so that it can come back.

Of an identity number only the last four characters are known; an import recognises the person by household, name and
day of birth and leaves the number as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from webapp.kit.csv_files import csv_pieces
from webapp.village.register.columns import (
    LIVES_HERE_WORD,
    POLITICAL_WORD,
    REGISTERED_HERE_WORD,
    RELATION_WORD,
    SEX_WORD,
)
from webapp.village.register.identity import mask_identity
from webapp.village.register.known import KnownHousehold
from webapp.village.register.rules import Column
from webapp.village.register.workbook import workbook_bytes

TITLES = tuple(column.value for column in Column)


def register_rows(households: Iterable[KnownHousehold]) -> Iterator[tuple[str, ...]]:
    """One row per resident, in the order given, cells in the order of ``Column``."""
    for household in households:
        for resident in household.residents:
            yield (
                household.number,
                household.group,
                household.door,
                RELATION_WORD[resident.relation],
                resident.name,
                SEX_WORD[resident.sex],
                resident.born_on.isoformat(),
                mask_identity(resident.identity_tail),
                resident.phone,
                REGISTERED_HERE_WORD[resident.registered_here],
                LIVES_HERE_WORD[resident.lives_here],
                POLITICAL_WORD[resident.political] if resident.political else "",
            )


def csv_chunks(households: Iterable[KnownHousehold]) -> Iterator[bytes]:
    """The register as a CSV file, in pieces to be sent as they come."""
    return csv_pieces(TITLES, register_rows(households))


def xlsx_bytes(households: Iterable[KnownHousehold]) -> bytes:
    """A spreadsheet in which every cell is text; nothing in it can be computed."""
    return workbook_bytes("村民名册", TITLES, register_rows(households))
