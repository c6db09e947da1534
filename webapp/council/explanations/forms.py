"""Forms of explaining a vote."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from webapp.council.explanations.rules import LONGEST_TEXT
from webapp.kit.forms import Form


class ExplanationForm(Form):
    """Why I voted so."""

    text = TextAreaField(
        _("Why I voted so"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_("Everyone can read it beside your vote. Keep what households told you to yourself."),
        render_kw={"rows": 4},
    )
