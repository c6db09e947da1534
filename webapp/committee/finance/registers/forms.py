"""Forms of the registers."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from webapp.committee.finance.registers.rules import (
    LONGEST_NOTE,
    LONGEST_PARTNER,
    LONGEST_PLACE,
    LONGEST_QUANTITY,
    LONGEST_TITLE,
)
from webapp.kit.forms import FenField, Form


class HoldingForm(Form):
    """A contract, an asset or a resource, as it stands on the paper."""

    title = StringField(
        _("What it is"),
        [InputRequired(), Length(max=LONGEST_TITLE)],
        description=_("Everyone can read it. No identity, bank or mobile phone numbers."),
    )
    partner = StringField(_("With whom, or in whose hands"), [Optional(), Length(max=LONGEST_PARTNER)])
    place = StringField(_("Where"), [Optional(), Length(max=LONGEST_PLACE)])
    quantity = StringField(
        _("How much"), [Optional(), Length(max=LONGEST_QUANTITY)], description=_("Such as 143 mu, or 2 rooms.")
    )
    amount = FenField(
        _("Amount in yuan"),
        [Optional()],
        description=_("Of a contract the price for a year, of an asset its value."),
        render_kw={"inputmode": "decimal", "class": "short"},
    )
    since = DateField(_("Since"), [InputRequired()])
    until = DateField(_("Until"), [Optional()])
    matter = StringField(
        _("Number of the matter it was decided in"), [Optional(), Length(max=14)], render_kw={"class": "short"}
    )
    note = TextAreaField(_("Remark"), [Optional(), Length(max=LONGEST_NOTE)], render_kw={"rows": 3})


class EndForm(Form):
    """Why an entry is closed."""

    reason = TextAreaField(_("Reason"), [InputRequired(), Length(max=LONGEST_NOTE)], render_kw={"rows": 3})
