"""Words of signing in."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

BLOCKERS: dict[str, Any] = {
    "account.password_length": _("A password needs at least %(shortest)s signs."),
    "account.password_simple": _(
        "This password is too easy to guess: do not use your phone number or one sign repeated."
    ),
    "account.too_many_tries": _(
        "Too many wrong passwords. Wait %(minutes)s minutes, or sign in on a device you have signed in on before."
    ),
    "account.invitation_used": _(
        "This invitation was already used. Sign in with your password, or ask the village clerk for a new one."
    ),
    "account.invitation_expired": _("This invitation is too old. Ask the village clerk for a new one."),
    "account.has_joined": _(
        "This person can sign in already. A new link takes two people: the clerk asks for it, and the chair of the "
        "supervision committee or the secretary of the Party branch agrees."
    ),
    "account.departed": _(
        "This person was taken out of the register on %(on)s and cannot sign in. If that was a mistake, "
        "take the person back into the register first."
    ),
    "account.name_taken": _("Another person already signs in with %(name)s. Choose another phone number or name."),
    "account.bad_name": _("A sign-in name has 2 to %(longest)s signs and no blanks: a phone number or a short name."),
    "account.wrong_password": _("This is not your present password."),
    "account.wrong": _(
        "The name or the password is not right. Try again; the village clerk can send a new invitation."
    ),
}

EVENTS: dict[str, Any] = {
    "person_invited": _("A person was handed an invitation to sign in."),
    "person_joined": _("An invited person set a password."),
    "password_changed": _("A person changed the password."),
    "signed_in": _("A person signed in."),
    "sign_in_refused": _("A sign-in was refused."),
    "signed_out": _("A person ended all their sessions."),
    "act_refused": _("Someone tried what they may not do (%(permission)s) and was refused."),
}
