"""Words of the compliance board."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from webapp.charter.labels import rule_label
from webapp.kit.formats import long_date, yuan
from webapp.supervision.compliance.rules import Finding, Mark, Sign
from webapp.supervision.compliance.rules.coverage import JudgedAt

MARKS: dict[Mark, Any] = {
    Mark.MET: _("Kept"),
    Mark.MISSING: _("Missing"),
    Mark.LATER: _("Not due yet"),
}
LOOKS: dict[Mark, str] = {Mark.MET: "ok", Mark.MISSING: "no", Mark.LATER: "plain"}

FINDINGS: dict[str, Any] = {
    "step.propose": _("The Party branch proposed it"),
    "step.consult": _("The two committees consulted on it"),
    "step.party_review": _("The Party members reviewed it"),
    "decided": _("The body that the law names decided it"),
    "opinion.before_agenda": _("The supervision committee gave its opinion before the vote, on this text"),
    "opinion.during_execution": _("The supervision committee gave its opinion during execution"),
    "opinion.before_result": _("The supervision committee gave its opinion before the result was published"),
    "hung": _("The decision hung on the board within %(days)s days"),
    "displayed": _("The decision hung for at least %(days)s days"),
    "replies": _("Objections were answered in time"),
    "tasks": _("The work was given out"),
    "tasks_in_time": _("The work was done in time"),
    "result": _("The result was published"),
    "money": _("The result says what was spent"),
    "notice": _("People were told at least %(needed)s days before"),
    "attendance": _("Enough people came: %(needed)s of %(base)s needed"),
    "households": _("Households were asked about every item before"),
    "minutes.laid_out": _("The minutes were laid out within %(days)s days"),
    "minutes.signed": _("The minutes were signed by all %(needed)s"),
    "minutes.archived": _("The minutes are archived"),
    "body.committee": _("The villagers’ committee has the members the law asks for"),
    "body.council": _("The representatives’ assembly has the members the law asks for"),
    "body.supervision": _("The supervision committee has the members the law asks for"),
    "body.excluded": _("Nobody supervises themselves or a near relative on the villagers’ committee"),
    "clock.disclosures": _("What must hang on the board was published in time"),
    "clock.displays": _("Notices hung as long as the law asks"),
    "clock.objections": _("Objections were answered in time"),
    "clock.questions": _("Formal questions were answered in time"),
    "clock.orders": _("Orders to correct were answered in time"),
    "clock.second_looks": _("The supervisors took their second looks in time"),
    "clock.calls": _("Meetings that enough people asked for were convened in time"),
    "clock.vouchers": _("Enough supervisors agreed to every voucher in the books"),
    "clock.handover": _("Who left an office handed over in time"),
    "clock.audit": _("Who left an office was audited before the next election"),
}
DETAILS: dict[str, Any] = {
    "replies": _("%(late)s of %(all)s were or are late."),
    "tasks_in_time": _("%(late)s of %(all)s tasks were or are late."),
    "notice": _("They were told %(got)s days before."),
    "attendance": _("%(got)s came."),
    "households": _("On %(got)s of %(needed)s items the words of households are noted."),
    "minutes.signed": _("%(got)s of %(needed)s signed."),
    "clock.vouchers": _("To %(late)s of %(all)s too few agreed."),
    "clock.displays": _("%(late)s of %(all)s were taken down too early."),
}
SIGNS: dict[str, Any] = {
    "nobody_checked_in": _("There are minutes, but none of the %(due)s people due was ever checked in."),
    "fast_consultation": _(
        "“%(title)s”: the words of %(households)s households were noted within %(seconds)s seconds."
    ),
    "same_meeting": _("The minutes hold the same words as those of meeting %(number)s."),
    "same_sitting": _("The minutes hold the same words as those of a sitting on matter %(number)s."),
    "over_budget": _("%(spent)s yuan were spent where %(budget)s yuan were planned."),
}
PLACES: dict[JudgedAt, Any] = {
    JudgedAt.VILLAGE: _("Judged here, of the village"),
    JudgedAt.MATTER: _("Judged of every matter"),
    JudgedAt.MEETING: _("Judged of every meeting"),
    JudgedAt.VOTE: _("Judged at every vote and shown with its result"),
    JudgedAt.REFUSED: _("Cannot be broken here: the system refuses it"),
    JudgedAt.READING: _("Says how days and votes are counted"),
    JudgedAt.CHOICE: _("Allows or advises something; there is nothing to break"),
    JudgedAt.OUTSIDE: _("Is done outside, so nothing in the record can show it"),
    JudgedAt.TO_COME: _("Of elections and requests, which are not kept here yet"),
}


def finding_label(finding: Finding) -> str:
    """Which rule it is; of votes the name of the charter's rule."""
    kind, _sign, rule_id = finding.code.partition(":")
    if kind == "duty":
        return rule_label(rule_id)
    if kind == "vote":
        return gettext("At the vote: %(rule)s", rule=rule_label(rule_id))
    return str(FINDINGS[finding.code]) % finding.params


def detail_label(finding: Finding) -> str:
    """What there was, where that says more than the mark."""
    if finding.mark is Mark.MET and "late" in finding.params:
        return ""
    if "until" in finding.params and finding.code.startswith("duty:"):
        return _until(finding)
    if finding.code.startswith("clock.") and finding.code not in DETAILS:
        return gettext("%(late)s of %(all)s were or are late.", **finding.params)
    return str(DETAILS[finding.code]) % finding.params if finding.code in DETAILS else ""


def _until(finding: Finding) -> str:
    day = long_date(date.fromisoformat(str(finding.params["until"])))
    if finding.mark is Mark.MISSING:
        return gettext("overdue since %(day)s", day=day)
    return gettext("next owed by %(day)s", day=day)


def sign_label(sign: Sign) -> str:
    """A fact to look at, as one sentence."""
    told = dict(sign.params)
    if sign.code == "over_budget":
        told = {"spent": yuan(_fen(told["spent_fen"])), "budget": yuan(_fen(told["budget_fen"]))}
    return str(SIGNS[sign.code]) % told


def _fen(value: object) -> int:
    return value if isinstance(value, int) else 0
