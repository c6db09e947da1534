"""Forms of drafts."""

from __future__ import annotations

import uuid

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from sqlalchemy.orm import Session
from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from webapp.board.drafts.labels import PASSINGS
from webapp.board.drafts.lists import MOST_BYTES, table_text
from webapp.board.drafts.rules import LONGEST_REASON, Passing
from webapp.board.labels import KINDS
from webapp.board.rules import LONGEST_TEXT, LONGEST_TITLE, TYPED_KINDS, NoticeKind
from webapp.kit.forms import Form
from webapp.village.register.queries import villagers_named


class WordsForm(Form):
    """Title and text of a notice, and a list that stands under it."""

    title = StringField(_("Title"), [InputRequired(), Length(max=LONGEST_TITLE)])
    text = TextAreaField(
        _("Text"),
        [Optional(), Length(max=LONGEST_TEXT)],
        description=_(
            "Name, group and amount are enough. Identity, bank and telephone numbers, addresses and illnesses are "
            "masked before it hangs. **Two stars** make a word strong, a line beginning with a dash makes a list."
        ),
        render_kw={"rows": 10},
    )
    list = FileField(
        _("List"),
        description=_(
            "CSV or .xlsx, up to 2 MB and 400 lines: it stands as a table under the text. Private columns are masked."
        ),
        render_kw={"accept": ".csv,.xlsx,text/csv"},
    )
    concerned_name = StringField(
        _("Person concerned"),
        [Optional(), Length(max=60)],
        description=_(
            "Only if the notice is about one person: the full name. That person's relatives do not review it."
        ),
        render_kw={"autocomplete": "off"},
    )
    concerned = RadioField(_("Which person is meant?"), choices=[], validate_choice=False)

    person_id: uuid.UUID | None = None

    def accepts(self, session: Session) -> bool:
        """Whether everything was filled in well; `person_id` is then whom the notice concerns."""
        if not self.validate_on_submit():
            return False
        self.person_id = self._person(session)
        return not self.errors

    def whole_text(self) -> str:
        """The text with the list under it. Raises InvalidInput for a list that cannot be read."""
        content = self.list.data.read(MOST_BYTES + 1) if self.list.data else b""
        table = table_text(content) if content else ""
        return "\n\n".join(part for part in (self.text.data or "", table) if part)

    def _person(self, session: Session) -> uuid.UUID | None:
        """The one person meant; where the name fits nobody or several, the form says so and offers who there is."""
        name = (self.concerned_name.data or "").strip()
        found = villagers_named(session, name) if name else []
        self.concerned.choices = [
            (one.resident_id.hex, gettext("%(name)s (%(place)s)", name=one.name, place=one.group)) for one in found
        ]
        chosen = [one.resident_id for one in found if len(found) == 1 or one.resident_id.hex == self.concerned.data]
        if name and not chosen:
            told = (
                gettext("Choose which person is meant.") if found else gettext("Nobody in the register has this name.")
            )
            self.concerned_name.errors = [*self.concerned_name.errors, told]
        return chosen[0] if chosen else None


class DraftForm(WordsForm):
    """A notice that nobody asked for."""

    kind = RadioField(
        _("Kind"),
        [InputRequired()],
        choices=[SelectChoice(kind.value, KINDS[kind]) for kind in TYPED_KINDS],
        default=NoticeKind.AFFAIRS.value,
    )


class ReviewForm(Form):
    """What a stage says of a draft."""

    passing = RadioField(
        _("What is said of it"),
        [InputRequired()],
        choices=[SelectChoice(passing.value, label) for passing, label in PASSINGS.items()],
    )
    reason = TextAreaField(
        _("Reasons"),
        [Optional(), Length(max=LONGEST_REASON)],
        description=_("Needed when it is returned: what is wrong and how to mend it."),
        render_kw={"rows": 4},
    )

    @property
    def said(self) -> Passing:
        """The choice."""
        return Passing(self.passing.data)


class MeetingForm(ReviewForm):
    """What the joint meeting said, and when it was held."""

    held_on = DateField(_("Held on"), [InputRequired()])


class LiftForm(Form):
    """Which mask is to be lifted, and why."""

    place = RadioField(_("What is to stand"), [InputRequired()], choices=[], validate_choice=False)
    reason = TextAreaField(
        _("Why may everyone read it?"),
        [InputRequired(), Length(max=LONGEST_REASON)],
        description=_("The reason stands in the public log. A second person must agree."),
        render_kw={"rows": 4},
    )
