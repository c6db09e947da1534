"""The words of everything about money, brought together for the room above."""

from __future__ import annotations

from typing import Any

from webapp.committee.finance.exchange import labels as exchange
from webapp.committee.finance.registers import labels as registers
from webapp.committee.finance.statements import labels as statements
from webapp.committee.finance.vouchers import labels as vouchers

BLOCKERS: dict[str, Any] = {**vouchers.BLOCKERS, **statements.BLOCKERS, **registers.BLOCKERS, **exchange.BLOCKERS}
EVENTS: dict[str, Any] = {**vouchers.EVENTS, **statements.EVENTS, **registers.EVENTS, **exchange.EVENTS}
