"""All words of the branch room in one place."""

from __future__ import annotations

from typing import Any

from webapp.branch.attachments import labels as attachments
from webapp.branch.cosignatures import labels as cosignatures
from webapp.branch.matters import labels as matters
from webapp.branch.steps import labels as steps

BLOCKERS: dict[str, Any] = {**matters.BLOCKERS, **cosignatures.BLOCKERS, **attachments.BLOCKERS, **steps.BLOCKERS}
EVENTS: dict[str, Any] = {**matters.EVENTS, **cosignatures.EVENTS, **attachments.EVENTS, **steps.EVENTS}
