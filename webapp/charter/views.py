"""Pages of the rules: what holds here today by law or by the village's own decision, and adopting a stricter rule."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from webapp.charter import operations, queries
from webapp.charter.forms import WithdrawRuleForm, form_for
from webapp.charter.labels import article_label, error_message, input_message, rule_label
from webapp.charter.rulebook.words import value_words
from webapp.charter.rules import Rule, Stricter, Unit, profile_on
from webapp.core.clock import china_date
from webapp.core.errors import Conflict, InvalidInput, NotFound, RuleBroken
from webapp.core.permissions import Permission as P
from webapp.kit.explain import explain
from webapp.kit.guards import needs, public
from webapp.kit.language import in_readers_language
from webapp.kit.request import current_ctx

bp = Blueprint("charter", __name__, url_prefix="/v/<village>")
bp.add_app_template_filter(rule_label, "rule_label")
bp.add_app_template_filter(in_readers_language(article_label), "article")
Answer = str | Response | tuple[str, int]
NOT_CHANGED_HERE = frozenset({Unit.NAMES})
"""Lists of names are part of the law's text, and no page asks for them."""


@bp.app_template_filter("rule_value")
def rule_value(rule: Rule, of_law: bool = False) -> str:
    """What a rule says, or what the plain law says in its place."""
    plain = profile_on(china_date(current_ctx().now)).rule(rule.id) if of_law else rule
    return value_words(rule, plain.value)


@bp.get("/rules")
@public
def rules() -> str:
    """Every rule in force today with its article, and what the village made stricter, since when and by what."""
    ctx = current_ctx()
    today = china_date(ctx.now)
    profile = queries.rules_in_force(ctx.session, today)
    return render_template(
        "charter/rules.html",
        parts=_parts(list(profile)),
        own=[rule for rule in profile if rule.is_local],
        decisions=queries.decisions_in_force(ctx.session, ctx.village_id, today),
        coming=[row for row in queries.local_rules(ctx.session, ctx.village_id) if row.effective_from > today],
        changeable=is_changeable,
    )


@bp.route("/rules/<rule_id>/adopt", methods=["GET", "POST"])
@needs(P.LOCAL_RULE_ADOPT)
def adopt(rule_id: str) -> Answer:
    """Enter a stricter rule that the village has adopted."""
    rule, reasons = _rule(rule_id), []
    form = form_for(rule)
    if form.validate_on_submit():
        try:
            source, since = form.source.data, form.effective_from.data
            operations.adopt_local_rule(current_ctx(), rule_id, form.meant(), source, since)
            flash(_("Entered: %(rule)s.", rule=rule_label(rule_id)), "success")
            return redirect(url_for("charter.rules"))
        except RuleBroken as broken:
            reasons = explain(broken.blockers)
        except (InvalidInput, Conflict) as error:
            _say(form, error)
    page = render_template("charter/adopt.html", form=form, rule=rule, reasons=reasons)
    return page, 422 if form.errors or reasons else 200


@bp.route("/rules/<rule_id>/withdraw", methods=["GET", "POST"])
@needs(P.LOCAL_RULE_ADOPT)
def withdraw(rule_id: str) -> Answer:
    """Go back from a rule of the village to the plain law."""
    form, rule = WithdrawRuleForm(), _rule(rule_id)
    if form.validate_on_submit():
        try:
            operations.withdraw_local_rule(current_ctx(), rule_id, form.source.data, form.effective_from.data)
            flash(_("The law applies again: %(rule)s.", rule=rule_label(rule_id)), "success")
            return redirect(url_for("charter.rules"))
        except (InvalidInput, Conflict) as error:
            _say(form, error)
    return render_template("charter/withdraw.html", form=form, rule=rule), 422 if form.errors else 200


def is_changeable(rule: Rule) -> bool:
    """Whether a village can be stricter here at all, and this page can ask how."""
    return rule.stricter is not Stricter.FIXED and rule.unit not in NOT_CHANGED_HERE and len(rule.choices) != 1


def _rule(rule_id: str) -> Rule:
    ctx = current_ctx()
    profile = queries.rules_in_force(ctx.session, china_date(ctx.now))
    if rule_id not in profile or not is_changeable(profile.rule(rule_id)):
        raise NotFound("Rule", rule_id)
    return profile.rule(rule_id)


def _say(form: Any, error: InvalidInput | Conflict) -> None:
    """The reason beside the field it is about."""
    if isinstance(error, Conflict):
        form.effective_from.errors = [error_message(error)]
        return
    name = error.field if error.field in form else "value"
    field = form[name]
    field.errors = [input_message(InvalidInput(error.code, str(field.label.text), **error.params))]


def _parts(found: list[Rule]) -> list[tuple[str, list[Rule]]]:
    """The rules by what they are about, in the order of a matter's way."""
    parts = (
        (_("Assembly and representatives"), ("assembly", "rep", "group", "count", "law", "matter")),
        (_("Proposals and consultation"), ("proposal", "sylgk", "party", "consult", "debate", "review")),
        (_("Committee and supervision"), ("vc", "vsc", "interpellation", "audit")),
        (_("Publication and archive"), ("publish", "time", "archive", "charter")),
        (_("Elections and recall"), ("election", "recall")),
        (_("Collective economy, land and levies"), ("rceo", "land", "levy")),
        (_("Requests of villagers"), ("case",)),
    )
    return [(title, [rule for rule in found if rule.id.split(".")[0] in names]) for title, names in parts]
