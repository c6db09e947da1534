"""Pages of counting in public."""

from webapp.council.sheets.views import acting, entering, reading
from webapp.council.sheets.views.blueprint import bp

__all__ = ["acting", "bp", "entering", "reading"]
