"""The pages of meetings, by what people come for."""

from __future__ import annotations

from webapp.council.meetings.views import coming, convening, hall, holding, listing
from webapp.council.meetings.views.blueprint import bp

__all__ = ["bp", "coming", "convening", "hall", "holding", "listing"]
