"""Forms of hand-over and leaving audit."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import DateField, FileField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from webapp.branch.attachments.forms import ACCEPTED
from webapp.kit.forms import Form, WholeNumberField
from webapp.supervision.handovers.rules import LONGEST_ITEM, LONGEST_PAPER, LONGEST_SUMMARY, LONGEST_WHO


class DoneForm(Form):
    """That it was done: when, by whom, with which paper."""

    done_on = DateField(_("Done on"), [InputRequired()])
    who = StringField(_("Who presided, or who audited"), [InputRequired(), Length(max=LONGEST_WHO)])
    paper = StringField(
        _("Which paper says so"),
        [InputRequired(), Length(max=LONGEST_PAPER)],
        description=_("Such as the list of what was handed over, or the audit report, with its number."),
    )
    summary = TextAreaField(
        _("What it says"),
        [InputRequired(), Length(max=LONGEST_SUMMARY)],
        description=_("Everyone can read it. The result of an audit hangs on the notice board."),
        render_kw={"rows": 6},
    )
    file = FileField(
        _("The paper itself"), description=_("PDF, picture or document, up to 10 MB."), render_kw={"accept": ACCEPTED}
    )


class ItemForm(Form):
    """What villagers ask to have audited."""

    text = TextAreaField(_("What is to be audited"), [InputRequired(), Length(max=LONGEST_ITEM)], render_kw={"rows": 4})
    names = WholeNumberField(
        _("How many villagers signed"),
        [InputRequired(), NumberRange(min=1, max=1_000_000)],
        description=_("Counted on the paper, each name once."),
        render_kw={"inputmode": "numeric", "class": "short"},
    )
    asked_on = DateField(_("Handed in on"), [InputRequired()])
