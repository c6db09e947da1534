"""The one form of the hall's tablet."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import InputRequired, Length, NumberRange

from webapp.kit.forms import Form, WholeNumberField

DIGITS = {"inputmode": "numeric", "autocomplete": "off"}


class CodeForm(Form):
    """Who one is: the number on the list, and one's own code."""

    position = WholeNumberField(_("Number on the list"), [InputRequired(), NumberRange(1, 99999)], render_kw=DIGITS)
    code = StringField(
        _("Your code"),
        [InputRequired(), Length(max=12)],
        description=_("Six digits on your slip. The clerk can tell you."),
        render_kw=DIGITS,
    )
