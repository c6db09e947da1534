"""The test client: asks like a browser, and reads every page it gets with the linter's eyes."""

from __future__ import annotations

import re
import uuid
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.harness.lint import require_sound

TOKEN = re.compile(r'name="csrf_token"[^>]*\bvalue="([^"]+)"|\bvalue="([^"]+)"[^>]*name="csrf_token"')


class LintingClient(FlaskClient):
    """Flask's client; a page with a fault fails the test that fetched it. `client.lints = False` for pages not ours."""

    lints = True

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        if self.lints and _is_a_page(response):
            asked = response.request
            source = response.get_data(as_text=True)
            fragment = "Server-Time" in response.headers and not source.lstrip().startswith("<!doctype")
            where = f"{asked.method} {asked.path} (status {response.status_code})"
            require_sound(source, where, fragment=fragment)
        return response

    def submit(
        self, path: str, form: dict[str, Any] | None = None, *, page: str | None = None, **more: Any
    ) -> TestResponse:
        """Send a form the way a person does: fetch the page it stands on (`page`, else `path`), take its token."""
        shown = self.get(page or path)
        found = TOKEN.search(shown.get_data(as_text=True))
        if found is None:
            raise AssertionError(f"GET {page or path} (status {shown.status_code}) shows no form with a csrf_token")
        token = found.group(1) or found.group(2)
        return self.post(path, data={"csrf_token": token, **(form or {})}, **more)

    def enter_as(self, village_id: int, account_id: uuid.UUID, epoch: int) -> None:
        """Be signed in as this account, without the sign-in page."""
        with self.session_transaction() as session:
            session["_user_id"] = f"{village_id:012d}:{account_id.hex}:{epoch}"
            session["_fresh"] = True


def _is_a_page(response: TestResponse) -> bool:
    return (
        response.mimetype == "text/html"
        and response.status_code not in (204, *range(300, 400))
        and response.request.method != "HEAD"
        and response.content_encoding is None
    )
