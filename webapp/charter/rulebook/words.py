"""The words that stand as values of rules, and values as people say them."""

from __future__ import annotations

from flask_babel import LazyString, gettext, ngettext
from flask_babel import lazy_gettext as _

from webapp.charter.names import MATTERS
from webapp.charter.rulebook.citations import SOURCES
from webapp.charter.rulebook.local import value_text
from webapp.charter.rulebook.values import Rule, Unit, Value

WORDS: dict[str, LazyString] = {
    "YEARLY": _("once a year"),
    "HALF_YEARLY": _("every half year"),
    "QUARTERLY": _("every quarter"),
    "MONTHLY": _("every month"),
    "PRESENT": _("of those present"),
    "ALL_MEMBERS": _("of all members"),
    "VC_TERM": _("as long as the villagers' committee"),
    "SELF": _("the candidate"),
    "SELF_AND_NEAR_RELATIVES": _("the candidate and near relatives"),
    "HOUSEHOLDS": _("by households"),
    "TOWNSHIP": _("with the township government"),
    "PARTY_ORGANIZATION": _("the Party organization"),
    "VILLAGERS_COMMITTEE": _("the villagers' committee"),
    "SUPERVISION_COMMITTEE": _("the supervision committee"),
    "COLLECTIVE_ECONOMIC_ORG": _("the collective economic organization"),
    "VILLAGERS": _("villagers together"),
    "REPRESENTATIVES": _("representatives together"),
    "VC_DRAFT": _("the villagers' committee drafts"),
    "VSC_REVIEW": _("the supervision committee reviews"),
    "JOINT_MEETING": _("the two committees agree"),
    "PUBLISH": _("it is published"),
    "VC_MEMBER": _("members of the villagers' committee"),
    "VC_NEAR_RELATIVE": _("their near relatives"),
    "BOOKKEEPER": _("the bookkeeper"),
    "CLERK": _("the village clerk"),
    "RCEO_HEAD": _("the head of the collective economic organization"),
    "COUNCIL": _("village council"),
    "HEARING": _("hearing"),
    "DISCUSSION": _("discussion"),
    "DIRECT": _("done at once"),
    "TRANSFER": _("handed on"),
    "ONSITE": _("settled on the spot"),
    "SPECIAL_REPORT": _("reported specially"),
}


def value_words(rule: Rule, value: Value) -> str:
    """A rule's value as people say it: 15 days, at least two thirds as ≥ 2/3, yes, every quarter."""
    match value:
        case None:
            return str(gettext("not set"))
        case bool():
            return str(gettext("yes") if value else gettext("no"))
        case int():
            return _counted(rule.unit, value)
        case tuple():
            return str(gettext(", ")).join(word(one) for one in value)
        case str():
            return word(value)
    return value_text(value)


def word(code: str) -> str:
    """One word of a choice or a list as people say it."""
    return str(WORDS.get(code) or MATTERS.get(code) or SOURCES.get(code) or code)


def _counted(unit: Unit, value: int) -> str:
    words = {
        Unit.DAYS: ngettext("%(num)s day", "%(num)s days", value),
        Unit.WORKDAYS: ngettext("%(num)s working day", "%(num)s working days", value),
        Unit.MONTHS: ngettext("%(num)s month", "%(num)s months", value),
        Unit.YEARS: ngettext("%(num)s year", "%(num)s years", value),
        Unit.SECONDS: ngettext("%(num)s second", "%(num)s seconds", value),
        Unit.YUAN: gettext("%(amount)s yuan", amount=f"{value:,}"),
    }
    return str(words.get(unit, value))
