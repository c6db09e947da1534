"""Session cookies, signed as Flask signs them; a cookie that was verified once is not verified at every request."""

from __future__ import annotations

import functools
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature

MOST_REMEMBERED = 4096


def install(app: Flask) -> None:
    """Use them. After the secret key is set."""
    app.session_interface = RememberingSessions(app)


class RememberingSessions(SecureCookieSessionInterface):
    """Remembers, for each of the last cookies seen, that its signature is right and when it was made.

    The same text has the same signature always; only its age is asked for anew. What the session holds is read from
    the cookie each time, so no request sees what another one changed.
    """

    def __init__(self, app: Flask) -> None:
        serializer: Any = self.get_signing_serializer(app)
        unsign = functools.partial(serializer.make_signer(serializer.salt).unsign, return_timestamp=True)
        self._verified = functools.lru_cache(MOST_REMEMBERED)(unsign)
        self._read = serializer.load_payload

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """The session of a request; an empty one if the cookie is absent, altered, or too old."""
        cookie = request.cookies.get(self.get_cookie_name(app))
        if not cookie:
            return self.session_class()
        try:
            payload, signed_at = self._verified(cookie)
            too_old = datetime.now(UTC) - signed_at > app.permanent_session_lifetime
            return self.session_class() if too_old else self.session_class(self._read(payload))
        except BadSignature:
            return self.session_class()
