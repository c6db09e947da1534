"""Taking evidence away for oversight."""

from __future__ import annotations

from webapp.core.context import Context
from webapp.core.errors import require_none
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.supervision.bundles import queries
from webapp.supervision.bundles.events import BundleTaken
from webapp.supervision.bundles.queries import Chosen
from webapp.supervision.bundles.rules import Readers
from webapp.village.queries import village


@operation(P.BUNDLE_TAKE)
def take_bundle(ctx: Context, chosen: Chosen) -> None:
    """Take away the entries of a matter, a meeting or a period with the personal facts that oversight needs.

    That it was taken, by whom and what, stands in the log, which is signed to its end so that it covers what was taken.
    Raises RuleBroken when there is nothing, too much, or an open vote.
    """
    require_none(queries.blockers_of(ctx.session, chosen, Readers.SUPERVISORS, is_covered=True))
    ctx.cuts_checkpoint = True
    rows = chosen.rows
    event = BundleTaken(chosen.kind.value, chosen.about, rows[0].seq, rows[-1].seq, len(rows))
    ctx.record(event, subject=village(ctx.session))
