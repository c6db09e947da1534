"""Recording written mandates and taking them back."""

from __future__ import annotations

import uuid

from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, InvalidInput, NotPermitted, RuleBroken, require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.meetings.models import Meeting, Seat
from webapp.council.meetings.operations import check_in, leave
from webapp.council.meetings.rules import CheckIn, MeetingState
from webapp.council.policy import seat_of
from webapp.council.proxies import queries, rules
from webapp.council.proxies.events import ProxyRecorded, ProxyWithdrawn
from webapp.council.proxies.models import Proxy
from webapp.council.proxies.rules import Mandate


@operation(P.PROXY_RECORD, on=Seat)
def record_proxy(ctx: Context, seat: Seat, proxy_id: uuid.UUID, paper_sha256: str) -> Proxy:
    """Put a written mandate on record: from now on the seat is taken by its holder whenever the holder is in the hall.

    Raises RuleBroken in every body but the collective's members' assembly, and for a mandate the law does not know.
    """
    if paper_sha256 and not rules.SHA256.fullmatch(paper_sha256):
        raise InvalidInput("proxy.paper", "paper")
    meeting = _meeting(ctx, seat)
    profile = rules_in_force(ctx.session, china_date(meeting.starts_at))
    require_none(rules.blockers_body(meeting.body, profile))
    holders_seat = seat_of(ctx.session, meeting.id, proxy_id)
    proxy = queries.proxy_of(ctx.session, seat.id)
    mandate = Mandate(
        seat.resident_id,
        proxy_id,
        same_household=queries.is_same_household(ctx.session, seat.resident_id, proxy_id),
        is_capable=holders_seat is not None,
        has_paper=bool(paper_sha256),
        principal_came=seat.is_present,
        proxy_is_away=queries.gave_away(ctx.session, meeting.id, proxy_id),
        principal_holds=bool(seat.resident_id and queries.represented_by(ctx.session, meeting.id, seat.resident_id)),
        already=proxy is not None and proxy.withdrawn_at is None,
    )
    require_none(rules.blockers_mandate(meeting.body, mandate, profile))
    if proxy is None:
        proxy = Proxy(meeting_id=meeting.id, principal_seat_id=seat.id)
        ctx.session.add(proxy)
    proxy.proxy_id, proxy.paper_sha256 = proxy_id, paper_sha256
    proxy.recorded_at, proxy.withdrawn_at = ctx.now, None
    ctx.session.flush()
    ctx.record(ProxyRecorded(meeting.id, seat.id, holders_seat.id if holders_seat else seat.id, paper_sha256), proxy)
    if holders_seat is not None and holders_seat.is_present:
        check_in(ctx, seat.id, None, CheckIn.PROXY)
    return proxy


@operation(P.PROXY_WITHDRAW, on=Seat)
def withdraw_proxy(ctx: Context, seat: Seat) -> Proxy:
    """Take a mandate back, oneself or at the clerk's table: the seat is one's own again. Ballots cast stay in the box.

    Raises RuleBroken when there is none or the meeting is over, NotPermitted for another's.
    """
    if seat.resident_id != ctx.actor.resident_id and not ctx.may(P.PROXY_RECORD, seat):
        raise NotPermitted(P.PROXY_WITHDRAW, seat)
    meeting = _meeting(ctx, seat)
    proxy = queries.proxy_of(ctx.session, seat.id)
    if proxy is None or proxy.withdrawn_at is not None:
        raise RuleBroken([Blocker("proxy.none", "RCEO:27", {"name": seat.name})])
    if seat.is_present:
        leave(ctx, seat.id)
    proxy.withdrawn_at = ctx.now
    ctx.record(ProxyWithdrawn(meeting.id, seat.id), proxy)
    return proxy


def _meeting(ctx: Context, seat: Seat) -> Meeting:
    key = (ctx.village_id, seat.meeting_id)
    meeting = ctx.session.get_one(Meeting, key, with_for_update={"read": True}, populate_existing=True)
    if meeting.state is MeetingState.CLOSED:
        raise RuleBroken([Blocker("meeting.is_closed")])
    return meeting
