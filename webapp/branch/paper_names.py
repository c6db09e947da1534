"""A form of names from a paper list, looked up in the register and ticked: for co-signatures and requests."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from wtforms import SelectMultipleField, TextAreaField
from wtforms.validators import Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.branch.matters.forms import person_label
from webapp.branch.matters.queries import people_named
from webapp.kit.forms import Form

_SPLIT = re.compile(r"[\s,，、;；.。]+")


class Looked(NamedTuple):
    """What came of looking names up: who is unknown, who has signed already."""

    unknown: Sequence[str]
    signed: Sequence[str]


class PaperNamesForm(Form):
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

    def looked_up(
        self,
        session: Session,
        most: int,
        there: Callable[[Sequence[uuid.UUID]], Collection[uuid.UUID]],
        tick: bool,
    ) -> Looked:
        """Offer who in the register bears these names; with `tick`, names that one person alone bears are ticked.

        `there`: which of these people are on the list already.
        """
        wanted = list(dict.fromkeys(name for name in _SPLIT.split(self.names.data or "") if name))[:most]
        found = people_named(session, wanted) if wanted else []
        signed = there([person.id for person in found])
        bearers = Counter(person.name for person in found)
        offered = [person for person in found if person.id not in signed]
        self.resident_ids.choices = [(person.id.hex, person_label(person)) for person in offered]
        if tick:
            self.resident_ids.data = [person.id.hex for person in offered if bearers[person.name] == 1]
        unknown = [name for name in wanted if name not in bearers]
        return Looked(unknown, [person_label(person) for person in found if person.id in signed])

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
