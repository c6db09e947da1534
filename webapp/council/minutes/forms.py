"""Forms of minutes: only words; every figure comes from the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, PasswordField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from webapp.council.minutes.rules import LONGEST_DRAWING, LONGEST_REASON, LONGEST_REMARKS, LONGEST_SUMMARY
from webapp.kit.forms import Form
from webapp.village.accounts.rules import LONGEST_PASSWORD


class WordsForm(Form):
    """What the clerk adds in words."""

    opening = TextAreaField(
        _("Opening words"),
        [Optional(), Length(max=LONGEST_SUMMARY)],
        description=_("Who led, who kept the minutes, who was invited besides."),
        render_kw={"rows": 3},
    )
    remarks = TextAreaField(
        _("Remarks"),
        [Optional(), Length(max=LONGEST_REMARKS)],
        description=_("Whatever else should be kept. Figures come from the record and cannot be typed."),
        render_kw={"rows": 6},
    )


class CorrectionForm(WordsForm):
    """The same once the minutes are laid out."""

    because = StringField(
        _("Why it is corrected"),
        [InputRequired(), Length(max=LONGEST_REASON)],
        description=_("Everyone can read the reason. Signatures given so far no longer hold."),
    )


class SignForm(Form):
    """One name under the minutes: drawn, or confirmed with the password."""

    role = RadioField(_("I sign as"), [InputRequired()])
    sha256 = HiddenField(validators=[InputRequired(), Length(max=64)])
    drawing = HiddenField(validators=[Optional(), Length(max=LONGEST_DRAWING)])
    password = PasswordField(
        _("My password"),
        [Optional(), Length(max=LONGEST_PASSWORD)],
        description=_("Instead of drawing: the password you sign in with confirms that it is you."),
        render_kw={"autocomplete": "current-password"},
    )


class ActForm(Form):
    """Only the proof that the button was pressed here."""


def words_form(kind: type[WordsForm], words: Mapping[str, Any], agenda: list[tuple[int, str, int]]) -> Any:
    """The form for one meeting. `agenda`: number and title of each item, and how many spoke on it."""
    fields: dict[str, Any] = {}
    told: dict[str, str] = {"opening": words["opening"], "remarks": words["remarks"]}
    for number, title, speeches in agenda:
        label = gettext("What was said on item %(number)s: %(title)s", number=number, title=title)
        fields[f"item_{number}"] = _area(label)
        told[f"item_{number}"] = words["items"].get(str(number), "")
        for place in range(1, speeches + 1):
            label = gettext("Item %(number)s, speech %(place)s", number=number, place=place)
            fields[f"speech_{number}_{place}"] = _area(label)
            told[f"speech_{number}_{place}"] = words["speeches"].get(f"{number}.{place}", "")
    return type("MeetingWordsForm", (kind,), fields)(data=told)


def typed(form: Any, start: str) -> dict[str, str]:
    """What was typed for items or speeches, by their number."""
    found = {name: value or "" for name, value in form.data.items() if name.startswith(start)}
    return {name.removeprefix(start).replace("_", "."): value for name, value in found.items()}


def _area(label: str) -> TextAreaField:
    return TextAreaField(label, [Optional(), Length(max=LONGEST_SUMMARY)], render_kw={"rows": 3})
