"""The tales of the year, one for each matter or meeting; they are played together, in the order of their days."""

from __future__ import annotations

from webapp.cli.demo.opening import assembly_delegates, people_join, set_up
from webapp.cli.demo.stage import Stage, Tale
from webapp.cli.demo.tales import board, carried_out, earlier, money, oversight, tonight, under_way


def whole_story(stage: Stage, password_hash: str) -> list[Tale]:
    """Every tale, from the setting up of the village to the vote that is open now."""
    return [
        set_up(stage),
        people_join(stage, password_hash),
        assembly_delegates(stage),
        *earlier.tales(stage),
        *carried_out.tales(stage),
        *under_way.tales(stage),
        *board.tales(stage),
        *oversight.tales(stage),
        *money.tales(stage),
        *tonight.tales(stage),
    ]
