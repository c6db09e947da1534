"""A zip that is the same, byte for byte, whenever the same files go in: no dates, no compression, one order."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from typing import IO

# The first moment a zip can name; nothing here depends on when it was made.
NO_DATE = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16
UNIX = 3


class Zipped:
    """Writes files into a zip. Stored as they are: how well one compresses differs from one library to the next."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED)

    def add(self, name: str, content: Iterable[bytes]) -> None:
        """One more file."""
        info = zipfile.ZipInfo(name, NO_DATE)
        info.create_system, info.external_attr = UNIX, READABLE
        with self._zip.open(info, "w") as file:
            for piece in content:
                file.write(piece)

    def close(self) -> None:
        """Nothing more is added."""
        self._zip.close()
