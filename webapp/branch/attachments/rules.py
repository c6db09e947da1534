"""Rules of papers that belong to a matter: what a file is by its content, how large, how many, what it is called."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from pathlib import PurePosixPath

from webapp.core.errors import Blocker, InvalidInput

MOST_BYTES = 10 * 1024 * 1024
MOST_PAPERS = 20
LONGEST_NAME = 120
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
TEXT, CSV = "text/plain", "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {PDF: (".pdf",), PNG: (".png",), JPEG: (".jpg", ".jpeg"), TEXT: (".txt", ".md"), CSV: (".csv",),
           XLSX: (".xlsx",), DOCX: (".docx",)}  # fmt: skip
_OFFICE = {"xl/workbook.xml": XLSX, "word/document.xml": DOCX}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_PROGRAMS = ("vbaproject.bin", "activex", "oleobject")


def media_type_of(content: bytes, file_name: str) -> str:
    """What a file is, told from its first bytes and its inside; the name only tells a table from a text.

    Raises InvalidInput for an empty or too large file, an unknown kind, or an office file that carries a program.
    """
    if not 0 < len(content) <= MOST_BYTES:
        raise InvalidInput("attachment.size", "file", most=MOST_BYTES // 1024 // 1024, name=file_name)
    found = _by_signature(content) or _office(content, file_name) or _text(content, file_name)
    if found is None:
        raise InvalidInput("attachment.kind", "file", name=file_name)
    return found


def _by_signature(content: bytes) -> str | None:
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        return PNG
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    return None


def _office(content: bytes, file_name: str) -> str | None:
    if not content.startswith(b"PK\x03\x04"):
        return None
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RecursionError, EOFError):
        return None
    if any(program in name.lower() for name in names for program in _PROGRAMS):
        raise InvalidInput("attachment.program", "file", name=file_name)
    return next((_OFFICE[name] for name in names if name in _OFFICE and "[Content_Types].xml" in names), None)


def _text(content: bytes, file_name: str) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            return None
        return CSV if file_name.lower().endswith(".csv") else TEXT
    return None


def clean_name(file_name: str, media_type: str) -> str:
    """The name a file is kept under: no folders, no invisible or direction-changing signs, the ending of its kind."""
    flat = PurePosixPath(file_name.replace("\\", "/")).name
    shown = "".join(sign for sign in flat if unicodedata.category(sign)[0] not in "C" and sign not in '<>:"|?*')
    stem, _, ending = shown.strip(" .").rpartition(".")
    if not stem or f".{ending.lower()}" not in ENDINGS[media_type]:
        stem, ending = shown.strip(" .") or "paper", ENDINGS[media_type][0].lstrip(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"


def blockers_add(count: int) -> list[Blocker]:
    """Why no further paper can be added: there are twenty."""
    return [Blocker("attachment.too_many", "", {"most": MOST_PAPERS})] if count >= MOST_PAPERS else []
