"""Forms of the duty to publish."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from wtforms import DateField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.board.drafts.forms import WordsForm
from webapp.board.rules import Cover, read_covers
from webapp.branch.paper_names import Looked, PaperNamesForm
from webapp.committee.disclosures.catalogue import ANY_TIME
from webapp.committee.disclosures.labels import NAMES, SOURCES, cover_label
from webapp.committee.disclosures.queries import supported_by
from webapp.committee.disclosures.rules import LONGEST_OCCASION, LONGEST_WANTED, MOST_AT_ONCE, Standing
from webapp.council.calls.rules import CallSource
from webapp.kit.forms import Form


class DisclosureForm(WordsForm):
    """A notice that publishes what the calendar asks for."""

    covers = SelectMultipleField(
        _("What it publishes"),
        [InputRequired(_("Choose at least one thing that the notice publishes."))],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def offer(self, standings: Iterable[Standing]) -> None:
        """What is due or overdue today."""
        self.covers.choices = [(f"{one.duty.cover.item}:{one.duty.cover.period}", _told(one)) for one in standings]

    def chosen(self) -> list[Cover]:
        """What was ticked."""
        return read_covers("\n".join(self.covers.data or ()))


def _told(standing: Standing) -> str:
    words = cover_label(standing.duty.cover)
    return f"{words} · {standing.duty.title[:40]}" if standing.duty.title else words


class OccasionForm(Form):
    """Something that happened."""

    item = SelectField(_("What it is"), [InputRequired()])
    title = StringField(_("In a few words"), [InputRequired(), Length(max=LONGEST_OCCASION)])
    happened_on = DateField(_("Happened on"), [InputRequired()])

    def __init__(self) -> None:
        super().__init__()
        self.item.choices = [(item.code, str(NAMES[item.code])) for item in ANY_TIME]


class AskForm(Form):
    """What people want to read."""

    source = RadioField(
        _("Who asks"),
        [InputRequired()],
        choices=[SelectChoice(source.value, label) for source, label in SOURCES.items()],
        default=CallSource.VILLAGERS.value,
    )
    wanted = TextAreaField(
        _("What is to be published"),
        [InputRequired(), Length(max=LONGEST_WANTED)],
        description=_("For example: the vouchers for the road, or who received relief in the last quarter."),
        render_kw={"rows": 4},
    )


class NamesForm(PaperNamesForm):
    """Names of a paper list under a request to publish."""

    def look_up(self, session: Session, call_id: uuid.UUID, tick: bool) -> Looked:
        """Offer who in the register bears these names and has not asked yet."""
        return self.looked_up(session, MOST_AT_ONCE, lambda people: supported_by(session, call_id, people), tick)
