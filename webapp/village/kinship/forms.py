"""Forms of kinship."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from webapp.kit.forms import Form
from webapp.village.kinship.labels import KIN
from webapp.village.kinship.rules import KinKind


class KinshipForm(Form):
    """What one person is to another."""

    kin = SelectField(
        _("Is the …"), [InputRequired()], choices=[SelectChoice(kind.value, KIN[kind]) for kind in KinKind]
    )
