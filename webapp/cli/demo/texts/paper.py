"""What is written about one matter from its beginning to its end."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from webapp.branch.matters.rules import Step
from webapp.branch.opinions.rules import Place


@dataclasses.dataclass(frozen=True)
class Paper:
    """A matter's text, the minutes of its sittings, the supervisors' opinions; `dissent` is (against, abstain)."""

    key: str
    kind: str
    title: str
    text: str
    budget_fen: int | None = None
    minutes: Mapping[Step, str] = dataclasses.field(default_factory=dict)
    opinions: Mapping[Place, str] = dataclasses.field(default_factory=dict)
    dissent: Mapping[Step, tuple[int, int]] = dataclasses.field(default_factory=dict)
