"""The form of a written mandate."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import SelectField
from wtforms.validators import InputRequired

from webapp.kit.forms import Form


class ProxyForm(Form):
    """Who holds the mandate, and the paper."""

    proxy = SelectField(_("Who holds the mandate"), [InputRequired()])
    paper = FileField(
        _("The signed paper, as a photo or a scan"),
        description=_("Only its fingerprint (SHA-256) is kept here; put the paper itself into the meeting's folder."),
    )
