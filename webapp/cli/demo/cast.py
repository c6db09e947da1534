"""The people of the story: who they are, where they live, what they are entrusted with."""

from __future__ import annotations

import dataclasses

from webapp.village.offices.rules import Office

VILLAGE_CODE = 411381998201
VILLAGE_NAME = "槐树湾村"
PASSWORD = "huaishuwan"


@dataclasses.dataclass(frozen=True)
class Person:
    """One person of the story. `group` and `house` say where (the house's place within its group, from 1).

    A woman is entered as the wife of the house's head, a man as its head.
    """

    sign_in_name: str
    name: str
    is_woman: bool
    born_in: int
    group: int
    house: int
    office: Office | None = None
    title: str = ""
    is_party_member: bool = False
    finance: bool = False
    to_do: str = ""


CAST = (
    Person(
        "shuji",
        "陈广运",
        False,
        1971,
        1,
        4,
        Office.BRANCH_SECRETARY,
        "村党支部书记",
        True,
        to_do="a matter waits for its first sitting",
    ),
    Person("zhiwei1", "刘明义", False, 1976, 2, 9, Office.BRANCH_MEMBER, "组织委员", True),
    Person(
        "zhiwei2",
        "吴春玲",
        True,
        1983,
        4,
        6,
        Office.BRANCH_MEMBER,
        "宣传委员",
        True,
        to_do="teller tonight: enter the sheet of raised hands",
    ),
    Person(
        "zhuren",
        "周建军",
        False,
        1974,
        3,
        12,
        Office.COMMITTEE_CHAIR,
        "村民委员会主任",
        True,
        to_do="vote, lead the debate, close the vote",
    ),
    Person(
        "fuzhuren",
        "孙保田",
        False,
        1969,
        1,
        18,
        Office.COMMITTEE_VICE_CHAIR,
        "副主任，管水利",
        False,
        to_do="report on the canal's tasks",
    ),
    Person(
        "weiyuan1",
        "王秀兰",
        True,
        1978,
        2,
        22,
        Office.COMMITTEE_MEMBER,
        "委员，管妇女儿童和卫生",
        False,
        to_do="vote; an objection waits for an answer",
    ),
    Person(
        "weiyuan2",
        "李建国",
        False,
        1980,
        4,
        15,
        Office.COMMITTEE_MEMBER,
        "委员，管治保调解",
        True,
        to_do="a task is overdue",
    ),
    Person("weiyuan3", "马玉梅", True, 1985, 5, 8, Office.COMMITTEE_MEMBER, "委员，管民政和养老", False),
    Person(
        "wenshu",
        "徐晓雯",
        True,
        1991,
        3,
        25,
        Office.CLERK,
        "文书",
        False,
        to_do="check people in, show the hall's screen and tablet",
    ),
    Person(
        "kuaiji",
        "郭长林",
        False,
        1966,
        5,
        20,
        Office.BOOKKEEPER,
        "报账员",
        False,
        to_do="teller tonight: has entered the sheet",
    ),
    Person(
        "jiandu",
        "张德厚",
        False,
        1962,
        2,
        30,
        Office.SUPERVISION_CHAIR,
        "村务监督委员会主任",
        True,
        to_do="minutes to sign, opinions to give, overdue duties",
    ),
    Person(
        "jianwei1",
        "何凤英",
        True,
        1972,
        1,
        31,
        Office.SUPERVISOR,
        "委员，原供销社会计",
        False,
        True,
        to_do="scrutineer tonight, confirms the sheet; minutes to sign",
    ),
    Person("jianwei2", "杨宗礼", False, 1968, 4, 27, Office.SUPERVISOR, "委员", False),
    Person(
        "lishizhang",
        "梁国柱",
        False,
        1973,
        5,
        14,
        Office.RCEO_HEAD,
        "村股份经济合作社理事长",
        True,
        to_do="bring a matter of the collective",
    ),
    Person("cunmin1", "曹立新", False, 1979, 3, 6, to_do="object, co-sign, raise a matter"),
    Person("cunmin2", "程素珍", True, 1975, 5, 27),
    Person("cunmin3", "田有福", False, 1958, 2, 3),
)

NAMED_REPRESENTATIVES = (
    Person("", "赵桂兰", True, 1970, 3, 17, Office.REPRESENTATIVE),
    Person("", "韩玉山", False, 1964, 1, 11, Office.REPRESENTATIVE),
    Person("", "宋巧云", True, 1981, 2, 14, Office.REPRESENTATIVE),
)
"""Representatives the story speaks of by name; the others are found in the register."""

REPRESENTATIVES_TO_TRY = (
    ("daibiao1", "in the hall; has not voted yet"),
    ("daibiao2", "in the hall; has not voted yet"),
    ("daibiao6", "not checked in yet"),
    ("daibiao8", "moved the amendment; voted, may still change it"),
    ("daibiao15", "raised a hand: stands on the tellers' sheet"),
)
"""Representatives the table of people shows one by one."""
