"""Forms of evaluations and of the register of hired people."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, StringField
from wtforms.validators import InputRequired, Length

from webapp.kit.forms import Form
from webapp.supervision.evaluations.rules import LONGEST_WORK


class HireForm(Form):
    """For which work somebody is hired, and since when."""

    work = StringField(
        _("Work"),
        [InputRequired(), Length(max=LONGEST_WORK)],
        description=_("Such as cleaning, forest watch, water supply, clerk. Everyone can read it."),
    )
    since = DateField(_("Since"), [InputRequired()])


class EndHireForm(Form):
    """From when the work is no longer theirs, and why."""

    on = DateField(_("The work ends on"), [InputRequired()])
    because = StringField(_("Reason"), [InputRequired(), Length(max=200)], description=_("Everyone can read it."))


class HandOutForm(Form):
    """How the sheets are handed out."""

    on_paper = BooleanField(_("Also on paper, counted by two tellers and a scrutineer"))
