"""What happens to the village's own rules."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import ClassVar

from webapp.core.events import Event


@dataclasses.dataclass(frozen=True)
class LocalRuleAdopted(Event):
    """From a day on the village is stricter with itself than the law, or fills in what the law leaves open.

    ``value`` and ``before`` are in the written form of a rule; ``source`` names the decision it rests on.
    """

    name: ClassVar[str] = "local_rule_adopted"
    rule_id: str
    value: str
    before: str
    article: str
    source: str
    effective_from: date


@dataclasses.dataclass(frozen=True)
class LocalRuleWithdrawn(Event):
    """From a day on the plain law applies again in place of a rule of the village."""

    name: ClassVar[str] = "local_rule_withdrawn"
    rule_id: str
    before: str
    value: str
    article: str
    source: str
    effective_from: date
