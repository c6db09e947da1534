"""The register as a file: CSV or a spreadsheet, with the columns an import reads, so that it can come back.

Of an identity number only the last four characters are known; an import recognises the person by household, name and
day of birth and leaves the number as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from webapp.village.register.columns import (
    COMPUTED,
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

_CHUNK = 64 * 1024
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
    """A CSV file in UTF-8 with BOM (as spreadsheets expect), in pieces to be sent as they come.

    A cell that a spreadsheet would compute (it begins with = + - @) gets an apostrophe before it.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow(TITLES)
    for row in register_rows(households):
        writer.writerow([_harmless(cell) for cell in row])
        if buffer.tell() >= _CHUNK:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _harmless(cell: str) -> str:
    return "'" + cell if cell[:1] in COMPUTED else cell


def xlsx_bytes(households: Iterable[KnownHousehold]) -> bytes:
    """A spreadsheet in which every cell is text; nothing in it can be computed."""
    return workbook_bytes("村民名册", TITLES, register_rows(households))
