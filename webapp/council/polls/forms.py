"""Forms of polls."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.council.polls.labels import CHANNELS, QUESTIONS, SECRECIES
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import Again, Channel, Option, Question, Secrecy, Terms
from webapp.kit.forms import Form, WholeNumberField

LONGEST = 500
MOST_MINUTES = 720
_NUMBER = {"inputmode": "numeric", "min": 1, "class": "short"}


def _choices(words: dict[str, Any]) -> list[SelectChoice]:
    return [SelectChoice(value, word) for value, word in words.items()]


class MotionForm(Form):
    """The question put to the vote, and how the vote is taken."""

    motion = TextAreaField(
        _("Question"),
        [InputRequired(), Length(max=LONGEST)],
        description=_("One question that can be answered with for or against."),
        render_kw={"rows": 3},
    )
    repeat_because = StringField(_("Why it is voted on again"), [InputRequired(), Length(max=LONGEST)])
    question = RadioField(_("Answer"), choices=_choices(QUESTIONS), default=Question.MOTION.value)
    options = TextAreaField(
        _("Options"),
        [Optional(), Length(max=4000)],
        description=_("Only where one chooses among several: one option a line."),
        render_kw={"rows": 4},
    )
    most = WholeNumberField(
        _("How many one ballot may name"), [Optional(), NumberRange(min=1, max=30)], default=1, render_kw=_NUMBER
    )
    secrecy = RadioField(_("Secrecy"), choices=_choices(SECRECIES), default=Secrecy.NAMED.value)
    channels = SelectMultipleField(
        _("Ways to vote"),
        choices=_choices(CHANNELS),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        default=[Channel.BROWSER.value],
    )
    minutes = WholeNumberField(
        _("Announced length in minutes"),
        [Optional(), NumberRange(min=1, max=MOST_MINUTES)],
        description=_("Everyone sees the time run down. The vote ends when somebody closes it."),
        render_kw=_NUMBER,
    )

    def prepare(self, amendment_id: uuid.UUID | None, earlier: Poll | None, is_party_step: bool) -> None:
        """What this vote is about, and which earlier vote it repeats or follows, if any."""
        self.amendment_id = amendment_id
        self.repeats = (earlier.id, earlier.awaits_runoff) if earlier else None
        if earlier is None:
            del self.repeat_because
        if is_party_step or amendment_id is not None:
            del self.question, self.options, self.most
        if is_party_step:
            del self.secrecy

    def asked(self, now: datetime) -> dict[str, Any]:
        """What the operation takes besides the words of the question."""
        said = self.data
        lines = [line.strip() for line in (said.get("options") or "").splitlines() if line.strip()]
        minutes = said["minutes"]
        terms = Terms(
            Question(said.get("question") or Question.MOTION),
            tuple(Option(line) for line in lines),
            said.get("most") or 1,
            Secrecy(said.get("secrecy") or Secrecy.NAMED),
            tuple(Channel(channel) for channel in said["channels"]),
            now + timedelta(minutes=minutes) if minutes else None,
        )
        again = Again(self.repeats[0], said["repeat_because"], self.repeats[1]) if self.repeats else None
        return {"amendment_id": self.amendment_id, "terms": terms, "again": again}


class RecusalForm(Form):
    """Why one stands aside."""

    because = StringField(_("Reason"), [InputRequired(), Length(max=LONGEST)])


class OtherRecusalForm(RecusalForm):
    """Who stands aside, noted by the clerk."""

    seat = SelectField(_("Who stands aside"), [InputRequired()])
