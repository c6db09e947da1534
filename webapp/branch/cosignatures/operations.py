"""Putting names under a matter."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import select

from webapp.branch.cosignatures import queries, rules
from webapp.branch.cosignatures.events import MatterCosigned, PaperCosignaturesRecorded
from webapp.branch.matters.models import CoSignature, Matter
from webapp.branch.matters.rules import NAMES_NEEDED, Signing
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import Profile
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Conflict, InvalidInput, NotFound, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.village.register.models import Resident


@operation(P.COSIGNATURE_GIVE, on=Matter)
def cosign(ctx: Context, matter: Matter) -> CoSignature:
    """Put one's own name under a matter. Raises RuleBroken, and Conflict if it stands there already."""
    if ctx.actor.resident_id is None:
        raise NotFound("Resident", None)
    profile = _require_may_sign(ctx, matter, [ctx.actor.resident_id])
    if queries.signed_by(ctx.session, matter.id, [ctx.actor.resident_id]):
        raise Conflict("cosignature.already")
    signature = _sign(ctx, matter, ctx.actor.resident_id, Signing.ONLINE)
    ctx.record(
        MatterCosigned(matter.short_number, _signed(ctx, matter, profile)), subject=signature, matter_id=matter.id
    )
    return signature


@operation(P.COSIGNATURE_RECORD, on=Matter)
def record_paper_cosignatures(ctx: Context, matter: Matter, resident_ids: Collection[uuid.UUID]) -> int:
    """Record names that stand on paper; a person counts once, on paper or online. Returns how many were new.

    Raises RuleBroken with the names that do not count, Conflict when all of them had signed, NotFound for a stranger.
    """
    wanted = list(dict.fromkeys(resident_ids))
    if not 0 < len(wanted) <= rules.MOST_AT_ONCE:
        raise InvalidInput("cosignature.how_many", "resident_ids", most=rules.MOST_AT_ONCE)
    profile = _require_may_sign(ctx, matter, wanted)
    signed = queries.signed_by(ctx.session, matter.id, wanted)
    new = [resident_id for resident_id in wanted if resident_id not in signed]
    if not new:
        raise Conflict("cosignature.all_signed")
    for resident_id in new:
        _sign(ctx, matter, resident_id, Signing.PAPER)
    ctx.session.flush()
    event = PaperCosignaturesRecorded(matter.short_number, len(new), _signed(ctx, matter, profile))
    ctx.record(event, matter_id=matter.id)
    return len(new)


def _sign(ctx: Context, matter: Matter, resident_id: uuid.UUID, signing: Signing) -> CoSignature:
    signature = CoSignature(
        matter_id=matter.id,
        resident_id=resident_id,
        version=matter.version,
        signing=signing,
        signed_at=ctx.now,
        recorded_by_id=ctx.actor.resident_id,
    )
    ctx.session.add(signature)
    ctx.session.flush()
    return signature


def _require_may_sign(ctx: Context, matter: Matter, resident_ids: list[uuid.UUID]) -> Profile:
    require_none(rules.blockers_gathering(matter.state, matter.source))
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    known = {
        row.id: row.name
        for row in ctx.session.execute(select(Resident.id, Resident.name).where(Resident.id.in_(resident_ids)))
    }
    strangers = [resident_id for resident_id in resident_ids if resident_id not in known]
    if strangers:
        raise NotFound("Resident", strangers[0])
    condition = queries.may_sign(matter.source, today, profile)
    counting = set(ctx.session.scalars(select(Resident.id).where(Resident.id.in_(resident_ids), condition)))
    refused = [name for resident_id, name in known.items() if resident_id not in counting]
    require_none(rules.blockers_signing(matter.source, profile.article(NAMES_NEEDED[matter.source]), refused))
    return profile


def _signed(ctx: Context, matter: Matter, profile: Profile) -> int:
    return queries.count_signers(ctx.session, matter.id, matter.source, china_date(ctx.now), profile)
