"""Tables as CSV files that a spreadsheet opens and computes nothing in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

COMPUTED = frozenset("=+-@＝＋－＠")
"""What a cell that a spreadsheet would compute begins with."""
CHUNK = 64 * 1024


def csv_pieces(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """A CSV file in UTF-8 with BOM (as spreadsheets expect), in pieces to be sent as they come.

    A cell that a spreadsheet would compute (it begins with = + - @) gets an apostrophe before it.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow(titles)
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
        if buffer.tell() >= CHUNK:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _harmless(cell: str) -> str:
    return "'" + cell if cell[:1] in COMPUTED else cell
