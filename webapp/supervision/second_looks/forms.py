"""Forms of second looks."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from webapp.kit.forms import Form
from webapp.supervision.second_looks.labels import VERDICTS
from webapp.supervision.second_looks.rules import LONGEST_TEXT, LookVerdict


class AskLookForm(Form):
    """Why the objector is not satisfied."""

    reasons = TextAreaField(
        _("Why does the answer not satisfy you?"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_("Everyone can read it, without your name."),
        render_kw={"rows": 5},
    )


class VerdictForm(Form):
    """What the supervisors say."""

    verdict = RadioField(
        _("After a second look"),
        [InputRequired()],
        choices=[SelectChoice(one.value, VERDICTS[one]) for one in LookVerdict],
    )
    text = TextAreaField(
        _("Reasons"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_("What was looked at and found. For a correction: what is wrong, and what is to be done."),
        render_kw={"rows": 6},
    )


class NewAnswerForm(Form):
    """The committee's new answer."""

    text = TextAreaField(_("New answer"), [InputRequired(), Length(max=LONGEST_TEXT)], render_kw={"rows": 6})
