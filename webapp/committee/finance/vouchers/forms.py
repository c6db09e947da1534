"""Forms of vouchers: what was typed comes back as it was typed, whatever is wrong with it."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    DateField,
    FieldList,
    FileField,
    FormField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from webapp.branch.attachments.forms import ACCEPTED
from webapp.committee.finance.accounts.chart import BALANCES, BANK, CASH
from webapp.committee.finance.accounts.labels import ACCOUNTS, FUNDS, account_name, item_name
from webapp.committee.finance.vouchers.labels import FINDINGS
from webapp.committee.finance.vouchers.rules import (
    LONGEST_BANK_ACCOUNT,
    LONGEST_NOTE,
    LONGEST_PAYEE,
    LONGEST_PURPOSE,
    LONGEST_REASON,
    MOST_LINES,
    Line,
)
from webapp.core.amounts import MOST_FEN, fen_of
from webapp.kit.forms import FenField, Form

MONEY_CHOICES = [SelectChoice(BANK, ACCOUNTS[BANK]), SelectChoice(CASH, ACCOUNTS[CASH])]
FUND_CHOICES = [SelectChoice(fund.value, label) for fund, label in FUNDS.items()]
NO_PERSON = "none"


class LineForm(Form):
    """One line: the item under which it is published, the amount, a remark."""

    class Meta(Form.Meta):
        csrf = False

    item = SelectField(_("Published item"), [Optional()], validate_choice=False)
    amount = FenField(_("Amount in yuan"), [Optional()], render_kw={"inputmode": "decimal", "class": "short"})
    note = StringField(_("Remark"), [Optional(), Length(max=LONGEST_NOTE)])


class VoucherForm(Form):
    """A receipt, a payment or money moved; which fields are asked for, the page decides by the kind."""

    purpose = StringField(
        _("What for"),
        [InputRequired(), Length(max=LONGEST_PURPOSE)],
        description=_("Everyone can read it. No identity, bank or mobile phone numbers."),
    )
    happened_on = DateField(_("Day"), [InputRequired()])
    payee_name = StringField(_("Who gets it"), [Optional(), Length(max=LONGEST_PAYEE)])
    payee = RadioField(_("Which of them?"), [Optional()], choices=[], validate_choice=False)
    payee_account = StringField(
        _("Bank account it goes to"),
        [Optional(), Length(max=LONGEST_BANK_ACCOUNT)],
        description=_("Seen by those who pay and review, by nobody else."),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    matter = SelectField(_("Decision that covers it"), [Optional()], validate_choice=False)
    resolution = StringField(
        _("Number of the council's resolution"),
        [Optional(), Length(max=14)],
        description=_("Needed for very large payments, such as 2026-7."),
        render_kw={"class": "short"},
    )
    committees_on = DateField(
        _("Day on which the two committees agreed"),
        [Optional()],
        description=_("Needed for large payments that no resolution names."),
    )
    fund = SelectField(_("From which fund"), [InputRequired()], choices=FUND_CHOICES)
    money = RadioField(_("Cash or bank"), [InputRequired()], choices=MONEY_CHOICES)
    lines = FieldList(FormField(LineForm), _("Lines"), min_entries=MOST_LINES, max_entries=MOST_LINES)
    handler_name = StringField(
        _("Handled by"),
        [InputRequired(), Length(max=60)],
        description=_("Whoever had the money in hand, written as in the register."),
    )
    handler = RadioField(_("Which of them?"), [Optional()], choices=[], validate_choice=False)

    def meant_lines(self) -> list[Line]:
        """The lines that say something."""
        return [
            Line(one.item.data or "", one.amount.fen or 0, one.note.data or "")
            for one in (entry.form for entry in self.lines)
            if one.amount.data or one.note.data
        ]


class PaperForm(Form):
    """One original."""

    file = FileField(
        _("Original"),
        [InputRequired()],
        description=_("Bill, receipt or list of those paid: PDF, PNG, JPEG, text, CSV, XLSX or DOCX, up to 10 MB."),
        render_kw={"accept": ACCEPTED},
    )


class ReviewForm(Form):
    """A supervisor's finding."""

    finding = RadioField(
        _("What do you find?"),
        [InputRequired()],
        choices=[SelectChoice(finding.value, label) for finding, label in FINDINGS.items()],
    )
    reason = TextAreaField(
        _("Reason"),
        [Optional(), Length(max=LONGEST_REASON)],
        description=_("Needed when you do not agree. Everyone can read it."),
        render_kw={"rows": 4},
    )


class ReasonForm(Form):
    """Why a voucher goes back to those who wrote it."""

    reason = TextAreaField(_("Reason"), [InputRequired(), Length(max=LONGEST_REASON)], render_kw={"rows": 4})


class ReverseForm(Form):
    """Why a voucher of the books is undone."""

    reason = StringField(
        _("Why is it undone?"),
        [InputRequired(), Length(max=LONGEST_PURPOSE)],
        description=_("Everyone can read it, beside the voucher it undoes."),
    )


class BalanceForm(Form):
    """What stands in one account on the day the books are opened."""

    class Meta(Form.Meta):
        csrf = False

    amount = StringField(_("Amount in yuan"), [Optional(), Length(max=30)], render_kw={"inputmode": "decimal"})

    def validate_amount(self, field: Any) -> None:
        """An amount, below nothing where an account may be (depreciation)."""
        if field.data and signed_fen(field.data) is None:
            raise ValidationError(gettext("Write an amount in yuan, such as 128000 or 12.8万."))


class OpenBooksForm(Form):
    """Which fund, and what is there in each account."""

    fund = SelectField(_("Fund"), [InputRequired()], choices=FUND_CHOICES)
    balances = FieldList(FormField(BalanceForm), _("Balances"), min_entries=len(BALANCES), max_entries=len(BALANCES))

    def meant(self) -> dict[str, int]:
        """The accounts in which something stands, in whole fen."""
        typed = zip(BALANCES, self.balances, strict=True)
        found = {code: signed_fen(entry.form.amount.data) or 0 for code, entry in typed if entry.form.amount.data}
        return {code: fen for code, fen in found.items() if fen}

    def label_balances(self) -> None:
        """Each balance under the name of its account."""
        for code, entry in zip(BALANCES, self.balances, strict=True):
            entry.form.amount.label.text = account_name(code)


def signed_fen(text: str) -> int | None:
    """An amount that may be below nothing: -3000.50; None when it is none."""
    plain = text.strip().replace("\N{MINUS SIGN}", "-").replace("\N{FULLWIDTH HYPHEN-MINUS}", "-")
    fen = fen_of(plain.removeprefix("-"))
    return None if fen is None or fen > MOST_FEN else -fen if plain.startswith("-") else fen


def item_choices(codes: tuple[str, ...]) -> list[SelectChoice]:
    """Items to choose from, with an empty one first."""
    return [SelectChoice("", gettext("Choose an item")), *(SelectChoice(code, item_name(code)) for code in codes)]
