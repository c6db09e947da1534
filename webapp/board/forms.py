"""Forms of the notice board."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from webapp.board.labels import KINDS
from webapp.board.rules import LONGEST_TEXT, LONGEST_TITLE, TYPED_KINDS, NoticeKind
from webapp.kit.forms import Form


class NoticeForm(Form):
    """A notice typed by the clerk."""

    kind = RadioField(
        _("Kind"),
        [InputRequired()],
        choices=[SelectChoice(kind.value, KINDS[kind]) for kind in TYPED_KINDS],
        default=NoticeKind.AFFAIRS.value,
    )
    title = StringField(_("Title"), [InputRequired(), Length(max=LONGEST_TITLE)])
    text = TextAreaField(
        _("Text"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_(
            "Name, group and amount are enough; never identity, bank or mobile phone numbers. "
            "**Two stars** make a word strong, a line beginning with a dash makes a list."
        ),
        render_kw={"rows": 12},
    )


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
