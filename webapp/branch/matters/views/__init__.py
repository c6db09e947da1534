"""The pages of matters, by what people come for."""

from __future__ import annotations

from webapp.branch.matters.views import cosigning, listing, papers, raising
from webapp.branch.matters.views.blueprint import bp

__all__ = ["bp", "cosigning", "listing", "papers", "raising"]
