"""Forms of papers that belong to a matter."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import MultipleFileField
from wtforms.validators import InputRequired

from webapp.kit.forms import Form

ACCEPTED = ".pdf,.png,.jpg,.jpeg,.txt,.md,.csv,.xlsx,.docx"


class PapersForm(Form):
    """One or several files."""

    files = MultipleFileField(
        _("Files"),
        [InputRequired()],
        description=_("PDF, PNG, JPEG, text, CSV, XLSX or DOCX; up to 10 MB each, 25 MB at once."),
        render_kw={"accept": ACCEPTED},
    )
