"""Words for bodies, offices, and what stands against holding one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from webapp.village.offices.rules import Body, Office

BODIES: Mapping[Body, Any] = {
    Body.BRANCH: _("Party branch"),
    Body.COUNCIL: _("villagers' representatives' assembly"),
    Body.COMMITTEE: _("villagers' committee"),
    Body.SUPERVISION: _("supervision committee"),
}

OFFICES: Mapping[Office, Any] = {
    Office.BRANCH_SECRETARY: _("Party branch secretary"),
    Office.BRANCH_MEMBER: _("member of the branch committee"),
    Office.COMMITTEE_CHAIR: _("chair of the villagers' committee"),
    Office.COMMITTEE_VICE_CHAIR: _("vice-chair of the villagers' committee"),
    Office.COMMITTEE_MEMBER: _("member of the villagers' committee"),
    Office.CLERK: _("village clerk"),
    Office.BOOKKEEPER: _("village bookkeeper"),
    Office.REPRESENTATIVE: _("villagers' representative"),
    Office.SUPERVISION_CHAIR: _("chair of the supervision committee"),
    Office.SUPERVISOR: _("member of the supervision committee"),
    Office.GROUP_LEADER: _("group leader"),
    Office.RCEO_HEAD: _("head of the collective economic organization"),
    Office.PARTY_MEMBER: _("Party member"),
}

BLOCKERS: Mapping[str, Any] = {
    "committee.size": _("The villagers' committee has %(got)s members; it must be %(low)s to %(high)s."),
    "committee.women": _(
        "The villagers' committee has %(got)s women among its members; at least %(needed)s is needed."
    ),
    "committee.chair": _("The villagers' committee has no chair."),
    "committee.kin": _(
        "%(name)s and %(relative)s are near relatives; they cannot both sit on the villagers' committee."
    ),
    "council.representatives": _(
        "Of %(members)s members of the assembly %(got)s are representatives; at least %(needed)s are needed."
    ),
    "council.women": _(
        "Of %(members)s members of the assembly %(got)s are women representatives; at least %(needed)s are needed."
    ),
    "council.same_household": _("%(names)s come from one household; a household has at most %(most)s representative."),
    "supervision.size": _("The supervision committee has %(got)s members; it must be %(low)s to %(high)s."),
    "supervision.finance": _("Of the supervisors %(got)s know finance; at least %(needed)s must."),
    "supervision.chair": _("The supervision committee has no chair."),
    "supervision.on_committee": _("%(name)s sits on the villagers' committee and cannot also oversee it."),
    "supervision.kin": _(
        "%(name)s is a near relative of %(relative)s on the villagers' committee and cannot oversee it."
    ),
    "supervision.bookkeeper": _("%(name)s keeps the village's books and cannot also oversee them."),
    "supervision.clerk": _("%(name)s is the village clerk and cannot also be a supervisor."),
    "supervision.rceo_head": _("%(name)s heads the collective economic organization and cannot also be a supervisor."),
    "supervision.secretary": _(
        "%(name)s leads the Party branch and the supervision committee; that is advised against."
    ),
    "office.one_holder": _("Only one person can hold this office; recorded are %(names)s. End the old term first."),
    "office.departed": _("%(name)s was taken out of the register on %(on)s and holds no office."),
    "office.under_age": _("%(name)s is not yet %(age)s."),
    "office.already_held": _("%(name)s holds this office already."),
    "office.constituency_missing": _("A representative speaks for a constituency. Choose which."),
    "office.constituency_taken": _("%(name)s speaks for this constituency already. End that term first."),
    "office.since_far": _("This day is more than a whole term away from today. Correct the date."),
    "office.end_without_reason": _("Write down why the office ends: resignation, recall, moving away …"),
    "office.end_outside_term": _("The term lasts from %(since)s until %(until)s. Choose a day within it."),
}

EVENTS: Mapping[str, Any] = {
    "office_filled": _("%(holder)s took an office: %(office)s, from %(since)s until %(until)s."),
    "office_ended": _("%(holder)s left an office on %(on)s: %(office)s. Reason: %(because)s"),
}


def body_label(body: Body | str) -> str:
    """A body as people say it."""
    return str(BODIES[Body(body)])


def office_label(office: Office | str) -> str:
    """An office as people say it."""
    return str(OFFICES[Office(office)])
