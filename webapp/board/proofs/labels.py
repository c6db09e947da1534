"""How proofs speak."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

BLOCKERS: dict[str, Any] = {
    "proof.day": _("The sheet can have been pinned from %(first)s to %(last)s. Correct the day."),
    "proof.enough": _("There are %(most)s photographs already; that is enough."),
    "proof.twice": _("This photograph is there already."),
    "photo.size": _("The photograph is empty or larger than %(most)s MB. Take it smaller and try again."),
    "photo.kind": _(
        "This is no photograph. JPEG and PNG are taken, as phones make them; no drawings (SVG), no papers."
    ),
    "photo.pixels": _("The photograph has too many points. Take it smaller and try again."),
    "photo.broken": _("The photograph is broken and cannot be opened. Take it again."),
    "photo.polyglot": _("Something else is hidden in this file. Take the photograph again with the phone."),
}

EVENTS: dict[str, Any] = {
    "notice_proved": _("Notice %(number)s hung on the paper board on %(pinned_on)s: a photograph shows it"),
}
