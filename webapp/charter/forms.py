"""Forms of the village's own rules."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from webapp.charter.rulebook.values import LONGEST_SOURCE
from webapp.charter.rulebook.words import word
from webapp.charter.rules import Rule, Unit
from webapp.kit.forms import Form

FLAGS = {"true": True, "false": False}


class _OwnRuleForm(Form):
    """By which decision, and from when on."""

    source = TextAreaField(
        _("The decision it rests on"),
        [InputRequired(), Length(max=LONGEST_SOURCE)],
        description=_("Number and date, such as resolution 2026-3 of 6 March 2026. Everyone can read it."),
        render_kw={"rows": 2},
    )
    effective_from = DateField(_("In force from"), [InputRequired()], description=_("Today or later."))


class WithdrawRuleForm(_OwnRuleForm):
    """Going back to the plain law."""


class WrittenRuleForm(_OwnRuleForm):
    """A rule whose value is written: a number, a share, a span."""

    value = StringField(
        _("Our rule"),
        [InputRequired(), Length(max=60)],
        description=_("A number as 10, a share as 3/4 or > 1/2, a span as 5-10."),
        render_kw={"class": "short"},
    )

    def meant(self) -> object:
        """The value as the charter reads it."""
        text = self.value.data
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else text


class ChosenRuleForm(_OwnRuleForm):
    """A rule whose value is one of a few words."""

    value = SelectField(_("Our rule"), [InputRequired()])

    def meant(self) -> object:
        """The value as the charter reads it."""
        return FLAGS.get(self.value.data, self.value.data)


def form_for(rule: Rule) -> WrittenRuleForm | ChosenRuleForm:
    """The form in which a value for this rule is given."""
    if rule.unit not in (Unit.FLAG, Unit.CHOICE):
        return WrittenRuleForm()
    form = ChosenRuleForm()
    words = [(code, word(code)) for code in rule.choices]
    form.value.choices = [("true", _("yes")), ("false", _("no"))] if rule.unit is Unit.FLAG else words
    return form
