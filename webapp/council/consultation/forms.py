"""Forms of asking households."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from webapp.council.consultation.labels import SAYS
from webapp.council.consultation.queries import HouseholdLine
from webapp.council.consultation.rules import LONGEST_NOTE, HouseholdSays, Said
from webapp.kit.forms import Form

CHOICES = [SelectChoice(says.value, label) for says, label in SAYS.items()]
WORDS = [choice for choice in CHOICES if choice.value != HouseholdSays.NOT_REACHED.value]


class LineForm(Form):
    """What one household says, as one line of the sheet."""

    says = RadioField(_("What do they say?"), [Optional()], choices=CHOICES)
    note = StringField(_("Reason, in one line"), [Optional(), Length(max=LONGEST_NOTE)])

    def said(self, household_id: uuid.UUID) -> Said:
        """The word as it was typed."""
        return Said(household_id, HouseholdSays(self.says.data), self.note.data or "")


class SheetForm(Form):
    """The whole sheet: every household of a representative with a line of its own, whichever button is pressed."""

    def hold(self, lines: Sequence[HouseholdLine]) -> None:
        """Lay out one line for each household, with what was noted, or what was just typed."""
        self.lines = [(line, _line_form(line)) for line in lines]

    def renew(self, lines: Sequence[HouseholdLine]) -> None:
        """Show what is noted now, beside what is still to be corrected."""
        fresh = {line.household.id: line for line in lines}
        self.lines = [(fresh.get(line.household.id, line), form) for line, form in self.lines]

    def ready(self) -> list[Said]:
        """What is new and complete on the sheet; a line with words but no choice says so and keeps its words."""
        found = []
        for line, form in self.lines:
            if not form.validate() or not self._is_new(line, form):
                continue
            if form.says.data:
                found.append(form.said(line.household.id))
            else:
                form.says.errors = [gettext("Choose what they say; the words are kept.")]
        return found

    @property
    def has_wrong(self) -> bool:
        """Whether a line is to be corrected."""
        return any(form.errors for _line, form in self.lines)

    @staticmethod
    def _is_new(line: HouseholdLine, form: LineForm) -> bool:
        before = (line.word.says.value, line.word.note) if line.word else ("", "")
        return (form.says.data or "", form.note.data or "") != before


def _line_form(line: HouseholdLine) -> LineForm:
    data = {"says": line.word.says.value, "note": line.word.note} if line.word else None
    return LineForm(data=data, prefix=line.household.id.hex, meta={"csrf": False})


class WrongForm(Form):
    """What the own household says instead."""

    says = RadioField(_("What does your household say?"), [InputRequired()], choices=WORDS)
    note = StringField(
        _("In your words"),
        [Optional(), Length(max=LONGEST_NOTE)],
        description=_("Your representative reads it. It is not published."),
    )


class SignatureForm(Form):
    """Which households signed on paper."""

    def marks(self, lines: Sequence[HouseholdLine]) -> dict[uuid.UUID, bool]:
        """The households whose mark differs from what is recorded, with the new mark."""
        wanted = set(request.form.getlist("signed"))
        return {
            line.household.id: line.household.number in wanted
            for line in lines
            if line.word and (line.household.number in wanted) is not (line.word.signed_at is not None)
        }
