"""Forms of the offices."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from webapp.kit.forms import Form
from webapp.village.offices.labels import OFFICES
from webapp.village.offices.rules import Office


class FillForm(Form):
    """Who takes which office from when."""

    office = SelectField(
        _("Office"), [InputRequired()], choices=[SelectChoice(one.value, OFFICES[one]) for one in Office]
    )
    since = DateField(
        _("From"),
        [InputRequired()],
        description=_(
            "The day of the choice. The term ends by law: after five years, and for who joins in between with the "
            "committee's term."
        ),
    )
    constituency = SelectField(
        _("Constituency (for a representative)"),
        [Optional()],
        description=_("Suggested is the one the person's own household belongs to."),
        validate_choice=True,
    )
    title = StringField(
        _("Duty within the body"), [Length(max=60)], description=_("Such as mediation, women, public security.")
    )
    finance_knowledge = BooleanField(_("Knows finance or bookkeeping (for supervisors)"))


class EndForm(Form):
    """From when somebody no longer holds an office, and why."""

    on = DateField(_("The office ends on"), [InputRequired()])
    because = StringField(
        _("Reason"),
        [InputRequired(), Length(max=200)],
        description=_("Everyone can read it in the log: resignation, recall, moved away …"),
    )
