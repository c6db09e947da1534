"""Reasons and the log in people's words."""

from __future__ import annotations

import pytest
from flask import Flask

from webapp.core.errors import Blocker
from webapp.site.sentences import reason
from webapp.site.wording import event_sentence


@pytest.mark.parametrize(
    ("until", "told"), [("2026-03-29", "2026年3月29日"), ("2026-02-31", "2026-02-31"), ("29 March", "29 March")]
)
def test_days_are_written_as_people_write_them(app: Flask, until: str, told: str) -> None:
    with app.test_request_context():
        assert told in reason(Blocker("result.display_not_over", "VCOL-2025:35", {"until": until}))["message"]
        facts = {"number": "2026-1", "hangs_until": until, "title": "路"}
        assert told in event_sentence({"event": "notice_hung", "facts": facts})


def test_an_article_is_said_once(app: Flask) -> None:
    with app.test_request_context():
        told = reason(Blocker("rep.mandate.required", "VCOL-2025:28", {}))
    assert "村民委员会组织法第二十八条" in told["article"]
    assert "第二十八条" not in told["message"]
