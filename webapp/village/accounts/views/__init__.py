"""Pages of accounts."""

from __future__ import annotations

from webapp.village.accounts.views import inviting, own_account, signing_in
from webapp.village.accounts.views.blueprint import bp

PAGES = (inviting, own_account, signing_in)
__all__ = ["PAGES", "bp"]
