"""Words of mandates."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

BLOCKERS: dict[str, Any] = {
    "mandate.no_kinds": _("A mandate names its matters: choose at least one."),
    "mandate.no_decision": _("Write by which decision of the villagers' assembly this was delegated."),
    "mandate.ends_before": _("The last day lies before the first. A mandate has a term: correct the days."),
    "mandate.too_long": _("A mandate lasts no longer than the representatives' term of %(years)s years."),
    "mandate.long": _("Write at most %(longest)s signs."),
}

EVENTS: dict[str, Any] = {"mandate_recorded": _("The assembly's mandate to the representatives was recorded")}
