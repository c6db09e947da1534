"""What a teller's form sends, brought into the shape a sheet is read from. What may stand on it say the rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import FileField, TextAreaField
from wtforms.validators import InputRequired, Length

from webapp.core.errors import InvalidInput
from webapp.council.polls.rules import Question, Vote
from webapp.council.sheets.lines import SLIPS, SPOILED, Asked, SheetKind
from webapp.council.sheets.rules import LONGEST_REASON
from webapp.kit.forms import Form

LONGEST_SLIPS = 60_000
_NUMBER = re.compile(r"[0-9]{1,6}")
_SPOILED = {"x", "×", "废", "作废"}
_BLANK = {"-", "–", "—", "空", "空白", "弃", "弃权"}


class ReasonForm(Form):
    """Why a confirmed sheet is corrected, or one is put away."""

    reason = TextAreaField(
        _("Why?"),
        [InputRequired(), Length(max=LONGEST_REASON)],
        description=_("Everybody reads this."),
        render_kw={"rows": 3},
    )


class PhotoForm(Form):
    """The photograph of a sheet."""

    photo = FileField(
        _("Photograph of the sheet"),
        [InputRequired()],
        description=_("JPEG or PNG, up to 10 MB. The place and phone it was taken with are cut out."),
        render_kw={"accept": "image/jpeg,image/png", "capture": "environment"},
    )


def lines_given(asked: Asked, seats: Iterable[str], sent: MultiDict[str, str]) -> dict[str, Any]:
    """The lines of a sheet as they were sent. Raises InvalidInput for what is no number."""
    if asked.kind is SheetKind.NAMES:
        return {key: said for key in seats if (said := _said(asked, sent.getlist(f"seat-{key}")))}
    if asked.kind is SheetKind.COUNTS:
        return {word: _count(sent.get(f"count-{word}", "")) for word in asked.words}
    return {SLIPS: _slips(sent.get("slips", ""))}


def _said(asked: Asked, values: list[str]) -> Any:
    said = [value for value in values if value]
    if not said:
        return None
    if SPOILED in said:
        return SPOILED
    if Vote.ABSTAIN in said and asked.question is not Question.MOTION:
        return Vote.ABSTAIN.value if len(said) == 1 else said
    return said if asked.question is Question.UP_TO else said[0]


def _count(text: str) -> int:
    plain = unicodedata.normalize("NFKC", text).strip()
    if not _NUMBER.fullmatch(plain):
        raise InvalidInput("sheet.counts", "lines")
    return int(plain)


def _slips(text: str) -> list[list[int] | str]:
    if len(text) > LONGEST_SLIPS:
        raise InvalidInput("sheet.many_slips", "slips", most=LONGEST_SLIPS // 30)
    slips: list[list[int] | str] = []
    for number, line in enumerate(unicodedata.normalize("NFKC", text).splitlines(), 1):
        words = [word for word in re.split(r"[\s,、;]+", line.strip()) if word]
        if not words:
            continue
        if len(words) == 1 and words[0].lower() in _SPOILED:
            slips.append(SPOILED)
        elif len(words) == 1 and words[0] in _BLANK:
            slips.append([])
        elif all(_NUMBER.fullmatch(word) for word in words):
            slips.append([int(word) for word in words])
        else:
            raise InvalidInput("sheet.bad_slip", "slips", line=number)
    return slips
