"""The log as tiles: pieces of its tree that never change, from which any proof can be computed (c2sp.org/tlog-tiles).

A tile is up to 256 hashes of one level; level 0 holds the hashes of entries, each level above the hash of a full tile
below. Everything is read from the hashes that are stored beside the entries.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.audit.models import LogEntry
from webapp.audit.verifier.merkle import HASH_SIZE, where

WIDTH = 256
HEIGHT = 8
MOST_LEVELS = 63
_PATH = re.compile(r"((?:x[0-9]{3}/){0,6})([0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")


@dataclass(frozen=True, slots=True)
class Tile:
    """Which piece: its level, its place in the level, and how many hashes it holds (256: it is full)."""

    level: int
    index: int
    width: int = WIDTH

    @property
    def is_full(self) -> bool:
        return self.width == WIDTH

    @property
    def first(self) -> int:
        """The place in the tree's level of its first hash."""
        return self.index * WIDTH

    def fits(self, size: int) -> bool:
        """Whether a log of this size has the tile."""
        return (self.first + self.width) << (HEIGHT * self.level) <= size


def read_tile(level: int, path: str) -> Tile | None:
    """The tile of an address `<level>/x001/x234/067.p/5`; nothing if it is not written the one right way."""
    found = _PATH.fullmatch(path)
    if found is None or level > MOST_LEVELS:
        return None
    leading, last, width = found.groups()
    if leading.startswith("x000/"):
        return None
    index = int(leading.replace("x", "").replace("/", "") + last)
    if width is None:
        return Tile(level, index)
    return Tile(level, index, int(width)) if int(width) < WIDTH else None


def tile_path(index: int, width: int = WIDTH) -> str:
    """How the index of a tile stands in an address."""
    digits = f"{index:03d}"
    digits = digits.zfill((len(digits) + 2) // 3 * 3)
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    path = "".join(f"x{part}/" for part in parts[:-1]) + parts[-1]
    return path if width == WIDTH else f"{path}.p/{width}"


def hashes_of(session: Session, tile: Tile) -> bytes:
    """The hashes of a tile that fits the log, one after the other: one query."""
    places = [where(HEIGHT * tile.level, tile.first + at) for at in range(tile.width)]
    query = select(LogEntry.seq, LogEntry.hashes).where(LogEntry.seq.in_([seq for seq, _ in places]))
    rows = {row.seq: row.hashes for row in session.execute(query)}
    return b"".join(bytes(rows[seq][offset : offset + HASH_SIZE]) for seq, offset in places)


def entries_of(session: Session, tile: Tile) -> Sequence[LogEntry]:
    """The entries under a tile of level 0 that fits the log, in their order: one query."""
    query = select(LogEntry).where(LogEntry.seq >= tile.first, LogEntry.seq < tile.first + tile.width)
    return session.execute(query.order_by(LogEntry.seq)).scalars().all()


def bundle(entries: Sequence[LogEntry]) -> bytes:
    """Entries as they are handed on: each with its length in two bytes before it."""
    return b"".join(len(entry.body).to_bytes(2, "big") + bytes(entry.body) for entry in entries)
