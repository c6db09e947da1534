"""Forms of signing in and inviting."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from webapp.kit.forms import Form
from webapp.village.accounts.rules import LONGEST_SIGN_IN_NAME


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


class ChangePasswordForm(Form):
    """The present password, so that a phone left lying about changes nothing, and the new one."""

    current = PasswordField(
        _("Present password"), [InputRequired(), Length(max=128)], render_kw={"autocomplete": "current-password"}
    )
    password = PasswordField(
        _("New password"),
        [InputRequired(), Length(max=128)],
        description=_("At least 8 signs. Three short words are good and easy to keep."),
        render_kw={"autocomplete": "new-password"},
    )


class InviteForm(Form):
    """With what the invited person will sign in."""

    sign_in_name = StringField(
        _("Phone number or sign-in name"),
        [InputRequired(), Length(max=LONGEST_SIGN_IN_NAME)],
        description=_("The person types this at every sign-in, so it should be easy: best the phone number."),
        render_kw={"autocomplete": "off", "autocapitalize": "none"},
    )


class SheetForm(Form):
    """For whom invitations are printed."""

    whom = SelectField(_("For whom"), [InputRequired()])
