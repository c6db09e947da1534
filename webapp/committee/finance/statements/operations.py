"""Publishing a statement."""

from __future__ import annotations

from collections.abc import Callable

from webapp.board.operations import hang_notice
from webapp.board.rules import NoticeKind
from webapp.charter.queries import rules_in_force
from webapp.committee.finance.statements import queries, rules
from webapp.committee.finance.statements.events import StatementPublished
from webapp.committee.finance.statements.models import StatementRow
from webapp.committee.finance.statements.rules import Period, Statement
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P

Worded = Callable[[Statement], tuple[str, str]]
"""Title and text of a statement in the village's language, made by the room's labels."""


@operation(P.STATEMENT_PUBLISH)
def publish_statement(ctx: Context, period: Period, worded: Worded) -> StatementRow:
    """Make the statement of a month or quarter from the books and hang it on the board (VCOL 35, 农经发〔2011〕13号).

    Nobody types a number: the text is worded from what was added up. Raises RuleBroken before the period is over, when
    it hangs already, or before the books are open.
    """
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    opened = queries.books_opened_on(ctx.session)
    there = queries.published(ctx.session, period)
    has_books = opened is not None and opened <= period.end
    require_none(rules.blockers_publish(period, today, there is not None, has_books, profile))
    statement = queries.statement_for(ctx.session, period)
    row = StatementRow(
        period=period.code,
        opening_fen=statement.opening_fen,
        received_fen=statement.received_fen,
        paid_fen=statement.paid_fen,
        closing_fen=statement.closing_fen,
        published_at=ctx.now,
    )
    ctx.session.add(row)
    ctx.session.flush()
    title, text = worded(statement)
    notice = hang_notice(ctx, NoticeKind.FINANCE, title, text, about=("statement", row.id))
    event = StatementPublished(
        period.code,
        notice.short_number,
        statement.opening_fen,
        statement.received_fen,
        statement.paid_fen,
        statement.closing_fen,
        [[one.code, one.amount_fen] for one in statement.received],
        [[one.code, one.amount_fen] for one in statement.paid],
    )
    ctx.record(event, subject=row)
    return row
