"""Forms of the speakers' list."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import Length, Optional

from webapp.council.speeches.rules import LONGEST_SUMMARY
from webapp.kit.forms import Form


class SummaryForm(Form):
    """What a person said, in short."""

    summary = TextAreaField(
        _("What was said, in short"),
        [Optional(), Length(max=LONGEST_SUMMARY)],
        description=_("This stands in the minutes under the person's name."),
        render_kw={"rows": 5},
    )
