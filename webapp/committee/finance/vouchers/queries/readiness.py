"""Reading what a voucher still lacks before the supervisors, and before the chair's signature."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from webapp.branch.matters.models import Matter
from webapp.charter.queries import rules_in_force
from webapp.charter.rules import Profile
from webapp.committee.finance.accounts.chart import MONEY
from webapp.committee.finance.vouchers import rules
from webapp.committee.finance.vouchers.models import Posting, Voucher
from webapp.committee.finance.vouchers.queries.money import cover_of, money_held, paid_together
from webapp.committee.finance.vouchers.queries.reviewers import conflicts_with, reviewers_of
from webapp.committee.finance.vouchers.queries.vouchers import papers_of, postings_of
from webapp.committee.finance.vouchers.rules import Tier, VoucherKind
from webapp.core.errors import Blocker
from webapp.council.resolutions.models import Resolution


class Readiness(NamedTuple):
    """What stands in the way of handing a voucher in, and how large a payment it is."""

    blockers: list[Blocker]
    tier: Tier | None


def readiness(session: Session, voucher: Voucher, today: date) -> Readiness:
    """Everything a voucher still lacks before it goes to the supervisors."""
    profile = rules_in_force(session, today)
    blockers = rules.blockers_edit(voucher.state)
    if blockers:
        return Readiness(blockers, voucher.tier)
    papers = len(papers_of(session, voucher.id))
    blockers = rules.blockers_papers(voucher.kind, papers, voucher.reverses_id is not None, profile)
    tier = None
    if is_spending(voucher):
        tier = _tier(session, voucher, today, profile)
        blockers += _blockers_decision(session, voucher, tier, today, profile)
    return Readiness([*blockers, *blockers_reviewers(session, voucher, today)], tier)


def blockers_reviewers(session: Session, voucher: Voucher, today: date) -> list[Blocker]:
    """Why nobody could review this voucher."""
    eligible = sum(one.conflict is None for one in reviewers_of(session, voucher, today))
    return rules.blockers_reviewers(eligible, rules_in_force(session, today))


def blockers_sign(session: Session, voucher: Voucher, signer_id: uuid.UUID, today: date) -> list[Blocker]:
    """Why this person cannot sign this voucher: the review, their own part in it, the decision, the money there."""
    profile = rules_in_force(session, today)
    conflict = conflicts_with(session, voucher, [signer_id]).get(signer_id)
    blockers = rules.blockers_sign(voucher.state, conflict, profile)
    if blockers:
        return blockers
    blockers = _blockers_money(session, voucher)
    if is_spending(voucher):
        matter = matter_of(session, voucher)
        cover = rules.spent_only(cover_of(session, matter, voucher.id) if matter else None)
        blockers += rules.blockers_cover(voucher.amount_fen, cover, profile)
    return blockers


def is_spending(voucher: Voucher) -> bool:
    """Whether a decision must cover it: a payment, unless it undoes one."""
    return voucher.kind is VoucherKind.PAYMENT and voucher.reverses_id is None


def matter_of(session: Session, voucher: Voucher) -> Matter | None:
    """The matter a voucher is for."""
    return session.get(Matter, (voucher.village_id, voucher.matter_id)) if voucher.matter_id else None


def held_matter(session: Session, voucher: Voucher) -> Matter | None:
    """The same, locked: nobody spends from it or closes it until this act is done."""
    if voucher.matter_id is None:
        return None
    key = (voucher.village_id, voucher.matter_id)
    return session.get_one(Matter, key, with_for_update=True, populate_existing=True)


def _tier(session: Session, voucher: Voucher, today: date, profile: Profile) -> Tier:
    days = profile.number("finance.tier.together.days")
    return rules.tier_of(voucher.amount_fen, paid_together(session, voucher, days, today), profile)


def _blockers_decision(session: Session, voucher: Voucher, tier: Tier, today: date, profile: Profile) -> list[Blocker]:
    matter = matter_of(session, voucher)
    cover = cover_of(session, matter, voucher.id) if matter else None
    blockers = rules.blockers_cover(voucher.amount_fen, cover, profile)
    named = False
    if voucher.resolution_id is not None:
        resolution = session.get_one(Resolution, (voucher.village_id, voucher.resolution_id))
        named = resolution.matter_id == voucher.matter_id
        if not named:
            return [*blockers, Blocker("voucher.resolution_other", profile.article("finance.decision.required"))]
    return [*blockers, *rules.blockers_tier(tier, voucher.committees_on, named, today, profile)]


def _blockers_money(session: Session, voucher: Voucher) -> list[Blocker]:
    """Whether the money a voucher takes out of an account is there, and belongs to its fund."""
    entries = postings_of(session, voucher.id)
    held = money_held(session)
    blockers: list[Blocker] = []
    for account in MONEY:
        takes = taken_from(account, entries)
        if takes > 0:
            in_account = sum(fen for (_, code), fen in held.items() if code == account)
            blockers += rules.blockers_money(takes, in_account, held.get((voucher.fund, account), 0))
    return blockers


def taken_from(account: str, entries: Iterable[Posting]) -> int:
    """How much these entries take out of an account; less than nothing when they bring some in."""
    return sum(one.amount_fen * ((one.credit == account) - (one.debit == account)) for one in entries)
