"""The council page: its members, the constituencies, and who speaks for my household."""

from __future__ import annotations

from flask import render_template, request

from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.council.calls.queries import waiting_calls
from webapp.council.duties.labels import days_label, duty_label
from webapp.council.duties.queries import duties
from webapp.council.explanations.queries import explanations_in
from webapp.kit.explain import explain
from webapp.kit.guards import public
from webapp.kit.request import current_ctx
from webapp.site.blueprint import bp
from webapp.village.constituencies.queries import areas, constituencies_of_household
from webapp.village.offices.composition import blockers_council
from webapp.village.offices.queries import holders_on
from webapp.village.offices.rules import Body, members_of

LONGEST_QUESTION = 40
MOST_EXPLANATIONS = 5
bp.add_app_template_filter(duty_label, "duty_word")
bp.add_app_template_filter(days_label, "duty_days")


@bp.get("/v/<village>/council")
@public
def council() -> str:
    """Members and constituencies; with `household`, the representatives of that household."""
    ctx = current_ctx()
    today = china_date(ctx.now)
    asked = request.args.get("household", "").strip()[:LONGEST_QUESTION]
    found = set(constituencies_of_household(ctx.session, asked)) if asked else set()
    every = areas(ctx.session, today)
    holders = holders_on(ctx.session, today)
    return render_template(
        "site/council.html",
        asked=asked,
        mine=[area for area in every if area.constituency_id in found],
        said=explanations_in(ctx.session, found, MOST_EXPLANATIONS) if found else [],
        areas=every,
        members=list(members_of(Body.COUNCIL, holders).values()),
        duties=duties(ctx.session, today),
        calls=waiting_calls(ctx.session, today),
        reasons=explain(blockers_council(holders, rules_in_force(ctx.session, today))) if holders else [],
    )
