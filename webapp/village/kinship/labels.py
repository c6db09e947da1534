"""Words for near relatives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from webapp.village.kinship.rules import KinKind

KIN: Mapping[KinKind, Any] = {
    KinKind.SPOUSE: _("husband or wife"),
    KinKind.PARENT: _("father or mother"),
    KinKind.CHILD: _("son or daughter"),
    KinKind.SIBLING: _("brother or sister"),
    KinKind.GRANDPARENT: _("grandparent"),
    KinKind.GRANDCHILD: _("grandchild"),
}

BLOCKERS: Mapping[str, Any] = {
    "kinship.self": _("A person cannot be a relative of themselves. Choose somebody else."),
    "kinship.known": _("%(name)s and %(relative)s are known as near relatives already."),
    "kinship.age": _("%(older)s is not at least %(years)s years older than %(younger)s. Look at the dates of birth."),
}

EVENTS: Mapping[str, Any] = {
    "kinship_recorded": _("Two people were recorded as near relatives."),
    "kinship_struck": _("A recorded kinship was struck out."),
}


def kin_label(kin: KinKind | str) -> str:
    """What a near relative is called."""
    return str(KIN[KinKind(kin)])
