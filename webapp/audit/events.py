"""What happens to the log itself."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from webapp.audit.verifier.rotation import EVENT
from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class LogKeyRotated(Event):
    """Another key signs the log from here on; both keys signed the change (the old one not, if it was lost)."""

    name: ClassVar[str] = EVENT
    reason: str
    old_key: str
    new_key: str
    signed_by_old: str
    signed_by_new: str
