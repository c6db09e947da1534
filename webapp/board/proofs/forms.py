"""Forms of proofs."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField
from wtforms.validators import InputRequired

from webapp.kit.forms import Form


class ProofForm(Form):
    """A photograph of the paper board and its day."""

    pinned_on = DateField(_("Pinned on"), [InputRequired()])
    photo = FileField(
        _("Photograph"),
        [FileRequired(_("Choose the photograph first."))],
        description=_("JPEG or PNG, up to 12 MB. It is drawn anew: place, time and phone are not kept."),
        render_kw={"accept": "image/jpeg,image/png", "capture": "environment"},
    )
