"""Forms of meetings."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.charter.rules import CountBy
from webapp.council.calls.labels import asked_label
from webapp.council.calls.models import MeetingCall
from webapp.council.meetings.rules import LONGEST_MINUTES
from webapp.kit.forms import Form

LONGEST = 120


def _count_by() -> RadioField:
    return RadioField(
        _("Who is counted"),
        [InputRequired()],
        choices=[
            SelectChoice(CountBy.PERSONS.value, _("Persons: everybody of age is due")),
            SelectChoice(CountBy.HOUSEHOLDS.value, _("Households: each sends one delegate")),
        ],
    )


class MembersForm(Form):
    """When, where, about what: what every body is told."""

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


class ConveneForm(MembersForm):
    """The same, the request it answers, and why it cannot wait."""

    call = SelectField(_("Answers the request"), [Optional()], choices=[])
    urgent_because = TextAreaField(
        _("Why it cannot wait"),
        [Optional(), Length(max=500)],
        description=_("Only for shorter notice, where the village's rules allow it."),
        render_kw={"rows": 2},
    )

    def offer_calls(self, calls: Sequence[MeetingCall]) -> None:
        """Offer the requests on which the committee must convene; without any the field is left out."""
        if not calls:
            del self.call
            return
        self.calls = {call.short_number: call.id for call in calls}
        none = SelectChoice("", gettext("none: convened of the committee’s own accord"))
        asked = {call.short_number: asked_label(call.body, call.source) for call in calls}
        self.call.choices = [none, *(SelectChoice(number, f"{number} · {text}") for number, text in asked.items())]

    def call_id(self) -> uuid.UUID | None:
        """The request that the meeting answers, if one was chosen."""
        return self.calls.get(self.call.data) if "call" in self else None


class AssemblyForm(ConveneForm):
    """The same, and whether persons or households are counted."""

    count_by = _count_by()


class GroupForm(MembersForm):
    """One villagers' group, and whether persons or households are counted."""

    group = SelectField(_("Villagers' group"), [InputRequired()])
    count_by = _count_by()


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
