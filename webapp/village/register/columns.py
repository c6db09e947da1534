"""What may stand in the head line and in the cells of a register, in the words villages use."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import TypeVar

from webapp.kit.csv_files import COMPUTED as COMPUTED
from webapp.village.register.rules import Column, PoliticalStatus, Relation, Sex

_ALIASES: Mapping[Column, str] = {
    Column.HOUSEHOLD: "户号 户编号 家庭编号 household household_number",
    Column.GROUP: "村民小组 小组 组别 所属小组 村民组 group",
    Column.DOOR: "门牌号 门牌 地址 住址 door address",
    Column.RELATION: "与户主关系 与户主的关系 关系 家庭关系 relation relation_to_head",
    Column.NAME: "姓名 名字 name",
    Column.SEX: "性别 sex gender",
    Column.BORN: "出生日期 出生年月日 生日 born birth_date date_of_birth",
    Column.IDENTITY: "身份证号 身份证号码 身份证 公民身份号码 公民身份证号码 identity identity_number",
    Column.PHONE: "手机号 手机号码 手机 电话 联系电话 电话号码 phone mobile",
    Column.REGISTRATION: "户籍 户籍地 户口 户口所在地 registration hukou",
    Column.LIVES_HERE: "是否常住 常住 是否常住人口 lives_here resident",
    Column.POLITICAL: "政治面貌 political political_status",
}

_RELATIONS: Mapping[Relation, str] = {
    Relation.HEAD: "户主 本人 本人或户主 head",
    Relation.SPOUSE: "配偶 夫 妻 丈夫 妻子 夫妻 老公 老婆 spouse husband wife",
    Relation.SON: "子 儿子 独生子 长子 次子 二子 三子 四子 五子 六子 养子 继子 养子或继子 son",
    Relation.DAUGHTER: "女 女儿 独生女 长女 次女 二女 三女 四女 五女 六女 养女 继女 养女或继女 daughter",
    Relation.SON_IN_LAW: "女婿 son_in_law",
    Relation.DAUGHTER_IN_LAW: "儿媳 媳妇 儿媳妇 daughter_in_law",
    Relation.FATHER: "父 父亲 养父 继父 father",
    Relation.MOTHER: "母 母亲 养母 继母 mother",
    Relation.FATHER_IN_LAW: "公公 岳父 father_in_law",
    Relation.MOTHER_IN_LAW: "婆婆 岳母 mother_in_law",
    Relation.GRANDSON: "孙子 孙 外孙 外孙子 grandson",
    Relation.GRANDDAUGHTER: "孙女 外孙女 granddaughter",
    Relation.GRANDCHILD_IN_LAW: "孙媳 孙媳妇 外孙媳 外孙媳妇 孙女婿 孙婿 外孙女婿 grandchild_in_law",
    Relation.GREAT_GRANDCHILD: "曾孙 曾孙子 曾孙女 重孙 重孙子 重孙女 外曾孙 外曾孙女 great_grandchild",
    Relation.GRANDFATHER: "祖父 爷爷 外祖父 外公 姥爷 grandfather",
    Relation.GRANDMOTHER: "祖母 奶奶 外祖母 外婆 姥姥 grandmother",
    Relation.BROTHER: "兄 弟 哥 哥哥 弟弟 兄弟 brother",
    Relation.SISTER: "姐 妹 姐姐 妹妹 姐妹 sister",
    Relation.SIBLING_IN_LAW: "嫂 嫂子 嫂嫂 弟媳 弟妹 弟媳妇 姐夫 妹夫 sibling_in_law",
    Relation.NEPHEW_OR_NIECE: "侄 侄子 侄儿 侄女 外甥 外甥女 nephew niece nephew_or_niece",
    Relation.UNCLE_OR_AUNT: (
        "伯父 伯伯 伯母 叔 叔父 叔叔 婶 婶婶 叔母 姑 姑母 姑姑 姑父 舅 舅父 舅舅 舅母 姨 姨母 姨父 uncle aunt"
    ),
    Relation.OTHER_KIN: "其他亲属 其它亲属 亲属 亲戚 other_kin",
    Relation.NOT_KIN: "非亲属 无亲属关系 寄居 保姆 not_kin",
}

_SEXES: Mapping[Sex, str] = {Sex.MALE: "男 男性 male m", Sex.FEMALE: "女 女性 female f"}
_REGISTERED_HERE: Mapping[bool, str] = {True: "本村 本社区 本地 here", False: "外来 外村 外地 非本村 elsewhere"}
_LIVES_HERE: Mapping[bool, str] = {True: "是 常住 yes true y", False: "否 非常住 不常住 外出 no false n"}
_POLITICAL: Mapping[PoliticalStatus, str] = {
    PoliticalStatus.MASSES: "群众 masses",
    PoliticalStatus.PARTY_MEMBER: "中共党员 党员 中国共产党党员 party_member",
    PoliticalStatus.PROBATIONARY_MEMBER: "中共预备党员 预备党员 中国共产党预备党员 probationary_member",
    PoliticalStatus.LEAGUE_MEMBER: "共青团员 团员 league_member",
    PoliticalStatus.DEMOCRATIC_PARTY: (
        "民主党派 民革党员 民盟盟员 民建会员 民进会员 农工党党员 致公党党员 九三学社社员 台盟盟员 democratic_party"
    ),
    PoliticalStatus.NON_PARTY: "无党派 无党派人士 无党派民主人士 non_party",
}


_K = TypeVar("_K")


def _by_word(words: Mapping[_K, str]) -> dict[str, _K]:
    return {word: meaning for meaning, line in words.items() for word in line.split()}


COLUMN_BY_TITLE = _by_word(_ALIASES)
RELATION_BY_WORD = _by_word(_RELATIONS)
SEX_BY_WORD = _by_word(_SEXES)
REGISTERED_HERE_BY_WORD = _by_word(_REGISTERED_HERE)
LIVES_HERE_BY_WORD = _by_word(_LIVES_HERE)
POLITICAL_BY_WORD = _by_word(_POLITICAL)


def _first_words(words: Mapping[_K, str]) -> dict[_K, str]:
    return {meaning: line.split()[0] for meaning, line in words.items()}


RELATION_WORD = _first_words(_RELATIONS)
SEX_WORD = _first_words(_SEXES)
REGISTERED_HERE_WORD = _first_words(_REGISTERED_HERE)
LIVES_HERE_WORD = _first_words(_LIVES_HERE)
POLITICAL_WORD = _first_words(_POLITICAL)
"""What an export writes, so that an import reads it back."""


def plain(text: str) -> str:
    """The word behind what was typed: full-width letters made plain, no spaces around or inside, small letters."""
    if text.isascii() and " " not in text:
        return text.lower()
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def column_titled(title: str) -> Column | None:
    """Which column a title of the head line means; stars, brackets and what stands in brackets do not matter."""
    word = unicodedata.normalize("NFKC", title).strip().strip("*").split("(")[0]
    return COLUMN_BY_TITLE.get("_".join(word.lower().split())) or COLUMN_BY_TITLE.get(plain(word))


def columns_of(titles: Sequence[str]) -> dict[Column, list[int]]:
    """Where each column stands in a head line; more than one place means the line is not to be trusted."""
    places: dict[Column, list[int]] = {}
    for place, title in enumerate(titles):
        column = column_titled(title)
        if column is not None:
            places.setdefault(column, []).append(place)
    return places
