"""Forms of asking households."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from webapp.council.consultation.labels import SAYS
from webapp.council.consultation.rules import LONGEST_NOTE
from webapp.kit.forms import Form

CHOICES = [SelectChoice(says.value, label) for says, label in SAYS.items()]


class WordForm(Form):
    """What one household says."""

    says = RadioField(_("What do they say?"), [InputRequired()], choices=CHOICES)
    note = StringField(
        _("In their words"), [Optional(), Length(max=LONGEST_NOTE)], description=_("Only you can read this note.")
    )
