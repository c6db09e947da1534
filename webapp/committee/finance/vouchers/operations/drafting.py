"""Writing vouchers down, attaching their originals, dropping them."""

from __future__ import annotations

import dataclasses
import hashlib
import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from webapp.board.rules import blockers_private, require_words
from webapp.branch.attachments.rules import clean_name, media_type_of
from webapp.branch.matters.models import Matter
from webapp.charter.queries import rules_in_force
from webapp.committee.finance.accounts.rules import Fund
from webapp.committee.finance.vouchers import rules
from webapp.committee.finance.vouchers.events import VoucherDrafted, VoucherDropped, VoucherPaperAdded
from webapp.committee.finance.vouchers.models import Posting, Voucher, VoucherPaper, VoucherPaperContent
from webapp.committee.finance.vouchers.queries.vouchers import papers_of, postings_of
from webapp.committee.finance.vouchers.rules import Entry, Line, VoucherKind, VoucherState
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Blocker, Conflict, InvalidInput, NotFound, RuleBroken, require_none
from webapp.core.numbers import next_number
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.resolutions.models import Resolution
from webapp.village.register.models import Resident


@dataclasses.dataclass(frozen=True)
class Written:
    """What the writer of a voucher puts down. `money`: cash (101) or bank (102); `other`: where moved money goes.

    `payee_id` and `handler_id` are residents; `committees_on` the day the two committees agreed; amounts in whole fen.
    """

    kind: VoucherKind
    fund: Fund
    money: str
    happened_on: date
    purpose: str
    lines: Sequence[Line]
    payee_name: str = ""
    payee_account: str = ""
    payee_id: uuid.UUID | None = None
    handler_id: uuid.UUID | None = None
    matter_id: uuid.UUID | None = None
    resolution_id: uuid.UUID | None = None
    committees_on: date | None = None
    other: str = ""


@operation(P.VOUCHER_DRAFT)
def draft_voucher(ctx: Context, written: Written) -> Voucher:
    """Write a receipt, payment or transfer down; it stays with the writer until it is handed in.

    Raises InvalidInput, RuleBroken for a day to come or texts with personal numbers, NotFound for strangers.
    """
    entries, values = _checked(ctx, written)
    voucher = new_voucher(ctx, written.kind, entries, **values)
    ctx.record(VoucherDrafted(voucher.short_number, voucher.kind.value, voucher.amount_fen), subject=voucher,
               matter_id=voucher.matter_id)  # fmt: skip
    return voucher


@operation(P.VOUCHER_DRAFT, on=Voucher)
def revise_voucher(ctx: Context, voucher: Voucher, written: Written) -> Voucher:
    """Change a voucher before it is handed in, or after it was sent back. Raises as `draft_voucher`, RuleBroken when it
    is with the supervisors, in the books or closed."""
    blockers = rules.blockers_edit(voucher.state)
    if voucher.reverses_id is not None:
        blockers.append(Blocker("voucher.is_reversal"))
    require_none(blockers)
    if written.kind is not voucher.kind:
        raise InvalidInput("voucher.kind", "kind")
    entries, values = _checked(ctx, written)
    for posting in postings_of(ctx.session, voucher.id):
        ctx.session.delete(posting)
    for name, value in values.items():
        setattr(voucher, name, value)
    voucher.amount_fen = sum(entry.amount_fen for entry in entries)
    ctx.session.flush()
    _write(ctx, voucher, entries)
    ctx.record(
        VoucherDrafted(voucher.short_number, voucher.kind.value, voucher.amount_fen), matter_id=voucher.matter_id
    )
    return voucher


