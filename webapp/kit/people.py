"""A signed-in person, as the sign-in library knows one."""

from __future__ import annotations

from flask_login import UserMixin

from webapp.core.context import Actor


class SignedInPerson(UserMixin):
    """A person with a session cookie `village:account:epoch`."""

    def __init__(self, cookie: str, actor: Actor | None) -> None:
        self.id = cookie
        self.actor = actor
