"""How accounts, funds and published items are called."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from webapp.committee.finance.accounts.rules import Fund

FUNDS: dict[Fund, Any] = {
    Fund.COLLECTIVE: _("The collective's own money"),
    Fund.OPERATION: _("Grant for running the village's bodies"),
    Fund.PROJECT: _("Grants for a purpose"),
    Fund.LEVY: _("Money raised by a levy"),
    Fund.LAND: _("Compensation for land"),
    Fund.RELIEF: _("Relief, aid and gifts"),
}

ACCOUNTS: dict[str, Any] = {
    "101": _("Cash"),
    "102": _("Bank"),
    "111": _("Short-term investments"),
    "112": _("Receivables"),
    "113": _("Accounts with members"),
    "121": _("Stock"),
    "131": _("Livestock"),
    "132": _("Woodland"),
    "141": _("Long-term investments"),
    "151": _("Fixed assets"),
    "152": _("Depreciation so far"),
    "153": _("Fixed assets being disposed of"),
    "154": _("Works under construction"),
    "201": _("Short-term loans"),
    "202": _("Payables"),
    "211": _("Wages payable"),
    "212": _("Welfare payable"),
    "221": _("Long-term loans and payables"),
    "231": _("Levy funds"),
    "241": _("Grants to be used for a purpose"),
    "301": _("Capital"),
    "311": _("Reserves for the common good"),
    "321": _("Surplus of the year"),
    "322": _("Distribution of the surplus"),
    "399": _("Opening of the books"),
    "401": _("Cost of production and labour"),
    "501": _("Income from business"),
    "502": _("Cost of business"),
    "511": _("Income from contracting out"),
    "522": _("Grants"),
    "531": _("Other income"),
    "541": _("Administration"),
    "551": _("Other spending"),
    "561": _("Income from investments"),
}

CATEGORIES: dict[int, Any] = {
    1: _("Plans"),
    2: _("Income"),
    3: _("Spending"),
    4: _("Assets"),
    5: _("Resources"),
    6: _("Claims and debts"),
    7: _("Distribution of the surplus"),
    8: _("Other matters to be published"),
}

ITEMS: dict[str, Any] = {
    "1.1": _("Plan of income and spending"),
    "1.2": _("Plan of fixed assets to buy or build"),
    "1.3": _("Plan of basic works for farming"),
    "1.4": _("Plan of public works, and of money and labour raised for them"),
    "1.5": _("Plan of running and disposing of assets, of using resources, of investments"),
    "1.6": _("Plan of distributing the surplus"),
    "1.7": _("Other plans of finance that the members decided on"),
    "2.1": _("Business: sales, rents, services"),
    "2.2": _("Contracting out, and what contractors hand over"),
    "2.3": _("Investments"),
    "2.4": _("Levies, and money in place of labour"),
    "2.5": _("Grants for running the village's bodies"),
    "2.6": _("Grants from above for a purpose"),
    "2.7": _("Compensation for land taken"),
    "2.8": _("Relief and aid received"),
    "2.9": _("Gifts"),
    "2.10": _("Sale of assets"),
    "2.11": _("Other income of the collective"),
    "3.1": _("Spending on business"),
    "3.2": _("Pay of village and group officers"),
    "3.3": _("Newspapers"),
    "3.4": _("Office, travel, meetings, cleaning, safety"),
    "3.5": _("Public welfare"),
    "3.6": _("Fixed assets bought or built"),
    "3.7": _("Compensation for land paid out"),
    "3.8": _("Relief and aid paid out"),
    "3.9": _("Gifts made"),
    "3.10": _("Other spending of the collective"),
    "4.1": _("Cash and bank deposits"),
    "4.2": _("Products and stock"),
    "4.3": _("Fixed assets, works under construction"),
    "4.4": _("Livestock and woodland"),
    "4.5": _("Investments held"),
    "4.6": _("Other assets"),
    "6.1": _("Owed to the collective"),
    "6.2": _("Loans from banks and credit cooperatives"),
    "6.3": _("Owed by the collective to firms and persons"),
    "6.4": _("Other claims and debts"),
    "7.1": _("Surplus to distribute"),
    "7.2": _("Put into the reserves"),
    "7.3": _("Put into the welfare fund"),
    "7.4": _("Paid to outside investors"),
    "7.5": _("Paid to members"),
    "7.6": _("Distributed otherwise"),
}


def item_name(code: str) -> str:
    """An item with its number: 3.4 Office, travel, meetings; money moved within the village has none."""
    return f"{code} {ITEMS[code]}" if code in ITEMS else gettext("Moved within the village's own accounts")


def account_name(code: str) -> str:
    """An account with its number: 102 Bank."""
    return f"{code} {ACCOUNTS[code]}"


def fund_name(code: str) -> str:
    """The name of a fund."""
    return str(FUNDS[Fund(code)])
