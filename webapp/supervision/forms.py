"""The form of an opinion."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from webapp.branch.opinions.labels import VERDICTS
from webapp.branch.opinions.rules import Verdict
from webapp.kit.forms import Form
from webapp.supervision.rules import LONGEST_TEXT


class OpinionForm(Form):
    """What the supervisors say."""

    verdict = RadioField(
        _("Opinion"),
        [InputRequired()],
        choices=[SelectChoice(verdict.value, VERDICTS[verdict]) for verdict in Verdict],
    )
    text = TextAreaField(
        _("Reasons"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_("What was looked at, what was found, what should be mended. Everyone can read it."),
        render_kw={"rows": 6},
    )
