"""Forms of mandates."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.council.mandates.rules import LONGEST_DECISION
from webapp.kit.forms import Form


class MandateForm(Form):
    """What was delegated, from when until when, by which decision."""

    kinds = SelectMultipleField(
        _("Matters delegated"), [InputRequired()], widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    since = DateField(_("First day"), [InputRequired()])
    until = DateField(_("Last day"), [InputRequired()])
    decision = TextAreaField(
        _("Decision of the villagers' assembly"),
        [InputRequired(), Length(max=LONGEST_DECISION)],
        description=_("Date, place, how many were present and agreed."),
        render_kw={"rows": 4},
    )
