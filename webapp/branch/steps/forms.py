"""Forms of the sittings of steps 1 to 3."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.branch.steps.rules import LONGEST_MINUTES, LONGEST_PLACE
from webapp.charter.rulebook.values import EARLIEST
from webapp.kit.forms import Form, WholeNumberField
from webapp.village.register.models import Resident

_COUNT = [InputRequired(), NumberRange(min=0, max=10_000)]
_NUMBER = {"inputmode": "numeric", "min": 0, "class": "short"}


class SittingForm(Form):
    """One sitting: the day, who came, the votes, the minutes. Who was due follows from the day."""

    held_on = DateField(_("Held on"), [InputRequired()])
    notified_on = DateField(_("Notice given on"), [Optional()])
    place = StringField(_("Place"), [Optional(), Length(max=LONGEST_PLACE)])
    present = SelectMultipleField(
        _("Who came"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False), validate_choice=False
    )
    chair = SelectField(_("Who led the sitting"), [InputRequired()], validate_choice=False)
    votes_for = WholeNumberField(_("In favour"), _COUNT, render_kw=_NUMBER)
    votes_against = WholeNumberField(_("Against"), _COUNT, render_kw=_NUMBER)
    votes_abstain = WholeNumberField(_("Abstained"), _COUNT, render_kw=_NUMBER)
    minutes = TextAreaField(
        _("Minutes"),
        [InputRequired(), Length(max=LONGEST_MINUTES)],
        description=_("What was said for and against, what was asked to be changed. Everybody can read this."),
        render_kw={"rows": 8},
    )

    def offer(self, due: Sequence[Resident], everyone: bool = False) -> None:
        """Show who was due; with `everyone` all of them are ticked. Ticks of people who were not due fall away.

        People of one name are told apart by the year they were born.
        """
        keys = [person.id.hex for person in due]
        bearers = Counter(person.name for person in due)
        self.present.choices = [
            (person.id.hex, person.name if bearers[person.name] == 1 else f"{person.name} {person.born_on.year}")
            for person in due
        ]
        self.chair.choices = [("", _("Choose …")), *self.present.choices]
        self.present.data = keys if everyone else [key for key in self.present.data or () if key in keys]

    def validate_held_on(self, field: Any) -> None:
        """No law known here judges a sitting before October 2010."""
        if field.data and field.data < EARLIEST:
            raise ValidationError(gettext("Check the year: the oldest law known here is of October 2010."))

    def day(self, otherwise: date) -> date:
        """The day of the sitting as far as it is typed and can be judged."""
        typed = self.held_on.data
        return typed if typed and typed >= EARLIEST else otherwise

    def present_ids(self) -> list[uuid.UUID]:
        """Those who came."""
        return [uuid.UUID(hex=key) for key in self.present.data or ()]

    def chair_id(self) -> uuid.UUID | None:
        """Who led the sitting, if the person was due."""
        known = {key for key, _label in self.present.choices}
        return uuid.UUID(hex=self.chair.data) if self.chair.data in known else None
