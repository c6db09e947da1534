"""Pieces that other pages are composed of: they draw themselves from what the queries give."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, render_template_string

from tests.committee.decided import carried_out, decided
from tests.harness.lint import require_sound
from tests.harness.village import SmallVillage, small_village
from webapp.board.queries import hanging_notices, notices_of_matter, objections_of_matter
from webapp.branch.opinions.queries import opinions_of
from webapp.committee.operations import publish_result
from webapp.committee.queries import result_of, tasks_of_matter

PIECES = """
{% from "board/_parts.html" import notice_board, notice_lines, objection_list %}
{% from "committee/_parts.html" import execution_card %}
{% from "supervision/_parts.html" import opinions_card %}
{{ notice_board(hanging, now) }}{{ notice_lines(notices, now) }}{{ objection_list(objections, actor, now, with_notice=true) }}
{{ execution_card(matter, tasks, result, now, resolution) }}{{ opinions_card(matter, opinions) }}
"""


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    """A village with people in every office."""
    return small_village(acting)


def test_pieces_of_a_matters_page(app: Flask, village: SmallVillage, clock: Any) -> None:
    matter, resolution = decided(village)
    carried_out(village, matter, resolution, clock)
    publish_result(village.ctx("chair"), matter.id, "挖完两公里。", 12_650_000)
    session = village.ctx("clerk").session
    drawn = draw(
        app,
        now=clock(),
        actor=village.actor("clerk"),
        matter=matter,
        resolution=resolution,
        tasks=tasks_of_matter(session, matter),
        result=result_of(session, matter.id),
        opinions=opinions_of(session, matter.id),
        hanging=hanging_notices(session),
        notices=notices_of_matter(session, matter.id),
        objections=objections_of_matter(session, matter.id),
    )
    assert "126,500.00" in drawn
    assert drawn.count("看过了。") == 3


def test_pieces_of_a_matter_just_raised(app: Flask, village: SmallVillage, clock: Any) -> None:
    matter, _ = decided(village, budget_fen=None)
    empty: dict[str, Any] = {key: [] for key in ("tasks", "opinions", "hanging", "notices", "objections")}
    draw(app, now=clock(), actor=village.actor("clerk"), matter=matter, resolution=None, result=None, **empty)


def draw(app: Flask, **shown: Any) -> str:
    """The pieces, looked at by the linter."""
    with app.test_request_context("/v/411381105201/"):
        app.preprocess_request()
        drawn = render_template_string(PIECES, **shown)
    require_sound(drawn, "pieces", fragment=True)
    return drawn
