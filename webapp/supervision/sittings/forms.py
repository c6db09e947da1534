"""Forms of the supervision committee's meetings."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.kit.forms import Form
from webapp.supervision.sittings.rules import LONGEST_PLACE, LONGEST_TEXT


class WordsForm(Form):
    """What was said and decided."""

    place = StringField(_("Place"), [InputRequired(), Length(max=LONGEST_PLACE)])
    remarks = TextAreaField(
        _("What else was looked at"),
        [Length(max=LONGEST_TEXT)],
        description=_("Besides the list from the record. Everyone can read it."),
        render_kw={"rows": 4},
    )
    decisions = TextAreaField(
        _("What was decided"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_("Who does what by when. Everyone can read it."),
        render_kw={"rows": 6},
    )


class RecordForm(WordsForm):
    """A meeting that was held."""

    held_on = DateField(_("Held on"), [InputRequired()])
    present = SelectMultipleField(
        _("Who was there"),
        [InputRequired()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class CorrectForm(WordsForm):
    """A correction before all have signed."""

    because = StringField(_("Why it is corrected"), [InputRequired(), Length(max=500)])


class SignForm(Form):
    """One's name under the text one read."""

    sha256 = HiddenField(validators=[InputRequired()])
