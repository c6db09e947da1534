"""Trying an act so that the page can keep what was typed and say why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from webapp.core.errors import Blocker, Conflict, InvalidInput, RuleBroken
from webapp.kit.explain import explain

Result = TypeVar("Result")
NONE: list[dict[str, str]] = []
"""No reason against it."""


def attempt(act: Callable[[], Result]) -> tuple[Result | None, list[dict[str, str]]]:
    """Try an act: its result, or the reasons why not, so that the page keeps what was typed."""
    try:
        return act(), []
    except RuleBroken as broken:
        return None, explain(broken.blockers)
    except (InvalidInput, Conflict) as error:
        if error.code == "at_the_same_time":
            raise
        return None, explain([Blocker(error.code, "", error.params)])
