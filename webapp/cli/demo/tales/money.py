"""The village's books since half a year: opened, what came in, what the road, the cleaners and the canal cost."""

from __future__ import annotations

from datetime import timedelta

from flask import has_app_context
from flask_babel import force_locale

from webapp.cli.demo.paper import paper
from webapp.cli.demo.stage import Stage, Tale
from webapp.committee.finance.accounts.rules import Fund
from webapp.committee.finance.statements.labels import statement_notice
from webapp.committee.finance.statements.operations import publish_statement
from webapp.committee.finance.statements.rules import Statement, period_with
from webapp.committee.finance.vouchers import operations
from webapp.committee.finance.vouchers.operations.drafting import Written
from webapp.committee.finance.vouchers.rules import Finding, Line, VoucherKind
from webapp.core.amounts import fen_of
from webapp.core.clock import at_china
from webapp.council.resolutions.queries import resolution_of_matter

REVIEWERS = ("jianwei1", "jianwei2")
OPENED = 210
PUBLISHED_AFTER = 10


def tales(stage: Stage) -> list[Tale]:
    """The tales of this file, one for each voucher."""
    parts = paper("vouchers")
    found = [opening(stage, line) for line in parts["opening"].splitlines()]
    for name in ("money in", "moved", "road", "cleaning", "canal"):
        matter = name if name in ("road", "cleaning", "canal") else ""
        found += [voucher(stage, line, matter) for line in parts[name].splitlines()]
    return [*found, statements(stage)]


def opening(stage: Stage, line: str) -> Tale:
    """The books of one fund are opened with what is there."""
    ago, fund, balances = (cell.strip() for cell in line.split("|"))
    yield stage.days.at(int(ago), 9)
    amounts = {code: int(yuan) * 100 for code, yuan in (pair.split("=") for pair in balances.split())}
    opened = stage.act("wenshu", operations.open_books, Fund(fund), amounts)
    yield from _into_the_books(stage, opened.id, int(ago))


def voucher(stage: Stage, line: str, matter: str) -> Tale:
    """One voucher on its way: into the books, or as far as its last word says."""
    ago, kind, fund, money, item, yuan, payee, purpose, who, *fate = (cell.strip() for cell in line.split("|"))
    yield stage.days.at(int(ago), 9, 20)
    key = stage.things.get(matter)
    resolution = stage.read(resolution_of_matter, key) if key else None
    written = Written(
        kind=VoucherKind(kind),
        fund=Fund(fund),
        money=money,
        other={"102": "101", "101": "102"}[money] if kind == "transfer" else "",
        happened_on=stage.today,
        purpose=purpose,
        lines=[Line(item, fen_of(yuan) or 0)],
        payee_name=payee,
        handler_id=stage.people[who],
        matter_id=key,
        resolution_id=resolution.id if resolution else None,
    )
    made = stage.act("wenshu", operations.draft_voucher, written)
    original = f"{purpose}\n{payee}\n{yuan} 元\n".encode()
    stage.act("wenshu", operations.attach_voucher_paper, made.id, "原始凭证.txt", original)
    stage.act("wenshu", operations.hand_in_voucher, made.id)
    if "waiting" in fate:
        return
    if "returned" in fate:
        yield stage.days.at(int(ago) - 1, 15, 30)
        reason = paper("vouchers")["returned"]
        stage.act("jianwei1", operations.review_voucher, made.id, Finding.RETURN, reason)
        return
    yield from _into_the_books(stage, made.id, int(ago) - 1)
    if "reversed" in fate:
        yield stage.days.at(int(ago) - 3, 10)
        back = stage.act("wenshu", operations.reverse_voucher, made.id, paper("vouchers")["reversed"])
        yield from _into_the_books(stage, back.id, int(ago) - 4)


def statements(stage: Stage) -> Tale:
    """The chair publishes every quarter that is over, ten days after its end."""
    period = period_with(stage.days.day(OPENED), quarterly=True)
    while (day := period.end + timedelta(days=PUBLISHED_AFTER)) < stage.days.day(0):
        yield at_china(day, 9, 40)
        stage.act("zhuren", publish_statement, period, _in_chinese)
        period = period.following


def _into_the_books(stage: Stage, key: object, ago: int) -> Tale:
    for place, who in enumerate(REVIEWERS):
        yield stage.days.at(ago, 15, 10 * place)
        stage.act(who, operations.review_voucher, key, Finding.AGREE)
    yield stage.days.at(ago, 16, 30)
    stage.act("zhuren", operations.sign_voucher, key)


def _in_chinese(statement: Statement) -> tuple[str, str]:
    """The notice in the village's language, whoever loads the story."""
    if not has_app_context():
        return statement_notice(statement)
    with force_locale("zh_Hans"):
        return statement_notice(statement)
