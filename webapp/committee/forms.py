"""Forms of the committee's work."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from webapp.board.rules import LONGEST_TEXT as LONGEST_NOTICE
from webapp.committee.rules import DONE, LONGEST_TEXT, LONGEST_TITLE
from webapp.kit.forms import FenField, Form, WholeNumberField

SOMEBODY_ELSE = "else"


class TaskForm(Form):
    """A task, whose it is, and by when. The people to choose from are filled in by the page."""

    title = StringField(_("What is to be done"), [InputRequired(), Length(max=LONGEST_TITLE)])
    owner = RadioField(_("Who does it"), [InputRequired()])
    owner_name = StringField(
        _("Name of somebody else"),
        [Optional(), Length(max=60)],
        description=_("Any villager, written as in the register."),
    )
    person = RadioField(_("Which of them?"), [Optional()], choices=[], validate_choice=False)
    due_on = DateField(_("By when"), [InputRequired()])


class ReportForm(Form):
    """How far the work is."""

    progress = WholeNumberField(
        _("How far is it, in percent?"),
        [InputRequired(), NumberRange(0, DONE)],
        render_kw={"inputmode": "numeric", "class": "short"},
    )
    text = TextAreaField(
        _("What was done since the last report?"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_("Everyone can read it. No identity, bank or mobile phone numbers."),
        render_kw={"rows": 5},
    )


class CompleteForm(Form):
    """What shows that the work is done."""

    text = TextAreaField(
        _("What was done, and what shows it?"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_("Who accepted the work and when; quantities; where to look."),
        render_kw={"rows": 5},
    )


class ResultForm(Form):
    """How a matter ended and what it cost."""

    spent = FenField(
        _("Spent, in yuan"),
        [Optional()],
        description=_("For example 126,500.00. Leave it empty if no money was needed."),
        render_kw={"inputmode": "decimal", "class": "short"},
    )
    text = TextAreaField(
        _("Result"),
        [InputRequired(), Length(max=LONGEST_NOTICE - 200)],
        description=_("What was done, by whom it was accepted, where the money went. It hangs on the notice board."),
        render_kw={"rows": 10},
    )
