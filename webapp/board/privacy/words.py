"""Words that tell where somebody lives or what somebody suffers from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from webapp.board.privacy.numbers import Place

_GENERAL = (
    "患者", "病人", "防治", "预防", "防控", "筛查", "普查", "疫苗", "宣传", "知识", "讲座", "日", "用药", "药品",
    "保险", "救助", "基金", "门诊", "补贴", "补助", "人(?!员)", "证",
)  # fmt: skip
"""Right after a word of illness: then it speaks of a programme, not of a person."""
_ILL = (
    "艾滋病", "HIV", "梅毒", "淋病", "性病", "乙肝", "丙肝", "肝炎", "肝硬化", "肺结核", "结核病", "精神分裂症?",
    "精神障碍", "精神病", "抑郁症?", "焦虑症", "躁郁症", "癫痫", "自闭症", "孤独症", "智障", "痴呆", "[一-龥]?癌",
    "恶?性?肿瘤", "白血病", "淋巴瘤", "尿毒症", "肾衰竭?", "透析", "糖尿病", "高血压", "冠心病", "心脏病",
    "心肌梗[死塞]", "脑梗[死塞]?", "脑出血", "脑瘫", "偏瘫", "截瘫", "瘫痪", "中风", "帕金森", "红斑狼疮", "血友病",
    "地中海贫血", "再生障碍性贫血", "唐氏综合征", "尘肺病?", "吸毒", "戒毒", "流产", "不孕", "不育", "怀孕", "截肢",
    "失明", "聋哑", "肢体残疾", "智力残疾", "精神残疾", "视力残疾", "听力残疾", "言语残疾", "多重残疾",
)  # fmt: skip
_LEVEL = r"(?:残疾等级[:： ]?)?(?:肢体|智力|精神|视力|听力|言语|多重)?残疾?[一二三四1-4]级|残疾[一二三四1-4]级"
_HEALTH = re.compile(rf"(?:{_LEVEL}|(?:{'|'.join(_ILL)})(?!{'|'.join(_GENERAL)}))")
_OFFICE = r"(?!文|令|凭证|地块?|机井|井|泵|站|桥|渠|塘|路灯|合同|票|公告|通告|决议|线|车|标段|工程|图|楼?门店|会议)"
_DOOR = r"\d{1,5}(?:-\d{1,4})?号(?:院|楼|附\d+号?)?"
_ROOM = r"(?:\d{1,4}(?:幢|栋|座|号楼)\D{0,2})?(?:\d{1,3}单元)?\d{2,5}(?:室|房)"
_ADDRESS = re.compile(
    rf"(?:(?:[一-龥]{{2,8}}?|\d{{1,2}})(?:路|街|街道|大道|巷|弄|胡同|小区|花园|家园|社区|新村|组|庄|自然村|村))"
    rf"(?:{_ROOM}|{_DOOR}{_OFFICE}(?:{_ROOM})?)|{_ROOM}"
)
_PLACE = re.compile(rf"(?:{_ROOM}|{_DOOR}(?:{_ROOM})?)$")
_TOLD = re.compile(
    r"(?:家庭住址|家庭地址|户籍地址|户籍所在地|现住址|居住地址|详细地址|住址)(?:为|是|在)?[:： ]{0,3}"
    r"([^\n|，,。；;、:： *][^\n|，,。；;、]{2,59})"
)


def word_places(plain: str) -> Iterator[Place]:
    """Addresses and words of health in a text of plain digits."""
    for match in _TOLD.finditer(plain):
        yield Place("address", *match.span(1))
    for match in _ADDRESS.finditer(plain):
        end = _PLACE.search(match[0])
        yield Place("address", match.start() + (end.start() if end else 0), match.end())
    for match in _HEALTH.finditer(plain):
        yield Place("health", *match.span())
