"""Who is paid: somebody of the register, or a name as it was written."""

from __future__ import annotations

import unicodedata
import uuid
from typing import NamedTuple


class Payee(NamedTuple):
    """A payee: a resident, when that is known, and the name."""

    key: uuid.UUID | None
    name: str

    def is_same(self, other: Payee) -> bool:
        """Whether two payments go to the same payee, however the name was written."""
        if self.key is not None and other.key is not None:
            return self.key == other.key
        return plain_name(self.name) == plain_name(other.name)


def plain_name(name: str) -> str:
    """A name without blanks, dots and brackets, full-width signs made simple: 镇建材店（北） is 镇 建材店(北)."""
    simple = unicodedata.normalize("NFKC", name).casefold()
    return "".join(sign for sign in simple if sign.isalnum())
