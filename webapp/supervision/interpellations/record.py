"""The record of a question as it goes to an authority: the whole exchange and the entries of the log."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webapp.core.clock import china_date
from webapp.core.events import plain
from webapp.supervision.escalations.queries import entries_for_record
from webapp.supervision.interpellations import queries
from webapp.supervision.interpellations.models import Interpellation


def record_of(session: Session, question: Interpellation) -> dict[str, Any]:
    """Question, answers and judgements in their order; office holders by name, who asked jointly only by number."""
    line = queries.line_of(session, question, china_date(question.asked_at))
    subject = queries.subject_of(session, question)
    parts = [{"what": "question", "at": plain(question.put_at or question.asked_at), "text": question.question}]
    for row in queries.replies_to(session, question.id):
        reply = row.reply
        parts.append({"what": "answer", "at": plain(reply.replied_at), "by": row.name, "text": reply.text})
        if reply.satisfied is not None:
            what = "satisfied" if reply.satisfied else "not_satisfied"
            parts.append({"what": what, "at": plain(reply.judged_at), "text": reply.judgement})
    return {
        "kind": "interpellation",
        "number": question.short_number,
        "title": question.title,
        "source": question.source.value,
        "names": line.names,
        "to_office": question.to_office.value if question.to_office else "",
        "to_name": line.asked_name or "",
        "about": str(subject.reference) if subject else "",
        "about_title": subject.title if subject else "",
        "due_on": plain(question.due_on),
        "parts": parts,
        "entries": entries_for_record(session, question.id),
    }
