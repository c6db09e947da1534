"""Forms of reports."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from webapp.kit.forms import Form
from webapp.supervision.reports.labels import PARTS
from webapp.supervision.reports.rules import LONGEST_PART


class ReportForm(Form):
    """The free parts of a report; everyone can read them once it is published."""

    introduction = TextAreaField(
        PARTS["introduction"],
        [Length(max=LONGEST_PART)],
        description=_("How the village's affairs went. The figures stand in the report by themselves."),
        render_kw={"rows": 5},
    )
    findings = TextAreaField(
        PARTS["findings"],
        [Length(max=LONGEST_PART)],
        description=_("What was right, what was not, and what came of earlier findings."),
        render_kw={"rows": 6},
    )
    advice = TextAreaField(PARTS["advice"], [Length(max=LONGEST_PART)], render_kw={"rows": 4})


class CorrectForm(Form):
    """Why a published report is corrected."""

    because = StringField(
        _("Why it is corrected"),
        [InputRequired(), Length(max=500)],
        description=_("It stands in the new version and in the log; everyone can read it."),
    )
