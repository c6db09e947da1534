"""Reasons as the "not yet, because" card shows them. The wording of all rooms is handed in by `site` at start."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from flask import current_app

from webapp.core.errors import Blocker

Explainer = Callable[[Blocker], dict[str, str]]


def explain(blockers: Iterable[Blocker]) -> list[dict[str, str]]:
    """Each reason as its sentence and its article, in the reader's language."""
    explainer = cast(Explainer, current_app.extensions["yishi_explainer"])
    return [explainer(blocker) for blocker in blockers]
