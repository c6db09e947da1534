"""Forms of polls."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from webapp.kit.forms import Form

LONGEST = 500


class MotionForm(Form):
    """The question put to the vote."""

    motion = TextAreaField(
        _("Question"),
        [InputRequired(), Length(max=LONGEST)],
        description=_("One question that can be answered with for or against."),
        render_kw={"rows": 3},
    )


class RecusalForm(Form):
    """Why one stands aside."""

    because = StringField(_("Reason"), [InputRequired(), Length(max=LONGEST)])


class OtherRecusalForm(RecusalForm):
    """Who stands aside, noted by the clerk."""

    seat = SelectField(_("Who stands aside"), [InputRequired()])
