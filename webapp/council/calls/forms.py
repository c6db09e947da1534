"""Forms of asking for a meeting."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from wtforms import RadioField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.branch.matters.forms import person_label
from webapp.branch.matters.queries import people_named
from webapp.charter.matters import Body
from webapp.council.calls.labels import ASKED
from webapp.council.calls.queries import supported_by
from webapp.council.calls.rules import LONGEST_REASON, MOST_AT_ONCE, CallSource
from webapp.kit.forms import Form

_SPLIT = re.compile(r"[\s,，、;；.。]+")


class CallForm(Form):
    """What kind of meeting, and why."""

    asked = RadioField(
        _("Who asks for which meeting"),
        [InputRequired()],
        choices=[SelectChoice(f"{body.value}/{source.value}", label) for (body, source), label in ASKED.items()],
    )
    reason = TextAreaField(
        _("What it is to be about"),
        [InputRequired(), Length(max=LONGEST_REASON)],
        description=_("Everyone who signed in can read it; once enough people ask, everybody can."),
        render_kw={"rows": 4},
    )

    def pair(self) -> tuple[Body, CallSource]:
        """The kind of meeting and who asks for it."""
        body, source = self.asked.data.split("/")
        return Body(body), CallSource(source)


class CallNamesForm(Form):
    """Names from a paper list, looked up in the register and ticked."""

    names = TextAreaField(
        _("Names on the paper"),
        [Optional(), Length(max=20_000)],
        description=_("One on each line, or with commas between them."),
        render_kw={"rows": 6},
    )
    resident_ids = SelectMultipleField(
        _("Found in the register"),
        choices=[],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        validate_choice=False,
    )

    def look_up(self, session: Session, call_id: uuid.UUID, tick: bool) -> Sequence[str]:
        """Offer who in the register bears these names; returns the names nobody bears.

        With `tick`, names that one person alone bears are ticked.
        """
        wanted = list(dict.fromkeys(name for name in _SPLIT.split(self.names.data or "") if name))[:MOST_AT_ONCE]
        found = people_named(session, wanted) if wanted else []
        there = supported_by(session, call_id, [person.id for person in found])
        offered = [person for person in found if person.id not in there]
        bearers = Counter(person.name for person in found)
        self.resident_ids.choices = [(person.id.hex, person_label(person)) for person in offered]
        if tick:
            self.resident_ids.data = [person.id.hex for person in offered if bearers[person.name] == 1]
        return [name for name in wanted if name not in bearers]

    def ticked(self) -> list[uuid.UUID]:
        """The people ticked; a key that is none is left out."""
        offered = {key for key, _label in self.resident_ids.choices}
        return [uuid.UUID(hex=key) for key in self.resident_ids.data or () if key in offered]

    def require_ticked(self) -> bool:
        """Whether anybody is ticked; the form says so if not."""
        if self.ticked():
            return True
        place = self.resident_ids if self.resident_ids.choices else self.names
        place.errors = [gettext("Look the names up, and tick at least one person.")]
        return False
