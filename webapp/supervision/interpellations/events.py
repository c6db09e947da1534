"""What happens to interpellations. Who stands under a joint question does not stand in the log, only how many."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class QuestionBegun(Event):
    """A joint question looks for names; `needed` of the `base` people whose name counts would put it."""

    name: ClassVar[str] = "interpellation_begun"
    unnamed: ClassVar[bool] = True
    number: str
    source: str
    to: str
    about: str
    base: int
    needed: int


@dataclasses.dataclass(frozen=True)
class QuestionSupported(Event):
    """A person put their name under a question."""

    name: ClassVar[str] = "interpellation_supported"
    unnamed: ClassVar[bool] = True
    number: str
    names: int


@dataclasses.dataclass(frozen=True)
class QuestionNamesRecorded(Event):
    """Names that stand on paper under a question were recorded."""

    name: ClassVar[str] = "interpellation_names_recorded"
    number: str
    added: int
    names: int


@dataclasses.dataclass(frozen=True)
class QuestionPut(Event):
    """The supervision committee put a question; from now on the days for the answer run."""

    name: ClassVar[str] = "interpellation_put"
    number: str
    to: str
    about: str
    due_on: date


@dataclasses.dataclass(frozen=True)
class JointQuestionPut(Event):
    """Enough people asked: the question is put, and the days for the answer run."""

    name: ClassVar[str] = "joint_interpellation_put"
    unnamed: ClassVar[bool] = True
    number: str
    to: str
    names: int
    needed: int
    base: int
    due_on: date


@dataclasses.dataclass(frozen=True)
class QuestionWithdrawn(Event):
    """Whoever began a joint question took it back before enough names stood under it."""

    name: ClassVar[str] = "interpellation_withdrawn"
    unnamed: ClassVar[bool] = True
    number: str


@dataclasses.dataclass(frozen=True)
class QuestionReplied(Event):
    """Those asked gave an answer."""

    name: ClassVar[str] = "interpellation_replied"
    number: str
    reply: int
    was_late: bool


@dataclasses.dataclass(frozen=True)
class ReplyAccepted(Event):
    """Who asked is satisfied with the answer."""

    name: ClassVar[str] = "interpellation_reply_accepted"
    number: str
    reply: int


@dataclasses.dataclass(frozen=True)
class JointReplyAccepted(ReplyAccepted):
    """Who asked a joint question is satisfied with the answer."""

    name: ClassVar[str] = "joint_interpellation_reply_accepted"
    unnamed: ClassVar[bool] = True


@dataclasses.dataclass(frozen=True)
class ReplyRejected(Event):
    """Who asked is not satisfied with the answer."""

    name: ClassVar[str] = "interpellation_reply_rejected"
    number: str
    reply: int


@dataclasses.dataclass(frozen=True)
class JointReplyRejected(ReplyRejected):
    """Who asked a joint question is not satisfied with the answer."""

    name: ClassVar[str] = "joint_interpellation_reply_rejected"
    unnamed: ClassVar[bool] = True


@dataclasses.dataclass(frozen=True)
class QuestionEscalated(Event):
    """A question went to an authority above the village; `record` is the SHA-256 of the record attached."""

    name: ClassVar[str] = "interpellation_escalated"
    number: str
    escalation: str
    to: str
    supervision_organ: bool
    record: str


@dataclasses.dataclass(frozen=True)
class JointQuestionEscalated(QuestionEscalated):
    """A joint question went to an authority above the village."""

    name: ClassVar[str] = "joint_interpellation_escalated"
    unnamed: ClassVar[bool] = True
