"""Forms of the register."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired, Length

from webapp.kit.forms import Form


class RegisterFileForm(Form):
    """A register as the village's own program saves it."""

    file = FileField(
        _("Register file"),
        [FileRequired(_("Choose the file first."))],
        description=_("CSV or .xlsx, up to 20 MB. Nothing is changed yet: first you see what the file would change."),
        render_kw={"accept": ".csv,.xlsx,text/csv"},
    )


class ConfirmImportForm(Form):
    """The clerk's yes to exactly the difference that was shown."""

    expected = HiddenField(validators=[InputRequired(), Length(max=32)])
    leave_out = BooleanField(_("Leave out the households with refused rows and import the others"))
