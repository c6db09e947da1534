"""What a reader looks for in the log, read from the address: so a search can be kept, sent and printed.

What is personal cannot be found here. An unnamed act (an objection, a co-signature, a sign-in) names nobody in its
bytes; ballots stand in no index by person; a villager without an office is found by no name, and a matter that still
gathers names only by people who signed in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from flask_babel import gettext as _

from webapp.audit.finds import Search, Span, first_numbers
from webapp.audit.queries import head_of
from webapp.branch.matters.queries import is_readable, matter_by_number
from webapp.core.clock import at_china
from webapp.core.context import Context
from webapp.core.permissions import Permission as P
from webapp.kit.forms import clean_text
from webapp.site.kinds_of_entries import OWN_AFFAIRS, EntryKind, events_of
from webapp.village.accounts.queries import accounts_in_office_named, terms_in_body
from webapp.village.offices.rules import Body

PSEUDONYM = re.compile(r"[0-9a-f]{32}")
NAMELESS = frozenset({"operator", "tablet"})
LONGEST = 60
FIRST_YEAR, LAST_YEAR = 2000, 2200
FIELDS = ("kind", "person", "body", "matter", "since", "until")


@dataclass(frozen=True)
class Asked:
    """The filters as they stand in the address, and what is wrong with them, by field."""

    kind: EntryKind | None = None
    person: str = ""
    body: Body | None = None
    matter: str = ""
    since: date | None = None
    until: date | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)

    @property
    def kept(self) -> dict[str, str]:
        """The filters as values of an address; those that are not set are left out."""
        values = {name: getattr(self, name) for name in FIELDS}
        return {name: value if isinstance(value, str) else str(value) for name, value in values.items() if value}


def asked_in(values: Mapping[str, str]) -> Asked:
    """The filters of an address. What cannot be read is said beside its field, and finds nothing."""
    wrong: dict[str, str] = {}
    text = {name: str(clean_text(values.get(name, "")) or "").strip()[:LONGEST] for name in FIELDS}
    if text["kind"] and text["kind"] not in set(EntryKind):
        wrong["kind"] = _("There is no such kind of entry. Choose one from the list.")
    if text["body"] and text["body"] not in set(Body):
        wrong["body"] = _("There is no such body. Choose one from the list.")
    since, until = _day(text["since"], "since", wrong), _day(text["until"], "until", wrong)
    if since and until and until < since:
        wrong["until"] = _("The last day lies before the first. Exchange them.")
    return Asked(
        kind=EntryKind(text["kind"]) if text["kind"] and "kind" not in wrong else None,
        person=text["person"],
        body=Body(text["body"]) if text["body"] and "body" not in wrong else None,
        matter=text["matter"],
        since=since,
        until=until,
        wrong=wrong,
    )


def search_for(ctx: Context, asked: Asked, before: int | None) -> tuple[Search | None, Asked]:
    """What to look for in the log below number `before`, and the filters with what is wrong with them.

    Nothing to look for when a filter names something that is not there. At most five queries.
    """
    wrong = dict(asked.wrong)
    size = head_of(ctx.session).size
    matter = matter_by_number(ctx.session, asked.matter) if asked.matter else None
    if asked.matter and (matter is None or not is_readable(matter, ctx.actor.is_signed_in)):
        wrong["matter"] = _("There is no matter with this number. Numbers look like 2026-14.")
    people = _people(ctx, asked, wrong)
    if wrong:
        return None, replace(asked, wrong=wrong)
    terms = terms_in_body(ctx.session, asked.body) if asked.body else []
    days = {asked.since, asked.until and asked.until + timedelta(days=1)}
    days |= {day for term in terms for day in (term.since, term.until)}
    moments = {day: at_china(day) for day in days if day is not None}
    numbers = first_numbers(ctx.session, set(moments.values()), size)
    first = {day: numbers[moment] for day, moment in moments.items()}
    low = first[asked.since] if asked.since else 0
    high = first[asked.until + timedelta(days=1)] if asked.until else size
    spans = None if people is None else tuple(Span(one, 0, size) for one in people)
    if asked.body:
        held = (Span(term.account_id.hex, first[term.since], first[term.until]) for term in terms)
        spans = tuple(span for span in held if people is None or span.actor in people)
    found = Search(
        low=low,
        high=high if before is None else min(before, high),
        people=spans,
        events=events_of(asked.kind) if asked.kind else None,
        without=frozenset() if spans is None or ctx.may(P.LOG_EXPORT) else OWN_AFFAIRS,
        matter_id=matter.id if matter else None,
        unindexed=asked.kind is EntryKind.BALLOTS,
    )
    return found, asked


def _day(text: str, name: str, wrong: dict[str, str]) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    wrong[name] = _("This is no day. Write it like 2026-03-12.")
    return None


def _people(ctx: Context, asked: Asked, wrong: dict[str, str]) -> list[str] | None:
    """The pseudonyms meant: one as the bytes have it, or those of people in office of this name; nothing: everybody."""
    if not asked.person:
        return None
    if PSEUDONYM.fullmatch(asked.person) or asked.person in NAMELESS:
        return [asked.person]
    found = [key.hex for key in accounts_in_office_named(ctx.session, asked.person)]
    if not found:
        wrong["person"] = _(
            "Nobody of this name holds or held an office here. Villagers without an office act in the log under a "
            "pseudonym: write its 32 signs."
        )
    return found
