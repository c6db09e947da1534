"""Lists: a column whose heading names a private thing is private down to its last cell, whatever stands in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from webapp.board.privacy.numbers import Place

_HEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("identity", re.compile(r"身份证|证件号|公民身份|ID ?NUMBER")),
    ("bank", re.compile(r"银行卡|卡号|账号|帐号|银行账户|存折|社保卡|一卡通")),
    ("phone", re.compile(r"电话|手机|联系方式|座机|PHONE")),
    ("address", re.compile(r"住址|家庭地址|户籍地|居住地|详细地址|^地址$|门牌")),
    ("health", re.compile(r"病情|病种|疾病|诊断|健康状况|残疾类别|残疾类型|残疾等级|残疾级别|致贫原因|身体状况")),
)
_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_COUNT = re.compile(r"费|数|金额|次|人次|补")
"""A heading such as 电话费 or 账户数 counts; it does not name."""


def column_kind(heading: str) -> str | None:
    """What a column is private for by its heading; nothing for a name, a group or an amount."""
    plain = heading.replace(" ", "").strip("*")
    if _COUNT.search(plain):
        return None
    return next((kind for kind, pattern in _HEADS if pattern.search(plain)), None)


def table_places(plain: str) -> Iterator[Place]:
    """Every filled cell of a private column in the Markdown tables of a text."""
    kinds: Sequence[str | None] = ()
    before: list[tuple[int, int]] = []
    start = 0
    for line in plain.split("\n"):
        cells = [(start + first, start + last) for first, last in _cells(line)] if "|" in line else []
        if not cells:
            kinds = ()
        elif _RULE.match(line):
            kinds = [column_kind(plain[first:last]) for first, last in before]
        else:
            for (first, last), kind in zip(cells, kinds, strict=False):
                if kind and any(sign.isalnum() for sign in plain[first:last]):
                    yield Place(kind, first, last)
        before = cells
        start += len(line) + 1


def _cells(line: str) -> Iterator[tuple[int, int]]:
    """Where the cells of a line of a table begin and end, without the blanks around them."""
    start = 1 + len(line) - len(line.lstrip()) if line.lstrip().startswith("|") else 0
    end = len(line.rstrip()) - (1 if line.rstrip().endswith("|") else 0)
    for part in re.finditer(r"[^|]*(?:\||$)", line[start:end]):
        inner = part[0].rstrip("|")
        if part[0] or part.start() == 0:
            first = start + part.start() + len(inner) - len(inner.lstrip())
            yield first, max(first, start + part.start() + len(inner.rstrip()))
