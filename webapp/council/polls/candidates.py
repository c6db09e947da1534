"""Options that are people: from what was typed to persons of the register, and the words they stand under."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from flask_babel import gettext
from sqlalchemy.orm import Session
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from webapp.council.polls.rules import Option
from webapp.kit.forms import Form
from webapp.village.register.queries import Villager, villagers_asked_for, villagers_named


def people_like(session: Session, typed: str) -> tuple[list[Villager], bool]:
    """Whom these characters may mean, by name, by initials in pinyin or by household, and whether it is one for sure.

    Sure is only the full name of somebody without a namesake. At most two queries.
    """
    exact = villagers_named(session, typed)
    return (exact, len(exact) == 1) if exact else (villagers_asked_for(session, typed), False)


def which_person(form: Form, typed: str, found: Sequence[Villager]) -> RadioField:
    """The question which of these people is meant; an answer counts for these very characters only."""
    mark = hashlib.sha256(typed.encode()).hexdigest()[:12]
    question = RadioField(
        gettext("Who is meant by “%(typed)s”?", typed=typed),
        choices=[SelectChoice(one.resident_id.hex, _placed(one)) for one in found],
        validate_choice=False,
    )
    return question.bind(form=form, name=f"person-{mark}")


def options_of_people(people: Sequence[Villager]) -> tuple[Option, ...]:
    """The options as they stand on the ballot: by name, namesakes with their group and household."""
    names = Counter(one.name for one in people)
    return tuple(Option(one.name if names[one.name] == 1 else _placed(one), one.resident_id) for one in people)


def _placed(one: Villager) -> str:
    place = gettext("%(group)s, household %(number)s", group=one.group, number=one.household)
    return gettext("%(name)s (%(place)s)", name=one.name, place=place)
