"""Words of new invitations. No article stands behind them: see the rules."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

BLOCKERS: dict[str, Any] = {
    "reinvitation.vote_open": _(
        "A vote is open in which this person is due: “%(motion)s”. Whoever holds a new link could vote in the person’s "
        "place, so there is none until the vote is closed. Come back then."
    ),
    "reinvitation.not_joined": _("This person never set a password. A first invitation is enough."),
    "reinvitation.own": _("Nobody asks for, agrees to or makes their own new invitation. Another person must do it."),
    "reinvitation.same_person": _(
        "You asked for this yourself. The second person must be another: the chair of the supervision committee or "
        "the secretary of the Party branch."
    ),
    "reinvitation.agreed": _("The second person has agreed already. The clerk can make the link."),
    "reinvitation.not_agreed": _(
        "The second person has not agreed yet: the chair of the supervision committee or the secretary of the Party "
        "branch, whoever is not the person and did not ask."
    ),
    "reinvitation.handed": _("This link was made already. Ask anew if the person needs another one."),
    "reinvitation.lapsed": _("This was asked for too long ago and has lapsed. Ask anew."),
}

EVENTS: dict[str, Any] = {
    "reinvitation_asked": _("A new invitation was asked for, for somebody who can sign in already."),
    "reinvitation_agreed": _("A second person agreed to a new invitation."),
    "reinvitation_handed": _("A new invitation was handed out, asked for by one person and agreed to by another."),
    "reinvited_by_operator": _(
        "The operator made a new invitation at the command line for somebody who can sign in already; "
        "no second person agreed."
    ),
}
