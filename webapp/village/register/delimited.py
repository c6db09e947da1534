"""A register saved as CSV: which encoding it is in, and its lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from webapp.core.errors import InvalidInput
from webapp.village.register.columns import columns_of

_ENCODINGS = ("utf-8", "gb18030")
_HEAD_BYTES = 4096
_LONGEST_CELL = 4096


def delimited_lines(data: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    """Every line of a CSV file with the number an editor shows for it; quoted cells may hold commas and line ends."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InvalidInput("register.utf_16")
    return _lines(_text(data.removeprefix(b"\xef\xbb\xbf"), has_mark=data.startswith(b"\xef\xbb\xbf")))


def _text(data: bytes, *, has_mark: bool) -> str:
    """The file as text. The encoding is the one in which the head line makes sense, so that one broken byte
    further down is reported as broken instead of turning the whole file into other characters.
    """
    encoding = "utf-8" if has_mark else _encoding(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as broken:
        line = _line_of(data, broken.start)
        raise InvalidInput("register.broken_bytes", line=line, encoding=encoding.upper()) from None


def _encoding(data: bytes) -> str:
    opening = data[:_HEAD_BYTES]
    found = {name: _titles_found(opening.decode(name, errors="replace")) for name in _ENCODINGS}
    best = max(_ENCODINGS, key=lambda name: found[name])
    if found[best] > min(found.values()):
        return best
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _titles_found(opening: str) -> int:
    """How many titles of columns the opening lines hold, at most."""
    return max(len(columns_of(line.replace('"', "").split(","))) for line in opening.splitlines()[:10] or [""])


def _line_of(data: bytes, position: int) -> int:
    before = data[:position]
    return 1 + before.count(b"\n") + before.replace(b"\r\n", b"\n").count(b"\r")


def _lines(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise InvalidInput("register.broken_quotes", line=line) from None
        if cells and len(max(cells, key=len)) > _LONGEST_CELL:
            raise InvalidInput("register.broken_quotes", line=line)
        yield line, cells
