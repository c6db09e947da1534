"""How files that come in are worded."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

BLOCKERS: dict[str, Any] = {
    "bank.empty": _("The file is empty."),
    "bank.old_workbook": _(
        "The file is an old spreadsheet (.xls) or has a password. Save it as XLSX or CSV without one."
    ),
    "bank.no_table": _("The file is no table. Save it as CSV or XLSX."),
    "bank.no_head": _("No line names the columns. One needs a day (日期) and money in or out (收入, 支出)."),
    "bank.too_long": _("The file has more than %(most)s movements. Take it in month by month."),
}

FAULTS: dict[str, Any] = {
    "bank.day": _("The day cannot be read."),
    "bank.amount": _("The amount cannot be read."),
    "bank.one_amount": _("Exactly one amount is needed, in or out."),
    "bank.item": _("No such money is published under this item."),
    "bank.no_words": _("Neither purpose nor name is given."),
}

EVENTS: dict[str, Any] = {
    "ledger_imported": _("A file was taken in: %(drafted)s vouchers to be completed, %(known)s known already"),
}
