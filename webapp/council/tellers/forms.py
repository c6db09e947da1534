"""Forms of tellers."""

from __future__ import annotations

import uuid

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from webapp.branch.matters.forms import person_label
from webapp.branch.matters.queries import people_like, people_named
from webapp.council.tellers.labels import ROLES
from webapp.kit.forms import Form


class AppointForm(Form):
    """Who is to count, or to watch the counting."""

    role = RadioField(
        _("As"), [InputRequired()], choices=[SelectChoice(role.value, label) for role, label in ROLES.items()]
    )
    name = StringField(
        _("Name"),
        [InputRequired(), Length(max=60)],
        description=_("The full name as it stands in the register, or how it begins."),
        render_kw={"autocomplete": "off"},
    )
    person = RadioField(_("Which person is meant?"), choices=[], validate_choice=False)

    def person_meant(self, session: Session) -> uuid.UUID | None:
        """The one person meant; where the name fits nobody or several, the form says so and offers who there is."""
        name = (self.name.data or "").strip()
        found = people_named(session, [name])
        if len(found) == 1:
            return found[0].id
        offered = found or people_like(session, name)
        self.person.choices = [SelectChoice(one.id.hex, person_label(one)) for one in offered]
        chosen = next((one.id for one in offered if one.id.hex == self.person.data), None)
        if chosen is None:
            told = (
                gettext("Choose the person below.")
                if offered
                else gettext("Nobody in the register is called like this.")
            )
            self.name.errors = [*self.name.errors, told]
        return chosen
