"""Setting up a village."""

from __future__ import annotations

from webapp.core.context import Context
from webapp.core.errors import Conflict
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.village.events import VillageCreated
from webapp.village.models import Village
from webapp.village.queries import village
from webapp.village.rules import Place, require_name


@operation(P.VILLAGE_CREATE)
def create_village(ctx: Context, place: Place) -> Village:
    """Set up the village of this context's code. Raises Conflict if it is there, InvalidInput for a bad name."""
    if village(ctx.session) is not None:
        raise Conflict("village.exists", village=place.code)
    row = Village(
        name=require_name(place.name),
        township=place.township,
        county=place.county,
        prefecture=place.prefecture,
        province=place.province,
        created_at=ctx.now,
    )
    ctx.session.add(row)
    ctx.record(VillageCreated(code=f"{ctx.village_id:012d}", village_name=row.name), subject=row)
    return row
