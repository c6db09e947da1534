"""Forms of the constituencies."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.validators import InputRequired, NumberRange

from webapp.kit.forms import Form, WholeNumberField
from webapp.village.constituencies.rules import LARGEST, SMALLEST, TARGET


class DrawForm(Form):
    """About how many households a representative shall speak for."""

    target = WholeNumberField(
        _("Households in a constituency, about"),
        [InputRequired(), NumberRange(SMALLEST, LARGEST)],
        default=TARGET,
        render_kw={"inputmode": "numeric", "min": SMALLEST, "max": LARGEST},
    )


class MoveForm(Form):
    """Into which constituency a household goes."""

    to = SelectField(_("Into constituency"), [InputRequired()], coerce=int)
