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
