"""Forms of meetings."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectMultipleField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.council.meetings.rules import LONGEST_MINUTES
from webapp.kit.forms import Form

LONGEST = 120


class ConveneForm(Form):
    """When, where, about what."""

    title = StringField(_("Name of the meeting"), [InputRequired(), Length(max=LONGEST)])
    place = StringField(_("Place"), [InputRequired(), Length(max=LONGEST)])
    day = DateField(_("Day"), [InputRequired()])
    hour = TimeField(_("Time"), [InputRequired()])
    matters = SelectMultipleField(
        _("Matters on the agenda"),
        [InputRequired()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description=_("Only matters that passed the steps before can be chosen."),
    )
    urgent_because = TextAreaField(
        _("Why it cannot wait"),
        [Optional(), Length(max=500)],
        description=_("Only for shorter notice, where the village's rules allow it."),
        render_kw={"rows": 2},
    )


class AgendaForm(Form):
    """A further matter for the agenda."""

    matters = SelectMultipleField(
        _("Further matters"),
        [InputRequired()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class MinutesForm(Form):
    """The minutes."""

    minutes = TextAreaField(
        _("Minutes"),
        [InputRequired(), Length(max=LONGEST_MINUTES)],
        description=_("Who led, what was said, what was decided. Everyone can read it."),
        render_kw={"rows": 12},
    )


class SearchForm(Form):
    """Find a person on the list."""

    q = StringField(_("Name or initials"), [Optional(), Length(max=40)])
