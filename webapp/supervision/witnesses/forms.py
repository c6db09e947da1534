"""What the browser sends when it made a key or signed: keys and signatures as base64."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from webapp.kit.forms import Form
from webapp.supervision.witnesses.rules import LONGEST_REASON

LONGEST_BASE64 = 200


def bytes_of(field: HiddenField) -> bytes:
    """The bytes that a field holds as base64; nothing for what is none, which then fits no signature."""
    try:
        return base64.b64decode(str(field.data or ""), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _sent(most: int = LONGEST_BASE64, **more: Any) -> HiddenField:
    return HiddenField(validators=[InputRequired(), Length(max=most)], **more)


class KeyForm(Form):
    """A new key, the proof that the sender holds it, and why it takes the place of an earlier one."""

    public = _sent()
    proof = _sent()
    because = StringField(
        _("Why a new key"),
        [Length(max=LONGEST_REASON)],
        description=_("The phone was lost, broken or sold. It stands in the public log."),
    )


class CosignForm(Form):
    """A signature on the log: which log, with which key, when."""

    number = HiddenField(validators=[InputRequired(), Regexp(r"^[1-9][0-9]{0,8}$")])
    size = HiddenField(validators=[InputRequired(), Regexp(r"^[1-9][0-9]{0,14}$")])
    time = HiddenField(validators=[InputRequired(), Regexp(r"^[1-9][0-9]{0,11}$")])
    signature = _sent()


class EndForm(Form):
    """Why a key shall not count any longer."""

    because = StringField(
        _("Why"),
        [InputRequired(), Length(max=LONGEST_REASON)],
        description=_("The phone was lost, broken or sold, or the office ended. It stands in the public log."),
    )
