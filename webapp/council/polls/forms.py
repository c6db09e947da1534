"""Forms of polls."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session
from wtforms import BooleanField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.council.polls.candidates import options_of_people, people_like, which_person
from webapp.council.polls.labels import CHANNELS, QUESTIONS, SECRECIES
from webapp.council.polls.models import Poll
from webapp.council.polls.rules import Again, Channel, Option, Question, Secrecy, Terms
from webapp.council.polls.rules.terms import MOST_OPTIONS
from webapp.kit.forms import Form, WholeNumberField
from webapp.village.register.queries import Villager, villager

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
    are_people = BooleanField(
        _("The options are people of the register"),
        description=_(
            "If ticked, each line is a name, how it begins, or its initials in pinyin. Neither they nor their near "
            "relatives can count this vote; their own vote they keep."
        ),
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
        self.people: list[Villager] = []
        self.which: list[RadioField] = []
        self.repeats = (earlier.id, earlier.awaits_runoff) if earlier else None
        if earlier is None:
            del self.repeat_because
        if is_party_step or amendment_id is not None:
            del self.question, self.options, self.are_people, self.most
        if is_party_step:
            del self.secrecy

    def people_meant(self, session: Session, known: Mapping[str, uuid.UUID]) -> bool:
        """Whether each option is one person, if they shall be people; where it is not, the form asks who is meant.

        `known`: who stood under which words in the vote before, where this is its run-off.
        """
        lines = self._lines() if self.data.get("are_people") else []
        for line in lines if len(lines) <= MOST_OPTIONS else []:
            before = villager(session, known[line]) if line in known else None
            found, is_sure = ([before], True) if before else people_like(session, line)
            asked = which_person(self, line, found)
            asked.process(request.form)
            meant = found if is_sure else [one for one in found if one.resident_id.hex == asked.data]
            self.people += meant
            if not meant:
                self._ask(line, asked, bool(found))
        return not self.which and not (self.options and self.options.errors)

    def _ask(self, line: str, asked: RadioField, is_known: bool) -> None:
        if is_known:
            self.which.append(asked)
            told = gettext("Choose below who is meant by “%(typed)s”.", typed=line)
        else:
            told = gettext("Nobody in the register is called “%(typed)s”.", typed=line)
        self.options.errors = [*self.options.errors, told]

    def _lines(self) -> list[str]:
        return [line.strip() for line in (self.data.get("options") or "").splitlines() if line.strip()]

    def asked(self, now: datetime) -> dict[str, Any]:
        """What the operation takes besides the words of the question."""
        said = self.data
        minutes = said["minutes"]
        terms = Terms(
            Question(said.get("question") or Question.MOTION),
            options_of_people(self.people) or tuple(Option(line) for line in self._lines()),
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
