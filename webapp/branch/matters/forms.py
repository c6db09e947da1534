"""Forms of matters."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from webapp.branch.matters.labels import SOURCES
from webapp.branch.matters.queries import PersonFound, people_like, people_named
from webapp.branch.matters.rules import LONGEST_REASON, LONGEST_TEXT, LONGEST_TITLE, Source
from webapp.charter.labels import matter_label, track_label
from webapp.charter.matters import MatterKind
from webapp.kit.forms import FenField, Form


class TextForm(Form):
    """Title and text of a matter."""

    title = StringField(
        _("Title"),
        [InputRequired(), Length(max=LONGEST_TITLE)],
        description=_("What it is about, in a few words: “Concrete for the eastern road”."),
    )
    text = TextAreaField(
        _("Text"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_(
            "What should be done, why, where and by when. A blank line begins a paragraph, “- ” a list, **two stars** "
            "make bold."
        ),
        render_kw={"rows": 12},
    )


class RaiseForm(TextForm):
    """A new matter. Sources and kinds are those open to the person on this day."""

    source = RadioField(_("In whose name"), [InputRequired()])
    kind = SelectField(_("Kind of matter"), [InputRequired()])
    budget = FenField(
        _("Budget in yuan"), [Optional(), Length(max=30)], description=_("If it costs money: 128000 or 12.8万."),
        render_kw={"inputmode": "decimal", "class": "short"},
    )  # fmt: skip
    concerned_name = StringField(
        _("Person concerned"),
        [Optional(), Length(max=60)],
        description=_("Only if the matter is about one person, such as somebody to be helped: the full name."),
        render_kw={"autocomplete": "off"},
    )
    concerned = RadioField(_("Which person is meant?"), choices=[], validate_choice=False)

    def __init__(self, sources: Sequence[Source], kinds: Iterable[MatterKind]) -> None:
        super().__init__()
        self.source.choices = [(source.value, SOURCES[source]) for source in sources]
        if len(sources) == 1 and not self.source.data:
            self.source.data = sources[0].value
        tracks: dict[str, list[tuple[str, str]]] = {}
        for kind in kinds:
            tracks.setdefault(track_label(kind.track), []).append((kind.code, matter_label(kind.code)))
        self.kind.choices = {"": [("", gettext("Choose …"))], **tracks}

    def person_concerned(self, session: Session) -> uuid.UUID | None:
        """The one person meant; where the name fits nobody or several, the form says so and offers who there is."""
        name = (self.concerned_name.data or "").strip()
        if not name:
            return None
        found = people_named(session, [name])
        if len(found) == 1:
            return found[0].id
        offered = found or people_like(session, name)
        self.concerned.choices = [(person.id.hex, person_label(person)) for person in offered]
        chosen = next((person.id for person in offered if person.id.hex == self.concerned.data), None)
        if chosen is None:
            self.concerned_name.errors = [*self.concerned_name.errors, _how_many(name, len(found), len(offered))]
        return chosen


def person_label(person: PersonFound) -> str:
    """A person as a list shows them: name, group, door."""
    place = " ".join(part for part in (person.group, person.door) if part)
    return gettext("%(name)s (%(place)s)", name=person.name, place=place)


def _how_many(name: str, exact: int, offered: int) -> str:
    if exact:
        return ngettext(
            "%(num)d person is called %(name)s. Choose one below.",
            "%(num)d people are called %(name)s. Choose one below.",
            exact,
            name=name,
        )
    if offered:
        return gettext(
            "Nobody in the register is called exactly %(name)s. Choose one below, or correct the name.", name=name
        )
    return gettext("Nobody in the register is called %(name)s. Check the name, or leave it empty.", name=name)


class ReviseForm(TextForm):
    """A new text for a matter, and why."""

    reason = StringField(
        _("Why is it changed?"),
        [InputRequired(), Length(max=LONGEST_REASON)],
        description=_("Everybody reads this beside the differences."),
    )


class WithdrawForm(Form):
    """Taking a matter back."""

    reason = StringField(
        _("Why is it withdrawn?"), [InputRequired(), Length(max=LONGEST_REASON)], description=_("Everybody reads this.")
    )
