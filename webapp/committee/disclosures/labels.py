"""How the duty to publish speaks."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from webapp.board.rules import Cover
from webapp.committee.disclosures.catalogue import ASKED, Cadence, Field
from webapp.committee.disclosures.rules import DutyState, Standing
from webapp.council.calls.rules import CallSource, CallState

FIELDS: dict[Field, Any] = {
    Field.AFFAIRS: _("Village affairs"),
    Field.FINANCE: _("Finance"),
    Field.ASSETS: _("Assets, contracts, projects"),
    Field.ELECTIONS: _("Elections"),
}
CADENCES: dict[Cadence, Any] = {
    Cadence.AFFAIRS: _("every quarter"),
    Cadence.FINANCE: _("every quarter"),
    Cadence.YEAR_AHEAD: _("every year, ahead"),
    Cadence.YEAR_PAST: _("every year, afterwards"),
    Cadence.ANY_TIME: _("whenever it happens"),
}
MONTHLY = _("every month")
NAMES: dict[str, Any] = {
    "decisions": _("What assembly and representatives decided, and how it was carried out"),
    "grants": _("Government grants and donated relief, and how they were used"),
    "assistance": _("Work done to help the government"),
    "consultations": _("Outcomes of consultations, and what became of them"),
    "welfare": _("Subsistence allowances, medical aid, relief and subsidies"),
    "fees": _("Water and electricity charges"),
    "population": _("Households that moved in or out (numbers only)"),
    "allowances": _("Pay and lost-time allowances of those who serve the village"),
    "land": _("Homesteads and land use"),
    "audit": _("Result of an audit"),
    "plan": _("Financial plan of the year"),
    "income": _("Income, entry by entry"),
    "spending": _("Spending, entry by entry"),
    "assets": _("Assets"),
    "resources": _("Resources"),
    "debts": _("Claims and debts"),
    "distribution": _("Distribution of profit"),
    "other_finance": _("Other matters of finance"),
    "compensation": _("Land compensation and its distribution"),
    "contracts": _("Contracting, lease or transfer of assets and resources"),
    "tenders": _("Project tender, budget and settlement"),
    "levy": _("Levy of funds and labour"),
    "electoral_committee": _("Who sits on the electoral committee"),
    "electors": _("Register of electors"),
    "candidates": _("Candidates"),
    "mandates": _("Written mandates of electors"),
    "elected": _("Result of an election"),
    "recall": _("Recall, resignation or by-election"),
    ASKED: _("Publication people asked for"),
}
STATES: dict[DutyState, tuple[Any, str]] = {
    DutyState.AHEAD: (_("Ahead"), "plain"),
    DutyState.DUE: (_("To be published"), "wait"),
    DutyState.OVERDUE: (_("Overdue"), "no"),
    DutyState.DONE: (_("Published"), "ok"),
    DutyState.LATE: (_("Published late"), "plain"),
}
SOURCES: dict[CallSource, Any] = {
    CallSource.VILLAGERS: _("Villagers ask (a tenth of them)"),
    CallSource.REPRESENTATIVES: _("Representatives ask (a fifth of them)"),
}
CALL_STATES: dict[CallState, tuple[Any, str]] = {
    CallState.GATHERING: (_("Gathers names"), "wait"),
    CallState.REACHED: (_("Must be published"), "no"),
    CallState.ANSWERED: (_("Published"), "ok"),
    CallState.WITHDRAWN: (_("Withdrawn"), "plain"),
}

BLOCKERS: dict[str, Any] = {
    "disclosure.not_any_time": _("This item has a calendar of its own. Choose one that is published when it happens."),
    "disclosure.happened_on": _("It happened between %(earliest)s and %(today)s. Correct the day."),
    "disclosure.nothing_chosen": _("Choose at least one thing that the notice publishes."),
    "disclosure.not_open": _("Something chosen is published already or not due yet. Load the page again and choose."),
    "disclosure.is_reached": _("Enough people asked already; the committee must publish."),
    "disclosure.is_answered": _("What was asked for is published already."),
    "disclosure.is_withdrawn": _("This request was withdrawn."),
}

EVENTS: dict[str, Any] = {
    "disclosure_occasion_noted": _("Something happened on %(happened_on)s that must be published by %(due_on)s"),
    "disclosure_asked": _("Request %(number)s to publish more was started; %(needed)s of %(base)s names are needed"),
    "disclosure_supported": _("A person put their name under request %(number)s to publish; there are %(names)s now"),
    "disclosure_names_recorded": _(
        "The clerk recorded %(added)s names on paper under request %(number)s to publish; there are %(names)s now"
    ),
    "disclosure_call_reached": _(
        "Request %(number)s to publish has %(names)s of %(needed)s names: the committee must publish by %(due_on)s"
    ),
}

_PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})))?")


def item_label(code: str) -> str:
    """An item of the catalogue in the reader's language."""
    return str(NAMES[code]) if code in NAMES else code


def period_label(period: str) -> str:
    """A period as people say it: the third quarter of 2026; an occasion by its number."""
    found = _PERIOD.fullmatch(period)
    if found is None:
        return gettext("no. %(number)s", number=period)
    year, quarter, month = found.groups()
    if quarter:
        return gettext("%(year)s, quarter %(quarter)s", year=year, quarter=quarter)
    return gettext("%(year)s, month %(month)s", year=year, month=int(month)) if month else year


def cover_label(cover: Cover) -> str:
    """An item and its period."""
    return gettext("%(item)s (%(period)s)", item=item_label(cover.item), period=period_label(cover.period))


def duty_tag(standing: Standing, today: Any) -> tuple[str, str]:
    """How a duty stands, and the look of its tag."""
    word, look = STATES[standing.state]
    if standing.state is DutyState.OVERDUE:
        late = standing.days_late(today)
        return ngettext("%(num)s day overdue", "%(num)s days overdue", late), look
    return str(word), look


def call_tag(state: CallState) -> tuple[str, str]:
    """How a request to publish stands, and the look of its tag."""
    word, look = CALL_STATES[state]
    return str(word), look
