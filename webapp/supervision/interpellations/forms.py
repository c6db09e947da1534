"""Forms of interpellation."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from webapp.branch.paper_names import Looked, PaperNamesForm
from webapp.kit.forms import Form
from webapp.supervision.interpellations.labels import COMMITTEE, SOURCES
from webapp.supervision.interpellations.queries import names_of
from webapp.supervision.interpellations.rules import LONGEST_TEXT, LONGEST_TITLE, MOST_AT_ONCE, AskSource
from webapp.village.offices.labels import office_label
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.rules import Office
from webapp.village.register.models import Resident


class QuestionForm(Form):
    """Who asks whom about what."""

    source = RadioField(_("Who asks"), [InputRequired()], choices=[])
    to = SelectField(
        _("Who is asked"),
        choices=[],
        description=_("The villagers' committee as a body, or one who holds an office."),
    )
    about = SelectField(_("What it is about"), choices=[], validate_choice=True)
    title = StringField(_("The question in one line"), [InputRequired(), Length(max=LONGEST_TITLE)])
    question = TextAreaField(
        _("What is asked of them"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_("What happened, what you want to know, which papers should be shown. Everyone can read it."),
        render_kw={"rows": 8},
    )

    def offer(
        self, sources: Sequence[AskSource], holders: Sequence[tuple[OfficeTerm, Resident]], subjects: object
    ) -> None:
        """Offer what this person can choose: the sources open to them, who is in office, what stands in the record."""
        self.source.choices = [SelectChoice(source.value, SOURCES[source]) for source in sources]
        if len(sources) == 1 and not self.source.data:
            self.source.data = sources[0].value
        asked = [(f"{term.office.value}:{person.id.hex}", _line(term, person)) for term, person in holders]
        self.to.choices = [("committee", str(COMMITTEE)), *asked]
        self.about.choices = subjects

    def asked(self) -> tuple[Office, uuid.UUID] | None:
        """The office and who holds it; nothing for the committee."""
        if self.to.data == "committee":
            return None
        office, _sign, key = self.to.data.partition(":")
        return Office(office), uuid.UUID(hex=key)


class QuestionReplyForm(Form):
    """What those asked answer."""

    text = TextAreaField(
        _("Answer"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_("Say what happened, with figures and papers. Everyone reads it below the question."),
        render_kw={"rows": 8},
    )


class JudgementForm(Form):
    """Whether the answer satisfies; the two buttons say which."""

    reasons = TextAreaField(
        _("Reasons"),
        [Optional(), Length(max=LONGEST_TEXT)],
        description=_("Needed when you are not satisfied: what is still missing."),
        render_kw={"rows": 4},
    )


class QuestionNamesForm(PaperNamesForm):
    """Names of a list of people who ask jointly."""

    def look_up(self, session: Session, question_id: uuid.UUID, tick: bool) -> Looked:
        """Offer who in the register bears these names and does not stand under the question yet."""

        def there(people: Sequence[uuid.UUID]) -> Collection[uuid.UUID]:
            return names_of(session, question_id, people)

        return self.looked_up(session, MOST_AT_ONCE, there, tick)


def _line(term: OfficeTerm, person: Resident) -> str:
    return f"{office_label(term.office)} {person.name}"
