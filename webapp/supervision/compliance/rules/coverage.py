"""Where each rule of the charter is judged from the record, and why some are not."""

from __future__ import annotations

from enum import StrEnum

from webapp.charter.rulebook.book import BOOK


class JudgedAt(StrEnum):
    """Where a rule shows: on the board, at the vote, by what is refused; or why it does not."""

    VILLAGE = "village"
    MATTER = "matter"
    MEETING = "meeting"
    VOTE = "vote"
    REFUSED = "refused"
    READING = "reading"
    CHOICE = "choice"
    OUTSIDE = "outside"
    TO_COME = "to_come"


_V, _M, _S, _B = JudgedAt.VILLAGE, JudgedAt.MATTER, JudgedAt.MEETING, JudgedAt.VOTE
_R, _H, _C, _O, _T = JudgedAt.REFUSED, JudgedAt.READING, JudgedAt.CHOICE, JudgedAt.OUTSIDE, JudgedAt.TO_COME
PLACES: dict[str, JudgedAt] = {
    "archive.appendOnly": _R,
    "archive.retention": _O,
    "assembly.": _S,
    "assembly.minAge": _R,
    "assembly.pass": _B,
    "assembly.perYear.min": _V,
    "assembly.request": _V,
    "audit.beforeNextElection": _V,
    "audit.request": _R,
    "case.": _T,
    "charter.filing": _O,
    "consult.forms": _C,
    "count.": _H,
    "debate.": _R,
    "election.": _T,
    "finance.": _R,
    "finance.review.": _V,
    "group.pass": _B,
    "group.quorum": _S,
    "interpellation.reply.days": _V,
    "interpellation.request": _R,
    "land.": _B,
    "law.profile": _H,
    "levy.": _B,
    "levy.cap.": _O,
    "levy.review.workdays": _O,
    "matter.list.vcol": _R,
    "party.meeting.": _R,
    "proposal.": _R,
    "proposal.party.review": _M,
    "proposal.vsc.review": _M,
    "publish.": _V,
    "publish.board.required": _O,
    "publish.extra.request": _R,
    "publish.finance.itemized": _R,
    "publish.flow": _R,
    "publish.major": _M,
    "publish.mask.pii": _R,
    "publish.objection.days": _R,
    "rceo.": _O,
    "rceo.nonMember.benefit": _B,
    "rceo.notice.days": _S,
    "rceo.online": _C,
    "rceo.pass": _B,
    "rceo.quorum": _S,
    "rceo.rep.excluded": _R,
    "recall.": _T,
    "rep.absence.": _O,
    "rep.consult.beforeMeeting": _S,
    "rep.frequency": _V,
    "rep.households.perRep": _R,
    "rep.mandate.required": _B,
    "rep.nonDelegable": _R,
    "rep.notice.": _S,
    "rep.pass": _B,
    "rep.quorum": _S,
    "rep.remote": _C,
    "rep.request": _V,
    "rep.sameHousehold.": _V,
    "rep.share.": _V,
    "rep.term": _R,
    "review.fail.consecutive": _R,
    "review.grade.share": _B,
    "review.perYear.min": _V,
    "review.turnout": _B,
    "sylgk.": _M,
    "time.": _H,
    "vc.": _V,
    "vc.guarantee.allowed": _R,
    "vc.term.years": _R,
    "vsc.": _V,
    "vsc.chair.notSecretary": _C,
    "vsc.convene.fallback.": _C,
    "vsc.term": _R,
}
"""Beginnings of rules; the longest that fits counts."""


def place_of(rule_id: str) -> JudgedAt:
    """Where one rule is judged. Raises ValueError for a rule this table forgot."""
    fitting = [beginning for beginning in PLACES if rule_id.startswith(beginning)]
    return PLACES[max(fitting, key=len)]


def rules_by_place() -> dict[JudgedAt, list[str]]:
    """Every rule of the charter once, by where it is judged."""
    found: dict[JudgedAt, list[str]] = {place: [] for place in JudgedAt}
    for rule_id in dict.fromkeys(rule.id for rule in BOOK):
        found[place_of(rule_id)].append(rule_id)
    return {place: rules for place, rules in found.items() if rules}