@operation(P.VOUCHER_DRAFT, on=Voucher)
def attach_voucher_paper(ctx: Context, voucher: Voucher, file_name: str, content: bytes) -> VoucherPaper:
    """Attach an original. Its kind is told by its content; villagers see its hash, those who review it the paper.

    Raises InvalidInput for a kind or size that is not taken, RuleBroken, Conflict when the same file is there.
    """
    require_none(rules.blockers_edit(voucher.state))
    there = papers_of(ctx.session, voucher.id)
    if len(there) >= rules.MOST_PAPERS:
        raise RuleBroken([Blocker("voucher.too_many_papers", "", {"most": rules.MOST_PAPERS})])
    media_type = media_type_of(content, file_name)
    digest = hashlib.sha256(content).hexdigest()
    if any(paper.sha256 == digest for paper in there):
        raise Conflict("attachment.twice", name=file_name)
    paper = VoucherPaper(
        voucher_id=voucher.id,
        file_name=clean_name(file_name, media_type),
        media_type=media_type,
        size=len(content),
        sha256=digest,
        added_at=ctx.now,
        added_by_id=ctx.actor.resident_id,
    )
    ctx.session.add(paper)
    ctx.session.flush()
    ctx.session.add(VoucherPaperContent(id=paper.id, content=content))
    event = VoucherPaperAdded(voucher.short_number, media_type, len(content), digest)
    ctx.record(event, subject=voucher, matter_id=voucher.matter_id)
    return paper


@operation(P.VOUCHER_DRAFT, on=Voucher)
def drop_voucher(ctx: Context, voucher: Voucher) -> Voucher:
    """Drop a voucher that is not handed in, or was sent back. Its number stays; the books never knew it."""
    require_none(rules.blockers_edit(voucher.state))
    voucher.state = VoucherState.DROPPED
    ctx.record(VoucherDropped(voucher.short_number), matter_id=voucher.matter_id)
    return voucher


@operation(P.VOUCHER_NUMBER)
def new_voucher(ctx: Context, kind: VoucherKind, entries: Sequence[Entry], **values: object) -> Voucher:
    """The row of a new voucher with its entries, numbered."""
    year = china_date(ctx.now).year
    voucher = Voucher(
        year=year,
        number=next_number(ctx.session, ctx.village_id, f"voucher:{year}"),
        kind=kind,
        state=VoucherState.DRAFT,
        amount_fen=sum(entry.amount_fen for entry in entries),
        recorded_by_id=ctx.actor.resident_id,
        drafted_at=ctx.now,
        round=0,
        **values,
    )
    ctx.session.add(voucher)
    ctx.session.flush()
    _write(ctx, voucher, entries)
    return voucher


def _write(ctx: Context, voucher: Voucher, entries: Sequence[Entry]) -> None:
    for number, entry in enumerate(entries, start=1):
        ctx.session.add(Posting(voucher_id=voucher.id, number=number, **dataclasses.asdict(entry)))
    ctx.session.flush()


def _checked(ctx: Context, written: Written) -> tuple[list[Entry], dict[str, object]]:
    """The entries and the columns a written voucher comes to."""
    today = china_date(ctx.now)
    purpose = require_words(written.purpose, "purpose", rules.LONGEST_PURPOSE)
    payee = written.payee_name.strip()
    if written.kind is not VoucherKind.TRANSFER:
        payee = require_words(payee, "payee_name", rules.LONGEST_PAYEE)
    if len(written.payee_account) > rules.LONGEST_BANK_ACCOUNT:
        raise InvalidInput("board.text_long", "payee_account", longest=rules.LONGEST_BANK_ACCOUNT)
    if any(len(line.note) > rules.LONGEST_NOTE for line in written.lines):
        raise InvalidInput("board.text_long", "lines", longest=rules.LONGEST_NOTE)
    entries = rules.entries_of(written.kind, written.money, written.lines, written.other)
    texts = [purpose, payee, *(line.note for line in written.lines)]
    blockers = rules.blockers_day(written.happened_on, today)
    require_none([*blockers, *blockers_private(texts, rules_in_force(ctx.session, today))])
    _require_known(ctx, written)
    return entries, {
        "fund": written.fund,
        "happened_on": written.happened_on,
        "purpose": purpose,
        "payee_name": payee,
        "payee_id": written.payee_id,
        "payee_account": written.payee_account.strip(),
        "handler_id": written.handler_id or ctx.actor.resident_id,
        "matter_id": written.matter_id,
        "resolution_id": written.resolution_id,
        "committees_on": written.committees_on,
    }


def _require_known(ctx: Context, written: Written) -> None:
    known = (
        (Resident, written.payee_id),
        (Resident, written.handler_id),
        (Matter, written.matter_id),
        (Resolution, written.resolution_id),
    )
    for model, key in known:
        if key is not None and ctx.session.scalar(select(model.id).where(model.id == key)) is None:
            raise NotFound(model.__name__, key)
