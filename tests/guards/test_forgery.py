"""No act is taken from a form of another page: every address that changes something asks for the token of this one."""

from __future__ import annotations

from flask import Flask

from tests.guards.source import require_none
from tests.guards.test_views import THEIR_OWN, WRITING
from tests.guards.test_villages_apart import address, signed_in, two_villages
from tests.harness.acting import VILLAGE

__all__ = ["two_villages"]
OURS = 2
FORGED = "IjA5ZjkxMTAyOWQ3NGUzNWJkODQxNTZjNTYzNTY4OGMwIg.aSYAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAA"


def test_every_act_is_refused_without_the_token_of_its_page(two_villages: Flask) -> None:
    """With nothing, with the token of another session, and with one in the address; signed in as who may everything."""
    two_villages.config["WTF_CSRF_ENABLED"] = True
    client = signed_in(two_villages, VILLAGE, OURS)
    ways = ({}, {"data": {"csrf_token": FORGED}}, {"query_string": {"csrf_token": FORGED}})
    taken = [
        f"{method} {rule.rule}: {status}"
        for rule in two_villages.url_map.iter_rules()
        if rule.endpoint not in THEIR_OWN
        for method in sorted((rule.methods or set()) & WRITING)
        for way in ways
        if (status := client.open(address(two_villages, rule, VILLAGE, OURS), method=method, **way).status_code) != 400
    ]
    require_none(
        taken, "CSRFProtect watches every address that writes: exempt none, and take no other method for acts."
    )
