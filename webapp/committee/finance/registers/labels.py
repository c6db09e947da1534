"""How the registers are worded."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from webapp.committee.finance.registers.models import Holding
from webapp.committee.finance.registers.rules import HoldingKind, Run, run_of

KINDS: dict[HoldingKind, Any] = {
    HoldingKind.CONTRACT: _("Contract"),
    HoldingKind.ASSET: _("Asset"),
    HoldingKind.RESOURCE: _("Land or water"),
}

SHELVES: dict[str, Any] = {
    "": _("All"),
    "contract": _("Contracts"),
    "asset": _("Assets of the collective"),
    "resource": _("Land and water"),
}

RUNS: dict[Run, tuple[Any, str]] = {
    Run.TO_COME: (_("Not begun"), "plain"),
    Run.RUNNING: (_("In force"), "ok"),
    Run.ENDS_SOON: (_("Runs out soon"), "wait"),
    Run.EXPIRED: (_("Run out, not settled"), "no"),
    Run.ENDED: (_("Closed"), "plain"),
}

BLOCKERS: dict[str, Any] = {
    "holding.partner_missing": _("Say with whom the contract is."),
    "holding.until_missing": _("Say until which day the contract runs."),
    "holding.until_before": _("The last day is before the first. Compare them with the paper."),
    "holding.ended": _("This entry is closed already."),
}

EVENTS: dict[str, Any] = {
    "holding_recorded": _("Entry %(holding)s of the registers was made"),
    "holding_ended": _("Entry %(holding)s of the registers was closed"),
}


def holding_tag(holding: Holding, today: date) -> tuple[str, str]:
    """How an entry stands today, as a word and its colour."""
    words, look = RUNS[run_of(holding.since, holding.until, holding.ended_on, today)]
    return str(words), look
