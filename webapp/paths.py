"""Where the files beside the code lie: in the source tree next to `webapp`, in a built wheel inside it."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def beside(name: str) -> Path:
    """The folder `name` of the source tree, or its copy `_name` that setup.py puts into the wheel."""
    packed = PACKAGE / f"_{name}"
    return packed if packed.is_dir() else PACKAGE.parent / name


MIGRATIONS = beside("migrations")
STATIC = beside("static")
TRANSLATIONS = beside("translations")
