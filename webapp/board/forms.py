"""Forms of the notice board."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from webapp.board.rules import LONGEST_TEXT
from webapp.kit.forms import Form


class ObjectionForm(Form):
    """What a villager objects to."""

    text = TextAreaField(
        _("What is not right?"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_(
            "Your words hang beside the notice without your name. The villagers' committee and the supervision "
            "committee see who you are."
        ),
        render_kw={"rows": 6},
    )


class ReplyForm(Form):
    """The committee's answer, and whether it goes against the objector."""

    outcome = RadioField(
        _("Is the objection right?"),
        [InputRequired()],
        choices=[
            SelectChoice("right", _("It is right, wholly or in part")),
            SelectChoice("refused", _("It is not right (then the supervision committee takes a second look)")),
        ],
    )
    reply = TextAreaField(
        _("Answer"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_("Everyone reads it beside the notice: what was looked into, what was found, what happens now."),
        render_kw={"rows": 6},
    )
