"""What happens when somebody looks at personal data."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class PersonalDataSeen(Event):
    """A page with personal data was opened. Whose data it showed is bound by the rows' digests, and in no entry."""

    name: ClassVar[str] = "personal_data_seen"
    looked_at: str
    about: int
