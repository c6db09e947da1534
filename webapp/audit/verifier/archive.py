"""Opening a bundle that a stranger sent: a zip, or the folder it was unpacked into, refused where it plays tricks.

Nothing is written to disk, nothing is unpacked before its size is known, and no name may lead anywhere.
"""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

MAX_FILES = 5_000
MAX_UNPACKED = 512_000_000
MAX_RATIO = 200
MIN_SUSPECT = 10_000_000
MANIFEST = "manifest.json"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}(/[A-Za-z0-9][A-Za-z0-9._-]{0,120}){0,4}")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class ArchiveError(ValueError):
    """This file is not opened; ``code`` names the sentence that says why, ``place`` the file within."""

    def __init__(self, code: str, place: str = "") -> None:
        super().__init__(f"{code}: {place}" if place else code)
        self.code, self.place = code, place


def read_bundle(path: Path) -> dict[str, bytes]:
    """Every file of a bundle by its name within, from a zip or a folder. ArchiveError if it is refused."""
    try:
        found = _from_folder(path) if path.is_dir() else _from_zip(path)
    except OSError as error:
        raise ArchiveError("archive.unreadable", error.strerror or "") from error
    return _without_top_folder(found)


def _from_zip(path: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _require_harmless(members, path.stat().st_size)
            return {member.filename: _content(archive, member) for member in members}
    except (zipfile.BadZipFile, EOFError, UnicodeDecodeError, ValueError) as error:
        if isinstance(error, ArchiveError):
            raise
        raise ArchiveError("archive.not_a_zip") from error


def _require_harmless(members: list[zipfile.ZipInfo], packed: int) -> None:
    """Refuse too many files, bombs, encrypted files, links, doubled names and names that lead elsewhere."""
    if len(members) > MAX_FILES:
        raise ArchiveError("archive.too_many")
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED or (total > MIN_SUSPECT and total > MAX_RATIO * packed):
        raise ArchiveError("archive.too_large")
    if sum(member.compress_size for member in members) > packed:
        raise ArchiveError("archive.too_large")  # files that lie over one another
    seen = set()
    for member in members:
        name = member.filename
        if not _NAME.fullmatch(name) or member.orig_filename != name or stat.S_ISLNK(member.external_attr >> 16):
            raise ArchiveError("archive.name", ascii(name)[1:81])
        if name.lower() in seen:
            raise ArchiveError("archive.twice", name)
        if member.flag_bits & 1 or member.compress_type not in _METHODS:
            raise ArchiveError("archive.method", name)
        seen.add(name.lower())


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(member) as stream:
            data = stream.read(member.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ArchiveError("archive.damaged", member.filename) from error
    if len(data) != member.file_size:
        raise ArchiveError("archive.damaged", member.filename)
    return data


def _from_folder(folder: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    total = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or (path.is_file() and not _NAME.fullmatch(name)):
            raise ArchiveError("archive.name", ascii(name)[1:81])
        if not path.is_file():
            continue
        total += path.stat().st_size
        if len(found) >= MAX_FILES:
            raise ArchiveError("archive.too_many")
        if total > MAX_UNPACKED:
            raise ArchiveError("archive.too_large")
        found[name] = path.read_bytes()
    return found


def _without_top_folder(found: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same files when somebody packed the folder with its own name around them."""
    tops = {name.partition("/")[0] for name in found}
    if MANIFEST in found or len(tops) != 1:
        return dict(found)
    return {name.partition("/")[2]: data for name, data in found.items() if "/" in name}
