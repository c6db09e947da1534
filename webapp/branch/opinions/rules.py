"""The supervision committee's opinions: three places on a matter's way. An opinion is heard, it is not a veto."""

from __future__ import annotations

from enum import StrEnum


class Place(StrEnum):
    """When the supervisors speak: before the agenda, during execution, before the result is published."""

    BEFORE_AGENDA = "before_agenda"
    DURING_EXECUTION = "during_execution"
    BEFORE_RESULT = "before_result"


class Verdict(StrEnum):
    """What they say: agree, agree if something is mended, or object."""

    AGREE = "agree"
    MEND = "mend"
    OBJECT = "object"
