"""Words of written mandates."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

BLOCKERS: dict[str, Any] = {
    "proxy.not_here": _(
        "Nobody is represented in this meeting, and the mandates of absent people are not counted. Who is due comes in "
        "person, or the household sends a delegate where households are counted."
    ),
    "proxy.unwritten": _("A mandate counts only in writing. Hand in the signed paper, as a photo or a scan."),
    "proxy.self": _("Nobody represents themselves. Choose another member of the household."),
    "proxy.other_household": _("Only a member of the same household can hold the mandate. Choose one of them."),
    "proxy.not_capable": _("Only a member of age who is due at this meeting can hold a mandate. Choose another one."),
    "proxy.principal_came": _("This person is in the hall and votes in person. A mandate is for who cannot come."),
    "proxy.handed_on": _(
        "A mandate is not handed on: who gave one away cannot hold one, and who holds one cannot give one away."
    ),
    "proxy.already": _("A mandate stands for this seat already. Take that one back first."),
    "proxy.none": _("No mandate stands for %(name)s. Record the paper first."),
    "proxy.paper": _("The paper could not be read. Hand in a photo or a scan of it."),
}

EVENTS: dict[str, Any] = {
    "proxy_recorded": _("A written mandate was put on record"),
    "proxy_withdrawn": _("A written mandate was taken back"),
}
