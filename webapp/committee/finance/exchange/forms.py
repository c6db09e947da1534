"""Forms of files that come in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import FileField, HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from webapp.committee.finance.vouchers.forms import FUND_CHOICES, MONEY_CHOICES
from webapp.kit.forms import Form


class LedgerForm(Form):
    """The file, and where its money lies. `looked` carries what was looked at, for the confirmation."""

    file = FileField(
        _("File of the bank or the ledger"),
        [Optional()],
        description=_(
            "CSV or XLSX with columns such as 日期, 收入, 支出, 对方户名, 摘要. Nothing is taken in before you confirm."
        ),
        render_kw={"accept": ".csv,.xlsx,.txt"},
    )
    fund = SelectField(_("Fund"), [InputRequired()], choices=FUND_CHOICES)
    money = RadioField(_("Cash or bank"), [InputRequired()], choices=MONEY_CHOICES)
    looked = HiddenField()
