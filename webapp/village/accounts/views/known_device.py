"""Devices on which a person has signed in before.

Wrong passwords are counted by name and by address, and five for a name shut that name for a quarter of an hour. If that
held everywhere, anybody could keep a representative out on the day of a vote. So a device on which somebody signed in
keeps a signed cookie that names the account; tries from there have a counter of their own, and what strangers try
elsewhere never shuts it.

What remains possible: somebody who knows a sign-in name can keep the person from signing in on a device never used
before, a quarter of an hour at a time (a device used before, or a link from an invitation, opens all the same); from
very many addresses one name can be guessed at 480 times a day; whoever holds a person's device can use up its own
tries. Changing the password, a new invitation and signing out everywhere make all other devices strangers again.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from webapp.core.ids import new_id
from webapp.kit.request import current_settings
from webapp.village.accounts.models import Account

COOKIE = "device"
LASTS = timedelta(days=400)
MOST_ACCOUNTS = 8
"""A family's phone, the hall's tablet: the last so many people who signed in on it are known there."""


def counter_of(account: Account | None) -> str | None:
    """The digest under which this device's tries for the account are counted; nothing where it never signed in."""
    device, accounts = _read()
    if account is None or accounts.get(account.id.hex) != account.epoch:
        return None
    return hashlib.sha256(f"device:{account.village_id}:{device}:{account.id.hex}".encode()).hexdigest()


def remember(response: Response, account: Account) -> Response:
    """Let this device be known for the account from now on."""
    device, accounts = _read()
    accounts.pop(account.id.hex, None)
    accounts[account.id.hex] = account.epoch
    latest = list(accounts.items())[-MOST_ACCOUNTS:]
    response.set_cookie(
        COOKIE,
        _signer().dumps([device or new_id().hex, latest]),
        max_age=LASTS,
        httponly=True,
        samesite="Lax",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
    )
    return response


def _read() -> tuple[str, dict[str, int]]:
    """The device's own key and the epochs of the accounts known on it; nothing if the cookie is absent or altered."""
    try:
        found: Any = _signer().loads(request.cookies.get(COOKIE, ""), max_age=int(LASTS.total_seconds()))
        return str(found[0]), dict(found[1])
    except BadData:
        return "", {}


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_settings().secret_key, salt="known device")
