"""What happens to accounts."""

from __future__ import annotations

import dataclasses
import uuid
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class PersonInvited(Event):
    """Someone was handed a link to set a password."""

    name: ClassVar[str] = "person_invited"
    sign_in_name: str
    personal: ClassVar[frozenset[str]] = frozenset({"sign_in_name"})


@dataclasses.dataclass(frozen=True)
class PersonJoined(Event):
    """An invited person set a password."""

    name: ClassVar[str] = "person_joined"


@dataclasses.dataclass(frozen=True)
class PasswordChanged(Event):
    """A person changed the password; sessions elsewhere ended."""

    name: ClassVar[str] = "password_changed"


@dataclasses.dataclass(frozen=True)
class SignedIn(Event):
    """A person signed in. Who it was is only committed to: nobody can follow when a person comes and goes."""

    name: ClassVar[str] = "signed_in"
    unnamed: ClassVar[bool] = True
    account: uuid.UUID
    personal: ClassVar[frozenset[str]] = frozenset({"account"})


@dataclasses.dataclass(frozen=True)
class SignInRefused(Event):
    """A sign-in was refused. The name tried is only committed to."""

    name: ClassVar[str] = "sign_in_refused"
    tried_name: str
    personal: ClassVar[frozenset[str]] = frozenset({"tried_name"})


@dataclasses.dataclass(frozen=True)
class SignedOut(Event):
    """A person ended all their sessions."""

    name: ClassVar[str] = "signed_out"


@dataclasses.dataclass(frozen=True)
class ActRefused(Event):
    """A signed-in person tried something they may not do."""

    name: ClassVar[str] = "act_refused"
    permission: str
