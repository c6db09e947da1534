"""Which pages there are: followed from link to link, one of each kind, as far as a person may go."""

from __future__ import annotations

import re
import uuid
from collections import Counter, deque
from collections.abc import Collection
from html import unescape
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from tests.harness.client import LintingClient
from webapp.village.accounts.models import Account

LINK = re.compile(r'<a [^>]*?href="([^"#]*)')
PIECES = frozenset({"agenda.live", "meetings.live", "polls.live", "screen.live"})
"""Pieces of pages, which open pages ask for."""
MOST, FEW = 6, 2
"""So many pages of one kind are looked at; all of the matters, for no two stand at the same step."""


def pages_of(app: Flask, village_id: int, sign_in_name: str = "", known: Collection[str] = ()) -> dict[str, str]:
    """Endpoint → address (without the village's own part) of the fullest page of each kind this person reaches.

    Pages of known kinds are only followed a little way.
    """
    client = app.test_client()
    assert isinstance(client, LintingClient)
    client.lints = False
    if sign_in_name:
        client.enter_as(village_id, *_account(app, village_id, sign_in_name))
    home = f"/v/{village_id:012d}/"
    finder = app.url_map.bind("localhost")
    found: dict[str, tuple[int, str]] = {}
    waiting, seen = deque([home, f"{home}desk", f"{home}sign-in"]), Counter({"": MOST})
    while waiting:
        address = waiting.popleft()
        answer = client.get(address)
        kind = _endpoint(finder, address)
        if answer.status_code != 200 or answer.mimetype != "text/html" or kind in PIECES:
            continue
        page = answer.get_data(as_text=True)
        found[kind] = max(found.get(kind, (0, "")), (len(page), address.removeprefix(home)))
        for target in sorted({unescape(link) for link in LINK.findall(page)}):
            shape = _endpoint(finder, target) if target.startswith(home) else ""
            if seen[shape] < _enough(shape, known) and target not in waiting:
                seen[shape] += 1
                waiting.append(target)
    return {kind: address for kind, (_, address) in found.items()}


def _enough(kind: str, known: Collection[str]) -> int:
    if kind in known:
        return FEW
    return 5 * MOST if kind == "site.matter" else MOST


def public_endpoints(app: Flask) -> set[str]:
    """Every page of a village that anybody may read."""
    return {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/v/<village>/")
        and "GET" in (rule.methods or ())
        and getattr(app.view_functions[rule.endpoint], "__guard__", "") == "public"
    }


def _endpoint(finder: MapAdapter, address: str) -> str:
    try:
        endpoint, _values = finder.match(urlsplit(address).path, "GET")
    except HTTPException:
        return ""
    return str(endpoint)


def _account(app: Flask, village_id: int, sign_in_name: str) -> tuple[uuid.UUID, int]:
    with app.extensions["yishi_database"].session(village_id) as session:
        query = select(Account.id, Account.epoch).where(Account.sign_in_name == sign_in_name)
        key, epoch = session.execute(query).one()
    return key, epoch
