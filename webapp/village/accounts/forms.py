"""Forms of signing in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from webapp.kit.forms import Form


class SignInForm(Form):
    """Phone number or name, and password."""

    sign_in_name = StringField(
        _("Phone number or sign-in name"),
        [InputRequired(), Length(max=60)],
        render_kw={"autocomplete": "username", "autocapitalize": "none"},
    )
    password = PasswordField(
        _("Password"), [InputRequired(), Length(max=128)], render_kw={"autocomplete": "current-password"}
    )


class NewPasswordForm(Form):
    """A new password, typed once and shown on demand."""

    password = PasswordField(
        _("New password"),
        [InputRequired(), Length(max=128)],
        description=_("At least 8 signs. Three short words are good and easy to keep."),
        render_kw={"autocomplete": "new-password"},
    )
