"""The verbs of interpellation."""

from __future__ import annotations

from webapp.supervision.interpellations.operations.answering import escalate, judge, reply
from webapp.supervision.interpellations.operations.asking import ask, record_names, support, withdraw

__all__ = ["ask", "escalate", "judge", "record_names", "reply", "support", "withdraw"]
