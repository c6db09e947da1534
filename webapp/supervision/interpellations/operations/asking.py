"""Asking, putting one's name under a joint question, taking it back."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from webapp.board.rules import blockers_private, require_words
from webapp.charter.queries import rules_in_force
from webapp.core.clock import china_date
from webapp.core.context import Context
from webapp.core.errors import Conflict, InvalidInput, NotFound, NotPermitted, require_none
from webapp.core.numbers import next_number
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.supervision.interpellations import events, policy, queries, rules
from webapp.supervision.interpellations.models import Interpellation, InterpellationName
from webapp.supervision.interpellations.rules import AskSource, QuestionState
from webapp.supervision.subjects.queries import bonds_to, joined, subject_told, tied
from webapp.supervision.subjects.rules import Tie, blockers_bonds
from webapp.village.offices.rules import Office


@operation(P.INTERPELLATION_ASK)
def ask(
    ctx: Context,
    source: AskSource,
    to: tuple[Office, uuid.UUID] | None,
    title: str,
    question: str,
    about: str = "",
) -> Interpellation:
    """Put a formal question to the villagers' committee or one who holds office, or begin to gather names for it.

    `to` is the office and who holds it, nothing for the committee; `about` a reference such as task:2026-3/2.
    Raises RuleBroken where one may not ask, asks oneself or is related, NotPermitted in another's name, InvalidInput.
    """
    person, today = _self(ctx), china_date(ctx.now)
    if source is AskSource.SUPERVISION and not policy.SUPERVISORS & ctx.actor.offices:
        raise NotPermitted(P.INTERPELLATION_ASK)
    title = require_words(title, "title", rules.LONGEST_TITLE)
    question = require_words(question, "question", rules.LONGEST_TEXT)
    subject, asked = subject_told(ctx.session, about), tied(Tie.ASKED, _asked(ctx, to))
    profile = rules_in_force(ctx.session, today)
    number = next_number(ctx.session, ctx.village_id, f"interpellation:{today.year}")
    base = queries.roll(ctx.session, source, today, profile)
    blockers = rules.blockers_ask(source, base, queries.has_gathering(ctx.session, person), profile)
    blockers += blockers_private([title, question], profile)
    blockers += rules.blockers_self(person in asked.get(Tie.ASKED, ()))
    if source is AskSource.SUPERVISION and not blockers:
        people = joined(asked, subject.people) if subject else asked
        blockers += blockers_bonds(bonds_to(ctx.session, person, people), profile)
    require_none(blockers)
    row = Interpellation(
        year=today.year,
        number=number,
        source=source,
        to_office=to[0] if to else None,
        to_id=to[1] if to else None,
        title=title,
        question=question,
        asked_by_id=person,
        asked_at=ctx.now,
        base=base,
        needed=rules.names_needed(source, base, profile),
        state=QuestionState.GATHERING,
    )
    if subject is not None:
        row.about_table, row.about_id, row.matter_id = subject.kind.value, subject.id, subject.matter_id
    begin = _put_by_supervisors if source is AskSource.SUPERVISION else _begin
    return begin(ctx, row, about)


def _put_by_supervisors(ctx: Context, row: Interpellation, about: str) -> Interpellation:
    today = china_date(ctx.now)
    row.put_at, row.state = ctx.now, QuestionState.PUT
    row.due_on = rules.reply_due(today, rules_in_force(ctx.session, today))
    ctx.session.add(row)
    ctx.session.flush()
    event = events.QuestionPut(row.short_number, _to(row), about, row.due_on)
    ctx.record(event, subject=row, matter_id=row.matter_id)
    return row


def _begin(ctx: Context, row: Interpellation, about: str) -> Interpellation:
    _require_counts(ctx, row, [row.asked_by_id])
    ctx.session.add(row)
    ctx.session.flush()
    begun = events.QuestionBegun(row.short_number, row.source.value, _to(row), about, row.base, row.needed)
    ctx.record(begun, subject=row, matter_id=row.matter_id)
    _sign(ctx, row, [row.asked_by_id], None)
    ctx.record(events.QuestionSupported(row.short_number, 1), subject=row, matter_id=row.matter_id)
    _put_when_enough(ctx, row)
    return row


@operation(P.INTERPELLATION_SUPPORT, on=Interpellation)
def support(ctx: Context, question: Interpellation) -> int:
    """Put one's own name under a joint question. Returns how many stand there now.

    Raises RuleBroken when it gathers no more, the name does not count or one is asked; Conflict the second time.
    """
    person = _self(ctx)
    asked = queries.people_asked(ctx.session, question.to_id, china_date(ctx.now))
    require_none([*rules.blockers_support(question.state), *rules.blockers_self(person in asked)])
    _require_counts(ctx, question, [person])
    if queries.names_of(ctx.session, question.id, [person]):
        raise Conflict("interpellation.already_signed")
    _sign(ctx, question, [person], None)
    names = queries.count_names(ctx.session, question.id)
    ctx.record(events.QuestionSupported(question.short_number, names), matter_id=question.matter_id)
    _put_when_enough(ctx, question)
    return names


@operation(P.INTERPELLATION_RECORD, on=Interpellation)
def record_names(ctx: Context, question: Interpellation, resident_ids: Collection[uuid.UUID]) -> int:
    """Record names given on paper under a joint question; a person counts once. Returns how many were new.

    Raises RuleBroken with the names that do not count or when one is asked oneself, Conflict when all stood there.
    """
    asked = queries.people_asked(ctx.session, question.to_id, china_date(ctx.now))
    require_none([*rules.blockers_support(question.state), *rules.blockers_self(ctx.actor.resident_id in asked)])
    wanted = list(dict.fromkeys(resident_ids))
    if not 0 < len(wanted) <= rules.MOST_AT_ONCE:
        raise InvalidInput("interpellation.how_many", "resident_ids", most=rules.MOST_AT_ONCE)
    _require_counts(ctx, question, wanted)
    there = queries.names_of(ctx.session, question.id, wanted)
    new = [person for person in wanted if person not in there]
    if not new:
        raise Conflict("interpellation.all_there")
    _sign(ctx, question, new, _self(ctx))
    names = queries.count_names(ctx.session, question.id)
    recorded = events.QuestionNamesRecorded(question.short_number, len(new), names)
    ctx.record(recorded, matter_id=question.matter_id)
    _put_when_enough(ctx, question)
    return len(new)


@operation(P.INTERPELLATION_WITHDRAW, on=Interpellation)
def withdraw(ctx: Context, question: Interpellation) -> Interpellation:
    """Take a joint question back before enough names stand under it. Raises RuleBroken afterwards."""
    require_none(rules.blockers_support(question.state))
    question.state = QuestionState.WITHDRAWN
    ctx.record(events.QuestionWithdrawn(question.short_number), matter_id=question.matter_id)
    return question


def _asked(ctx: Context, to: tuple[Office, uuid.UUID] | None) -> list[uuid.UUID]:
    """The people asked; one who does not hold that office today cannot be asked by it."""
    today = china_date(ctx.now)
    if to is not None:
        offices = [to[0]] if to[0] in rules.ANSWERABLE else []
        if all(resident.id != to[1] for _, resident in queries.holders_asked(ctx.session, offices, today)):
            raise InvalidInput("interpellation.not_in_office", "to")
    return queries.people_asked(ctx.session, to[1] if to else None, today)


def _require_counts(ctx: Context, question: Interpellation, people: Collection[uuid.UUID]) -> None:
    today = china_date(ctx.now)
    profile = rules_in_force(ctx.session, today)
    known = queries.who_counts(ctx.session, question.source, people, today, profile)
    strangers = [person for person in people if person not in known]
    if strangers:
        raise NotFound("Resident", strangers[0])
    names = [name for name, counts in known.values() if not counts]
    require_none(rules.blockers_names(question.source, names, profile))


def _sign(ctx: Context, question: Interpellation, people: Collection[uuid.UUID], recorder: uuid.UUID | None) -> None:
    ctx.session.add_all(
        InterpellationName(
            interpellation_id=question.id, resident_id=person, supported_at=ctx.now, recorded_by_id=recorder
        )
        for person in people
    )
    ctx.session.flush()


def _put_when_enough(ctx: Context, question: Interpellation) -> None:
    names = queries.count_names(ctx.session, question.id)
    if names < question.needed:
        return
    today = china_date(ctx.now)
    question.put_at, question.state = ctx.now, QuestionState.PUT
    question.due_on = rules.reply_due(today, rules_in_force(ctx.session, today))
    event = events.JointQuestionPut(
        question.short_number, _to(question), names, question.needed, question.base, question.due_on
    )
    ctx.record(event, subject=question, matter_id=question.matter_id)


def _to(question: Interpellation) -> str:
    """Who is asked, as the log says it: the office, or the committee."""
    return question.to_office.value if question.to_office is not None else "committee"


def _self(ctx: Context) -> uuid.UUID:
    if ctx.actor.resident_id is None:
        raise NotPermitted(P.INTERPELLATION_ASK)
    return ctx.actor.resident_id
