"""Forms of leaving the register."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField
from wtforms.validators import InputRequired

from webapp.council.departures.labels import KINDS, REASONS
from webapp.council.departures.rules import KIND_OF, DepartureKind
from webapp.kit.forms import Form
from webapp.village.register.rules import Departure


class DepartureForm(Form):
    """Why, and since when."""

    because = SelectField(_("Reason"), [InputRequired()], coerce=Departure)
    on = DateField(_("Since"), [InputRequired()], description=_("The day of death, or of the move."))

    def offer(self) -> None:
        """The short list of reasons under their kinds."""
        self.because.choices = {
            str(KINDS[kind]): [(one.value, REASONS[one]) for one in Departure if KIND_OF[one] is kind]
            for kind in DepartureKind
        }
