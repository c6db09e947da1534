"""Pages of vouchers: read, write, review, sign."""

from __future__ import annotations

from webapp.committee.finance.vouchers.views import deciding, reading, writing
from webapp.committee.finance.vouchers.views.blueprint import bp

__all__ = ["bp", "deciding", "reading", "writing"]
