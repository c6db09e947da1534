"""A cache keeps only what is the same for everybody: no page with a form's token, none that sets a session."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.client import LintingClient
from tests.harness.village import SmallVillage, sign_in, small_village

BASE = "/v/411381105201"


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    return small_village(acting)


def test_a_page_with_a_token_is_kept_by_nobody(client: LintingClient, village: SmallVillage) -> None:
    public = client.get(f"{BASE}/board")
    assert (public.headers["Cache-Control"], public.get_etag()[1]) == ("no-cache", True)
    form = client.get(f"{BASE}/sign-in")
    assert "session=" in form.headers["Set-Cookie"]
    assert (form.headers["Cache-Control"], form.get_etag()[0]) == ("no-store", None)


def test_who_signed_in_is_never_told_that_nothing_changed(client: LintingClient, village: SmallVillage) -> None:
    known = client.get(f"{BASE}/board").headers["ETag"]
    assert client.get(f"{BASE}/board", headers={"If-None-Match": known}).status_code == 304
    sign_in(client, village, "clerk")
    answer = client.get(f"{BASE}/board", headers={"If-None-Match": known})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
