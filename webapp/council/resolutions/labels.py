"""Words of resolutions."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

EVENTS: dict[str, Any] = {"resolution_adopted": _("Resolution %(number)s was adopted: %(title)s")}
