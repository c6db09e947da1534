"""Made-up people, matters and money for looking at the page components: ordinary ones, very long ones and none."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import wtforms
from flask_wtf import FlaskForm
from wtforms import validators
from wtforms.fields.choices import SelectChoice

SURNAMES = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = ("桂兰", "建国", "秀英", "志强", "玉梅", "国庆", "春花", "海涛", "阿依古丽·买买提")
LONG = "关于实施东渠清淤护坡并同步改造第一至第七村民小组入户道路、路灯和排水沟的方案及其筹资筹劳办法和三年还款安排（修订第四稿）"
VILLAGE = SimpleNamespace(name="槐树湾村", code=410123104207)
NAV = [
    {"url": "#", "label": label, "current": label == "议题"}
    for label in ("公开栏", "议题", "会议", "村民代表", "收支", "反映", "留痕")
]
LOCALES = [{"code": "zh_Hant", "label": "繁體", "url": "#hant"}, {"code": "en", "label": "English", "url": "#en"}]
FOOT = [{"url": "#", "label": "谁能做什么"}, {"url": "#", "label": "公开数据"}, {"url": "#", "label": "隐私与无障碍"}]


def people(**counts: int) -> list[dict[str, Any]]:
    """As many made-up representatives of each state as asked, each with a page of their own."""
    states = [state for state, count in counts.items() for _ in range(count)]
    return [
        {
            "name": SURNAMES[i % len(SURNAMES)] + GIVEN[i % len(GIVEN)],
            "state": "for" if state == "yes" else state,
            "detail": f"第{i % 7 + 1}组",
            "url": f"#p{i}",
        }
        for i, state in enumerate(states)
    ]


STEPS = [
    {
        "number": 1,
        "label": "提议",
        "state": "done",
        "who": "村党支部",
        "when": "2 月 3 日",
        "record": "#4801",
        "record_url": "#",
    },
    {
        "number": 2,
        "label": "商议",
        "state": "done",
        "who": "村“两委”",
        "counts": "11 / 11 人",
        "when": "2 月 9 日",
        "record": "#4803",
    },
    {
        "number": 3,
        "label": "审议",
        "state": "done",
        "who": "党员大会",
        "counts": "34 / 41 人",
        "when": "2 月 20 日",
        "url": "#r",
    },
    {
        "number": 4,
        "label": "决议",
        "state": "done",
        "who": "村民代表会议",
        "counts": "41 / 45 人",
        "when": "3 月 12 日",
    },
    {"number": 5, "label": "决议公开", "state": "now", "when": "公示至 3 月 28 日", "note": "异议 1 件，已答复"},
    {"number": 6, "label": "结果公开", "state": "todo", "note": "完工验收后"},
]
STOPPED = [
    {"number": 1, "label": "提议", "state": "done", "who": "十分之一以上村民联名", "when": "2026 年 11 月 30 日"},
    {"number": 2, "label": "商议", "state": "skipped", "note": "群众联名，直接审议"},
    {"number": 3, "label": "审议", "state": "done", "when": "2026 年 12 月 20 日"},
    {"number": 4, "label": "决议", "state": "failed", "counts": "8 / 16，未过半数"},
    {"number": 5, "label": "决议公开", "state": "now"},
    {"number": 6, "label": "结果公开", "state": "todo"},
]
BLOCKERS = [
    {
        "message": "缺验收记录和决算。",
        "article": "村民委员会组织法第三十五条（一）",
        "remedy": "由村委会上传验收单。",
        "url": "#",
    },
    {"message": "公示还差 11 天满 15 天。", "article": "本村村务公开办法第 9 条"},
]
NOTICES = [
    ("东渠清淤与护坡决议", "公示 还有 11 天", "wait", "村民代表会议 29 : 7 : 5 通过。可提异议，5 日内答复。"),
    ("二月财务收支", "每月公布", "ok", "收入 86,310.00 · 支出 52,945.50 · 结余 311,208.42 元，逐笔可查。"),
    ("一季度补助名单", "公示 还有 3 天", "wait", "12 户，姓名、组别、金额；证件号和账号不公开。"),
    (LONG, "决议", "ok", "村民会议 612 / 1,038 人到会，通过；已报镇备案。"),
    ("四季度用工补贴", "逾期 2 天", "no", "应于 3 月 15 日公布。责任人：周建军。"),
]
WAITING = [
    {"date": "3 月 28 日", "label": "东渠决议公示期满", "url": "#"},
    {"date": "3 月 15 日", "label": "四季度用工补贴公布", "url": "#", "who": "周建军", "late": True},
    {"date": "4 月 10 日", "label": LONG, "who": "村党支部"},
]
MONTHS = [
    {"label": "1 月", "income": 24000, "spending": 31250.5},
    {"label": "2 月", "income": 86310, "spending": 52945.5, "url": "#"},
    {"label": "3 月", "income": 0, "spending": 1280000},
]
VOUCHERS = [
    ["3 月 29 日", "挖机台班，6 天", "凭 0071，监委会已审", "25,200.00"],
    ["4 月 2 日", "护坡石料，首批，由镇供销社水泥制品厂送货到东渠二号闸口", "凭 0074", "17,400.00"],
]
FACTS = [
    ("议题", "2026-14"),
    ("类别", "本村公益事业的兴办和筹资筹劳方案"),
    ("依据", "村民委员会组织法第二十八条（四）"),
    ("空的不显示", ""),
    ("摘要", "b94f6f125c79e3a5ffaa826f584c10d52ada669e6762051b826b55776d05aed2"),
]


def choices(**labels: str) -> list[SelectChoice]:
    """Choices of a made-up field: stored value and what the villager reads."""
    return [SelectChoice(value, label) for value, label in labels.items()]


class Share(wtforms.Form):
    group = wtforms.StringField("村民小组")
    yuan = wtforms.DecimalField("金额（元）")


class ProposalForm(FlaskForm):
    """One field of every kind, to see how each looks in order and in error."""

    title = wtforms.StringField(
        "题目", [validators.InputRequired("写一个题目，十个字左右。")], description="一句话说清要办的事。"
    )
    source = wtforms.SelectField("谁提议", choices=choices(branch="村党支部", joint="十分之一以上村民联名"))
    text = wtforms.TextAreaField("方案", description="钱从哪里来，谁来办，什么时候办完。")
    day = wtforms.DateField("什么时候上会", [validators.InputRequired("选一个日期。")])
    method = wtforms.RadioField(
        "怎样表决",
        [validators.InputRequired("选一种表决方式。")],
        choices=choices(named="记名", hands="举手", secret="无记名"),
        description="人事和评议按法应当无记名。",
    )
    groups = wtforms.SelectMultipleField(
        "涉及哪几个组",
        choices=choices(g1="第一组", g2="第二组", g3="第三组"),
        widget=wtforms.widgets.ListWidget(prefix_label=False),
        option_widget=wtforms.widgets.CheckboxInput(),
    )
    share = wtforms.FormField(Share, label="分摊")
    names = wtforms.FieldList(wtforms.StringField("联名人"), min_entries=2, label="联名")
    scan = wtforms.MultipleFileField("报价单照片")
    agreed = wtforms.BooleanField("两委已经看过报价", [validators.InputRequired("报价要先经两委看过。")])
    submit = wtforms.SubmitField("提交提议")
