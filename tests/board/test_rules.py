"""The board's rules: days, objections, and numbers that belong to one person."""

from __future__ import annotations

from datetime import date

import pytest

from webapp.board import rules
from webapp.board.privacy import masked, private_numbers
from webapp.charter.rules import profile_on

LAW = profile_on(date(2026, 3, 2))
BEFORE = profile_on(date(2025, 6, 2))


def test_fifteen_days_since_2026_and_seven_before() -> None:
    assert rules.display_end(date(2026, 3, 2), LAW) == date(2026, 3, 17)
    assert rules.display_end(date(2025, 6, 2), BEFORE) == date(2025, 6, 9)


def test_the_last_day_still_counts() -> None:
    until = date(2026, 3, 17)
    assert not rules.is_display_over(until, until)
    assert rules.is_display_over(until, date(2026, 3, 18))
    assert rules.days_left(until, until) == 0
    assert rules.days_left(until, date(2026, 4, 1)) == 0


def test_a_reply_due_on_a_weekend_moves_to_monday() -> None:
    assert rules.reply_due(date(2026, 3, 2), LAW) == date(2026, 3, 9)
    assert rules.reply_due(date(2026, 3, 4), LAW) == date(2026, 3, 9)
    assert rules.reply_due(date(2026, 3, 5), LAW) == date(2026, 3, 10)


def test_taking_down_early_names_days_and_article() -> None:
    notice = rules.Hanging(date(2026, 3, 17), is_down=False, unanswered=2)
    first, second = rules.blockers_take_down(notice, date(2026, 3, 17), LAW)
    assert (first.code, first.article, first.params["days"]) == ("board.display_not_over", "VCOL-2025:35", 1)
    assert (second.code, second.params["count"]) == ("board.objection_unanswered", 2)
    assert rules.blockers_take_down(rules.Hanging(date(2026, 3, 17), False), date(2026, 3, 18), LAW) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("张三 41138119900307123X", {"identity"}),
        ("张三 41138119900307123x", {"identity"}),
        ("证号：４１１３８１１９９００３０７１２３４。", {"identity"}),
        ("411381 19900307 1234", {"identity"}),
        ("4113-8119-9003-0712-34", {"identity"}),
        ("41138\u200b1199003071234", {"identity"}),
        ("旧证 411381900307123", {"identity"}),
        ("手机13800138000，", {"phone"}),
        ("+86 138 0013 8000", {"phone"}),
        ("卡6222020012345678901", {"bank"}),
        ("４５３２０１５１１２８３０３６６", {"bank"}),
        ("4532-0151-1283-0366", {"bank"}),
        ("张三 411381199003071234 手机 13800138000", {"identity", "phone"}),
        ("已打码 411381********1234", set()),
        ("村委会电话 0377-62123456", set()),
        ("收入 128,000.00 元，支出 52945.50 元", set()),
        ("凭证 2026031200000017", set()),
        ("村码 411381105201", set()),
        ("2026-03-12 2026-03-28 公示", set()),
        ("| 1200 | 3400 | 5600 | 7800 |", set()),
        ("0000000000000000", set()),
        ("", set()),
    ],
)
def test_personal_numbers_are_seen(text: str, kinds: set[str]) -> None:
    assert private_numbers(text) == kinds


def test_masking_keeps_the_last_four_signs_and_everything_else() -> None:
    assert (
        masked("张三 41138119900307123X，手机１３８００１３８０００") == "张三 **************123X，手机*******８０００"
    )
    assert masked("卡 6222 0200 1234 5678 901 元") == "卡 **** **** **** ***8 901 元"
    assert masked("十二户，每户 300.00 元") == "十二户，每户 300.00 元"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2026-14", (2026, 14)),
        ("2026-0", None),
        ("2026-014", None),
        ("20261-1", None),
        ("２０２６-1", None),
        ("2026-1x", None),
    ],
)
def test_short_numbers(text: str, number: tuple[int, int] | None) -> None:
    assert rules.read_short_number(text) == number


def test_first_words_are_plain() -> None:
    assert rules.first_words("# 题\n\n**12** 户 | 300 [看](http://x)") == "题 12 户 300 看"
    assert rules.first_words("共 2 户：\n\n- 赵文英，-300 元\n1. 李德华") == "共 2 户： 赵文英，-300 元 李德华"
    assert rules.first_words("字" * 100, 10) == "字" * 9 + "…"
