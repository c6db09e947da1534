"""Forms of the agenda: each item's place and minutes."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import FieldList, FormField, HiddenField
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, NumberRange, Optional

from webapp.council.agenda.rules import LONGEST_MINUTES
from webapp.kit.forms import Form, WholeNumberField

MOST_ITEMS = 99


class ItemForm(PlainForm):
    """One item: where it stands and how long it may take."""

    key = HiddenField()
    place = WholeNumberField(_("Comes as no."), [InputRequired(), NumberRange(1, MOST_ITEMS)])
    minutes = WholeNumberField(_("Minutes planned"), [Optional(), NumberRange(1, LONGEST_MINUTES)])


class OrderForm(Form):
    """The whole agenda."""

    items = FieldList(FormField(ItemForm))
