"""What happens to evidence: that those who oversee took it away."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class BundleTaken(Event):
    """Evidence was taken away with the personal facts that oversight needs; of what, and how many entries."""

    name: ClassVar[str] = "bundle_taken"
    kind: str
    about: str
    first: int
    last: int
    entries: int
