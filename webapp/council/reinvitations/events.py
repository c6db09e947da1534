"""What happens on the way to a new invitation. The log names who asked and who agreed, not whom it is for."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class ReinvitationAsked(Event):
    """The clerk asked for a new invitation for somebody who can sign in already."""

    name: ClassVar[str] = "reinvitation_asked"


@dataclasses.dataclass(frozen=True)
class ReinvitationAgreed(Event):
    """A second office agreed to it."""

    name: ClassVar[str] = "reinvitation_agreed"


@dataclasses.dataclass(frozen=True)
class ReinvitationHanded(Event):
    """The new link was made and handed out."""

    name: ClassVar[str] = "reinvitation_handed"


@dataclasses.dataclass(frozen=True)
class ReinvitedByOperator(Event):
    """The operator made a new link at the command line; no second person agreed."""

    name: ClassVar[str] = "reinvited_by_operator"
