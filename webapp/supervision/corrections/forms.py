"""Forms of orders to correct."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from webapp.kit.forms import Form
from webapp.supervision.corrections.labels import SOURCES
from webapp.supervision.corrections.rules import LONGEST_TEXT, LONGEST_TITLE, OUTSIDE


class OrderForm(Form):
    """What is to be corrected."""

    about = SelectField(_("What it is about"), choices=[])
    title = StringField(_("The order in one line"), [InputRequired(), Length(max=LONGEST_TITLE)])
    demand = TextAreaField(
        _("What is wrong, and what is to be done"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_("Everyone can read it. Nothing is changed in the record: the correction will be a new one."),
        render_kw={"rows": 6},
    )


class OutsideOrderForm(OrderForm):
    """An order of the township or the county, as its paper says."""

    source = RadioField(
        _("Who ordered it"), [InputRequired()], choices=[SelectChoice(one.value, SOURCES[one]) for one in OUTSIDE]
    )
    paper = StringField(_("Number of the paper"), [InputRequired(), Length(max=LONGEST_TITLE)])
    ordered_on = DateField(_("Date of the paper"), [InputRequired()])
    due_on = DateField(_("To be carried out by"), [InputRequired()])


class OrderAnswerForm(Form):
    """What the committee answers."""

    text = TextAreaField(
        _("Answer"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        render_kw={"rows": 6},
    )
