"""Drawing constituencies, and adjusting them by hand."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, NotFound, require_none
from webapp.core.ids import new_id
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.village.constituencies.events import ConstituenciesDrawn, HouseholdMoved
from webapp.village.constituencies.models import Constituency
from webapp.village.constituencies.queries import drawn_constituencies, places, representatives_serving
from webapp.village.constituencies.rules import (
    TARGET,
    Drawing,
    Drawn,
    Place,
    blockers_enter,
    blockers_move,
    blockers_redraw,
    draw,
)
from webapp.village.queries import village
from webapp.village.register.models import Household, VillagersGroup
from webapp.village.register.queries import is_lived_in


@operation(P.CONSTITUENCY_DRAW)
def draw_constituencies(ctx: Context, target: int = TARGET) -> Drawing[uuid.UUID]:
    """Divide the village into constituencies of about `target` households, inside the groups, neighbours together.

    Constituencies drawn before are taken over by number; one that is left over stays without households, because
    earlier terms and meetings name it. Raises InvalidInput for a target outside the law, RuleBroken while
    representatives serve, or when the village is too small.
    """
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    span, article = profile.size("rep.households.perRep"), profile.article("rep.households.perRep")
    homes = places(ctx.session)
    blockers = blockers_redraw(representatives_serving(ctx.session, today), article)
    if not homes:
        blockers.append(Blocker("constituencies.no_households"))
    drawing = draw(homes, target=target, smallest=span.low, largest=span.high, article=article)
    blockers += drawing.blockers
    require_none(blockers)
    _write(ctx, drawing)
    joined = [one.group for one in drawing.joined]
    event = ConstituenciesDrawn(len(drawing.constituencies), len(homes), target, joined)
    ctx.record(event, subject=village(ctx.session))
    return drawing


def _write(ctx: Context, drawing: Drawing[uuid.UUID]) -> None:
    groups = {name: key for key, name in ctx.session.execute(select(VillagersGroup.id, VillagersGroup.name))}
    rows = {row.number: row for row in ctx.session.execute(select(Constituency)).scalars()}
    area_of: dict[uuid.UUID, uuid.UUID] = {}
    for drawn in drawing.constituencies:
        row = rows.get(drawn.number)
        if row is None:
            row = Constituency(id=new_id(), number=drawn.number)
            ctx.session.add(row)
        row.name = f"第{drawn.number}片"
        row.group_id = groups[drawn.groups[0]]
        area_of |= {place.key: row.id for place in drawn.households}
    ctx.session.flush()
    for household in ctx.session.execute(select(Household).where(is_lived_in())).scalars():
        if household.constituency_id != area_of[household.id]:
            household.constituency_id = area_of[household.id]


@operation(P.CONSTITUENCY_ADJUST, on=Household)
def move_household(ctx: Context, household: Household, to_number: int) -> Constituency:
    """Put one household into another constituency by hand, as its people asked.

    Raises NotFound without such a constituency, RuleBroken when a size or the group stands against it.
    """
    target = ctx.session.execute(select(Constituency).where(Constituency.number == to_number)).scalar_one_or_none()
    if target is None:
        raise NotFound("Constituency", to_number)
    every = drawn_constituencies(ctx.session)
    before = next((one for one in every if household.id in {place.key for place in one.households}), None)
    require_none(_blockers(ctx, every, before, household.id, to_number))
    household.constituency_id = target.id
    ctx.record(HouseholdMoved(household.number, to_number, before.number if before else None))
    return target


def _blockers(
    ctx: Context, every: list[Drawn[uuid.UUID]], before: Drawn[uuid.UUID] | None, household: uuid.UUID, to: int
) -> list[Blocker]:
    profile = rules_in_force(ctx.session, china_date(ctx.now))
    span, article = profile.size("rep.households.perRep"), profile.article("rep.households.perRep")
    if before is not None:
        return blockers_move(every, household, to, smallest=span.low, largest=span.high, article=article)
    place: Place[uuid.UUID] = _place(ctx, household)
    target = next(one for one in every if one.number == to)
    return blockers_enter(target, place, smallest=span.low, largest=span.high, article=article)


def _place(ctx: Context, household: uuid.UUID) -> Place[uuid.UUID]:
    """Where a household stands; one in which everybody left stands nowhere."""
    found = next((one for one in places(ctx.session) if one.key == household), None)
    if found is None:
        raise NotFound("Household", household)
    return found
