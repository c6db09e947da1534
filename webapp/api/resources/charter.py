"""The charter: the law of a day, and what the village has added to it."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from webapp.api import kinds
from webapp.api.asked import Asked, asked_day
from webapp.api.kinds import Document, Shown
from webapp.api.queries.pages import page_of_list, shown
from webapp.api.resources.group import village
from webapp.charter.models import LocalRule
from webapp.charter.queries import local_rules, rules_in_force
from webapp.charter.rulebook.values import EARLIEST
from webapp.charter.rules import Base, Lock, Rule, Stricter, Unit, plain_value
from webapp.core.clock import china_date
from webapp.core.pages import Page
from webapp.kit.request import current_ctx

VALUE = {
    "description": "15, true, a share such as ≥ 2/3 or > 1/2, a span such as 5–15, a word, or a list of words.",
    "anyOf": [
        {"type": ["integer", "boolean", "string", "null"]},
        {"type": "array", "items": {"type": "string"}},
    ],
}


class RuleDocument(Document):
    """One rule as it stands on a day."""

    id = kinds.code("The rule's name, the same in every version of the law.")
    value = fields.Raw(metadata=VALUE, allow_none=True)
    floor = fields.Raw(metadata={**VALUE, "description": "What no village may fall below."}, allow_none=True)
    unit = kinds.word(Unit, "What the value counts.")
    base = kinds.word(Base, "The whole of which a share is taken.", allow_none=True)
    articles = fields.List(fields.String(), metadata={"description": "Its sources, the one that is quoted first."})
    lock = kinds.word(Lock, "S: statute, nobody may loosen it; L: local law; P: practice; D: design.")
    stricter = kinds.word(Stricter, "In which direction it becomes stricter.")
    is_local = kinds.flag("Whether this is the village's own value.")


class ProfileDocument(Document):
    """The law of one day in this village."""

    on = kinds.day("The day.")
    profile = kinds.code("The organic law in force that day, such as VCOL-2025.")
    collective_law = kinds.flag("Whether the law on rural collective economic organizations was in force.")
    rules = fields.List(
        fields.Nested(RuleDocument), metadata={"description": "Every rule, those of the village applied."}
    )


class LocalRuleDocument(Document):
    """A rule the village has given itself, from a day on."""

    rule = kinds.code("The rule it changes.")
    value = fields.Raw(metadata={**VALUE, "description": "Its value; null: back to the law."}, allow_none=True)
    effective_from = kinds.day("The first day on which it counts.")
    in_force = kinds.flag("Whether it is what counts today.")
    source = kinds.text("The decision it rests on.")


class AskedDay(Asked):
    """Which day's law."""

    on = asked_day("The day of the act; today if not given.", validate=validate.Range(min=EARLIEST))


@village.one("/rules", ProfileDocument, "charter", AskedDay)
def get_rules(asked: dict[str, Any]) -> dict[str, Any]:
    """The rules by which an act of a day is judged here."""
    ctx = current_ctx()
    on = asked.get("on") or china_date(ctx.now)
    profile = rules_in_force(ctx.session, on)
    rules = [_show(rule) for rule in profile]
    return {"on": on, "profile": profile.code, "collective_law": profile.rceo, "rules": rules}


@village.many("/local-rules", LocalRuleDocument, "charter")
def list_local_rules(asked: dict[str, Any]) -> Page:
    """Everything the village has ever added to the law, the newest first."""
    ctx = current_ctx()
    today = china_date(ctx.now)
    rows = local_rules(ctx.session, ctx.village_id)
    newest = {row.rule_id: row.id for row in rows if row.effective_from <= today}
    standing = {rule.id for rule in rules_in_force(ctx.session, today) if rule.is_local}

    def show(row: LocalRule) -> Shown:
        return Shown(row, rule=row.rule_id, in_force=row.rule_id in standing and newest.get(row.rule_id) == row.id)

    return shown(page_of_list(rows[::-1], asked), show)


def _show(rule: Rule) -> Shown:
    return Shown(rule, value=plain_value(rule.value), floor=plain_value(rule.floor), articles=list(rule.articles))
