"""What is blotted out of a notice before it hangs, in many forms people write it in, and what must stay."""

from __future__ import annotations

import time

import pytest

from webapp.board.privacy import blotted, findings, private_numbers
from webapp.board.privacy.numbers import is_identity
from webapp.board.privacy.tables import column_kind

IDENTITY = "41138119900307123"
WHOLE = next(IDENTITY + sign for sign in "0123456789X" if is_identity(IDENTITY + sign))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (WHOLE, "identity"),
        (f"身份证{WHOLE}号", "identity"),
        ("".join(chr(ord(sign) + 0xFEE0) for sign in WHOLE), "identity"),  # full-width
        (" ".join(WHOLE), "identity"),
        (".".join(WHOLE[n : n + 4] for n in range(0, 18, 4)), "identity"),
        (f"{WHOLE[:6]} {WHOLE[6:14]} {WHOLE[14:]}", "identity"),
        (f"{WHOLE[:6]}-{WHOLE[6:14]}-{WHOLE[14:]}", "identity"),
        (f"{WHOLE[:10]}\u200b{WHOLE[10:]}", "identity"),
        ("411381 19900307 1239", "identity"),  # a slip of the pen in the check digit
        ("旧证 411381900307123", "identity"),
        ("6222 0200 1234 5678 901", "bank"),
        ("6222.0200.1234.5678", "bank"),
        ("4532015112830366", "bank"),
        ("６２２２０２００１２３４５６７８９０１", "bank"),
        ("账号：1234 5678 9012", "bank"),
        ("存折号 00412345678", "bank"),
        ("13800138000", "phone"),
        ("１３８００１３８０００", "phone"),
        ("138 0013 8000", "phone"),
        ("138.0013.8000", "phone"),
        ("138-0013-8000", "phone"),
        ("+86 13800138000", "phone"),
        ("一三八〇〇一三八〇〇〇", "phone"),
        ("①③⑧００１３８０００", "phone"),
        ("0377-62123456", "phone"),
        ("（0377）62123456", "phone"),
        ("010 62123456", "phone"),
        ("037762123456", "phone"),
        ("电话：6212345", "phone"),
        ("联系方式 6212 3456", "phone"),
        ("家庭住址：槐树湾村东头大槐树旁", "address"),
        ("幸福路12号院3单元501室", "address"),
        ("槐树湾村3组15号", "address"),
        ("阳光小区5栋2单元301室", "address"),
        ("解放街８８号", "address"),
        ("患高血压多年", "health"),
        ("因尿毒症住院", "health"),
        ("肢体残疾二级", "health"),
        ("二级残疾，肺癌", "health"),
        ("其妻精神分裂", "health"),
        ("吸毒人员家属", "health"),
    ],
)
def test_what_is_private_is_found_and_does_not_hang(text: str, kind: str) -> None:
    found = findings(text)
    assert kind in {one.kind for one in found}, blotted(text)
    assert all(one.value not in blotted(text) for one in found)
    assert findings(blotted(text)) == [] or kind == "health"


@pytest.mark.parametrize(
    "text",
    [
        "收入 128,000.00 元，支出 52945.50 元，结余 1,234,567.89 元",
        "总投资 13800138000.00 元",
        "总投资 13800138000元",
        "2026年3月5号上午九点",
        "2026-03-12 至 2026-03-28 公示",
        "2026.03.12-2026.03.28",
        "二〇二六年三月五日",
        "凭证 2026031200000017",
        "记账凭证第 0003718 号",
        "凭证号：411381200301015",
        "发票号码 6222020012345678",
        "合同编号 411381199003071234",
        "地块编码 4113811052010100123",
        "承包地块4113811052010100123，2.35 亩",
        "不动产单元号 411381105201JC00017",
        "村码 411381105201，统一社会信用代码 54411381MF1234567X",
        "| 1200 | 3400 | 5600 | 7800 |",
        "12 34 56 2026-03-12 1234",
        "第3号凭证、3号机井、5号地块、1号楼门店",
        "村委会5号文件，东风渠2号桥",
        "本村1组、2组、3组共 72 户",
        "残疾人两项补贴、重度残疾人护理补贴",
        "糖尿病患者免费体检，肺结核防治宣传，高血压用药保障",
        "城乡居民基本医疗保险每人 400 元",
        "电话费 1234567 元",
        "2021 2022 2023 2024",
        "赵文英，1组，300.00 元",
        "",
    ],
)
def test_amounts_dates_vouchers_and_parcels_stay(text: str) -> None:
    assert blotted(text) == text


def test_a_private_column_is_blotted_whatever_stands_in_it() -> None:
    text = (
        "补贴名单：\n\n| 姓名 | 组别 | 身份证号 | 卡号 | 电话 | 家庭住址 | 残疾等级 | 金额 |\n"
        "|---|---|---|---|---|---|---|---|\n"
        "| 赵文英 | 1组 | 不详123 | 88776655 | 62123456 | 老槐树旁 | 二级 | 300.00 |\n"
        "| 李德华 | 2组 |  |  |  |  |  | 300.00 |\n\n合计 600.00 元"
    )
    copy = blotted(text)
    for public in ("赵文英 | 1组 |", "| 300.00 |", "李德华 | 2组 |  |  |  |  |  | 300.00 |"):
        assert public in copy
    for private in ("不详123", "88776655", "62123456", "老槐树旁", "二级"):
        assert private not in copy
    assert [one.kind for one in findings(text)] == ["identity", "bank", "phone", "address", "health"]
    assert copy.count("|") == text.count("|")


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("身份证号码", "identity"), ("证件号", "identity"), ("一卡通账号", "bank"), ("联系电话", "phone"), ("住 址", "address"),
        ("致贫原因", "health"), ("姓名", None), ("组别", None), ("金额（元）", None), ("电话费", None), ("账户数", None),
    ],
)  # fmt: skip
def test_headings_of_private_columns(heading: str, kind: str | None) -> None:
    assert column_kind(heading) == kind


def test_what_two_people_let_stand_stands_but_never_an_identity_number() -> None:
    text = f"村委会电话 0377-62123456，{WHOLE}，13800138000"
    copy = blotted(text, ["0377-62123456", WHOLE])
    assert "0377-62123456" in copy
    assert WHOLE not in copy
    assert "13800138000" not in copy


def test_other_rooms_still_refuse_what_no_public_text_may_hold() -> None:
    assert private_numbers(f"{WHOLE} 13800138000 6222020012345678901 0377-62123456 幸福路12号") == {
        "identity",
        "phone",
        "bank",
    }


def test_a_long_list_is_read_in_a_moment() -> None:
    row = f"| 赵文英 | 1组 | {WHOLE} | 6222020012345678901 | 13800138000 | 幸福路12号 | 300.00 |\n"
    text = "| 姓名 | 组 | 身份证号 | 卡号 | 电话 | 住址 | 金额 |\n|---|---|---|---|---|---|---|\n" + row * 150
    hostile = "村" * 6000 + "1" * 6000 + " 1" * 4000
    begin = time.process_time()
    assert len(findings(text)) == 600
    findings(hostile)
    assert time.process_time() - begin < 3
