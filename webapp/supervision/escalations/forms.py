"""The form with which something goes to an authority."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from webapp.board.rules import LONGEST_TEXT
from webapp.kit.forms import Form
from webapp.supervision.escalations.labels import ADDRESSEES
from webapp.supervision.escalations.rules import Addressee


class EscalationForm(Form):
    """To whom, and why."""

    addressee = RadioField(
        _("To whom"),
        [InputRequired()],
        choices=[SelectChoice(one.value, ADDRESSEES[one]) for one in Addressee],
        default=Addressee.TOWNSHIP.value,
    )
    supervision_organ = BooleanField(_("The supervision organ is told too"), default=True)
    reasons = TextAreaField(
        _("Reasons"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_("What is asked of the authority. The whole record with its log numbers is attached by itself."),
        render_kw={"rows": 5},
    )
