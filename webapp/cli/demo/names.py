"""Names as people of a village in southern Henan bear them, and the numbers that nobody bears."""

from __future__ import annotations

from datetime import date
from random import Random

SURNAMES = (
    *("王李张刘陈杨赵周" * 4),
    *("孙吴徐马郭何高林梁宋郑韩" * 2),
    *"曹程田冯董萧袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文",
)
_MEN = (
    (
        1955,
        (
            "德福 长山 玉田 广才 永昌 金山 保国 志成 文学 光明 生财 来福 振海 "
            "天佑 丙申 树林 万春 喜来 留根 中和 成林 西山 太平 铁柱 石头"
        ),
    ),
    (
        1975,
        (
            "建国 建民 卫东 红旗 援朝 新民 保成 国强 爱军 胜利 跃进 军民 海洲 "
            "连营 全喜 兴旺 书平 聚才 章锁 来顺 发展 定邦 运生 春来 改革"
        ),
    ),
    (
        1992,
        (
            "伟 军 勇 磊 涛 鹏 晓东 志强 海涛 建峰 俊杰 永刚 红伟 "
            "洪波 晓辉 明亮 占军 国亮 松涛 要武 少华 小飞 青松 新峰 向阳"
        ),
    ),
    (
        2100,
        (
            "浩然 子轩 梓豪 一鸣 宇航 博文 家豪 俊熙 天翔 明轩 嘉诚 睿 泽宇 "
            "文博 奕辰 思远 书航 景行 承泽 皓轩 星辰 铭泽 懿轩 亦凡 知行"
        ),
    ),
)
_WOMEN = (
    (
        1955,
        (
            "桂英 秀英 兰英 玉兰 凤莲 金花 翠英 桂荣 香兰 素芹 春荣 大妮 秀荣 "
            "玉荣 月英 桃花 改名 转运 遂英 荣芝 书兰 喜莲 焕荣 景兰 彩云"
        ),
    ),
    (
        1975,
        (
            "玉霞 秋菊 桂芹 春梅 爱莲 红梅 新霞 秀云 凤霞 瑞芳 改芝 素芬 海英 "
            "会玲 广芝 青莲 爱香 淑芳 建华 小香 云霞 翠平 俊英 雪芹 金玲"
        ),
    ),
    (
        1992,
        (
            "丽 艳 敏 静 娟 霞 丹丹 晓燕 艳丽 红艳 海霞 小红 晓丽 "
            "冬梅 雪梅 会敏 亚楠 玲玲 春霞 慧芳 东芳 俊丽 晓芳 培培 园园"
        ),
    ),
    (
        2100,
        (
            "梓涵 欣怡 雨桐 诗涵 一诺 佳怡 思琪 可馨 紫萱 依诺 语桐 若曦 梦瑶 "
            "悦然 雅静 子墨 清欢 安然 沐瑶 芷若 书瑶 语嫣 心怡 晨曦 婉清"
        ),
    ),
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PLACES = ("990101", "990203", "990417", "991122", "992305")
"""Places of identity numbers that exist nowhere: no province begins with 99."""


def given_name(chance: Random, born_in: int, is_woman: bool) -> str:
    """A given name of that generation."""
    generations = _WOMEN if is_woman else _MEN
    return chance.choice(next(names for until, names in generations if born_in < until).split())


def identity_number(chance: Random, born_on: date, is_woman: bool, order: int) -> str:
    """An identity number with a correct check character (GB 11643) that belongs to nobody. `order`: 0 to 499."""
    serial = order * 2 + (0 if is_woman else 1)
    body = f"{chance.choice(_PLACES)}{born_on:%Y%m%d}{serial:03d}"
    return body + "10X98765432"[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=True)) % 11]


def phone_number(chance: Random, order: int) -> str:
    """A mobile number that nobody has: no network begins with 12."""
    return f"12{chance.randrange(10)}{order:04d}{chance.randrange(10_000):04d}"


def birthday(chance: Random, year: int) -> date:
    """Some day of that year."""
    return date(year, chance.randint(1, 12), chance.randint(1, 28))
