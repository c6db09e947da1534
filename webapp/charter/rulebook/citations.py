"""How an article is cited: 村民委员会组织法第三十条 in Chinese, Organic Law …, art. 30 in English."""

from __future__ import annotations

from flask_babel import LazyString, get_locale, gettext
from flask_babel import lazy_gettext as _

from webapp.charter.rulebook.articles import parse_reference

SOURCES: dict[str, LazyString] = {
    "VCOL-2018": _("Organic Law of Villagers' Committees (2018)"),
    "VCOL-2025": _("Organic Law of Villagers' Committees"),
    "RCEO": _("Law on Rural Collective Economic Organizations"),
    "RLCL": _("Rural Land Contracting Law"),
    "CIVIL": _("Civil Code"),
    "PIPL": _("Personal Information Protection Law"),
    "AGRICULTURE": _("Agriculture Law"),
    "HENAN": _("Henan measures on the Organic Law"),
    "ZHEJIANG": _("Zhejiang measures on the Organic Law"),
    "SHANGHAI": _("Shanghai measures on the Organic Law"),
    "SHANDONG": _("Shandong regulations on open village affairs"),
    "HAINAN": _("Hainan measures on the Organic Law"),
    "ZHENGZHOU": _("Zhengzhou regulations on rural finance"),
    "NPCSC-2025": _("Decision of 28 October 2025 amending the Organic Law"),
    "PARTY-BRANCH": _("Regulations on the work of Party branches"),
    "VSC-2017": _("Guiding opinion on village affairs supervision committees (2017)"),
    "FINANCE-2011": _("Rules on open finance of rural collectives (2011)"),
    "ELECTION-2013": _("Rules for the election of villagers' committees (2013)"),
    "LEVY-2007": _("Measures on levies decided case by case (2007)"),
    "ARCHIVES-2018": _("Measures on village archives (2018)"),
    "FOUNDING": _("Founding document of this system"),
    "SYLGK": _("Practice of four deliberations and two disclosures"),
    "PRACTICE": _("Common practice"),
}
DOCUMENTS = frozenset({"FOUNDING"})
"""Sources that are counted as documents, not by articles."""
DIGITS = "零一二三四五六七八九"


def article_label(reference: str) -> str:
    """An article as people cite it, such as ``VCOL-2025:28(3)``; a reference that cannot be read stays as it is."""
    if not reference:
        return str(gettext("the village's own rule"))
    try:
        source, article, paragraph, item = parse_reference(reference)
    except ValueError:
        return reference
    law = str(SOURCES.get(source, source))
    if not article:
        return law
    if source in DOCUMENTS:
        return str(gettext("%(law)s no. %(article)s", law=law, article=article))
    if paragraph:
        return str(
            gettext(
                "%(law)s, art. %(article)s para. %(paragraph)s",
                law=law,
                article=_count(article),
                paragraph=_count(paragraph),
            )
        )
    if item:
        return str(
            gettext("%(law)s, art. %(article)s item %(item)s", law=law, article=_count(article), item=_count(item))
        )
    return str(gettext("%(law)s, art. %(article)s", law=law, article=_count(article)))


def _count(n: int) -> str:
    locale = get_locale()
    return chinese_count(n) if locale is not None and locale.language == "zh" else str(n)


def chinese_count(n: int) -> str:
    """A number below ten thousand as it is written in a statute: 30 is 三十, 1259 is 一千二百五十九."""
    if not 0 < n < 10_000:
        return str(n)
    text, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // place % 10
        if digit:
            text += ("零" if gap else "") + DIGITS[digit] + unit
            gap = False
        else:
            gap = bool(text)
    return text.removeprefix("一") if 10 <= n < 20 else text
