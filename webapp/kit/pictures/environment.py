"""Gives the templates the geometry of the pictures; the templates give it ink."""

from __future__ import annotations

from jinja2 import Environment

from webapp.kit.pictures.meters import share, shares, spend_bar, tick_places
from webapp.kit.pictures.seats import seating


def draw_with(environment: Environment) -> None:
    """Let page components draw seats, meters and money bars; called once when the site is put together."""
    environment.globals.update(
        picture_seating=seating,
        picture_ticks=tick_places,
        picture_share=share,
        picture_shares=shares,
        picture_spend=spend_bar,
    )
