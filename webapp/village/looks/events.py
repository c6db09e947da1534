"""What happens when somebody looks at personal data."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class PersonalDataSeen(Event):
    """A page with personal data was opened. Who looked, and at whose data, is bound by the rows' digests, in no entry.

    A villager who begins to gather names may look just before: named here, that unnamed act would be theirs.
    """

    name: ClassVar[str] = "personal_data_seen"
    unnamed: ClassVar[bool] = True
    looked_at: str
    about: int
