"""Forms of amendments."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from webapp.council.amendments.rules import LONGEST_TEXT
from webapp.kit.forms import Form


class AmendmentForm(Form):
    """What shall be changed, in which words."""

    text = TextAreaField(
        _("The change, in the words to be voted on"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_("Say what is left out and what is put in its place."),
        render_kw={"rows": 4},
    )
    changes = SelectField(_("What it changes"), [Optional()])
