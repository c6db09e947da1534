"""Words of tellers and scrutineers."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.council.tellers.rules import CountingRole

ROLES: dict[CountingRole, Any] = {CountingRole.TELLER: _("Teller"), CountingRole.SCRUTINEER: _("Scrutineer")}

BLOCKERS: dict[str, Any] = {
    "teller.mover": _("%(name)s moved “%(matter)s” and cannot count the votes on it. Choose somebody else."),
    "teller.concerned": _("“%(matter)s” concerns %(name)s, who cannot count the votes on it. Choose somebody else."),
    "teller.kin": _(
        "%(name)s is a near relative of %(of)s, whom “%(matter)s” concerns, and cannot count the votes on it. Choose "
        "somebody else."
    ),
    "teller.already": _("%(name)s is appointed already."),
    "teller.both_roles": _(
        "%(name)s serves in the other role already: who counts does not watch the counting. Choose somebody else."
    ),
    "teller.minor": _("%(name)s is not yet %(years)s years old. Choose an adult."),
    "teller.not_supervision": _("%(name)s is not a member of the supervision committee today. Choose one of them."),
    "teller.is_relieved": _("%(name)s was relieved already."),
    "teller.too_few": _("Paper and raised hands are counted by %(needed)s tellers at least; there are %(got)s. "
                        "Appoint them first."),
    "teller.no_scrutineer": _(
        "Somebody of the supervision committee must watch the counting. Appoint a scrutineer first."
    ),
}  # fmt: skip

EVENTS: dict[str, Any] = {
    "teller_appointed": _("%(person)s was appointed to count the votes or to watch the counting"),
    "teller_relieved": _("%(person)s was relieved of counting or watching the counting"),
}


def role_label(role: CountingRole) -> str:
    """Teller or scrutineer, in words."""
    return str(ROLES[role])
