"""Who may do what: one table, asked by every operation, rendered on the public powers page.

The four powers are its skeleton: the branch leads, the council decides, the committee executes, the supervision
committee oversees. A holder is an office, or a person in a relation to the row (due at the meeting, owner of the task).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from webapp.branch.matters import policy as matters_policy
from webapp.committee import policy as committee_policy
from webapp.committee.finance.vouchers import policy as vouchers_policy
from webapp.core.context import ActorKind, Context
from webapp.core.db import VillageScoped
from webapp.core.permissions import Permission as P
from webapp.council import policy as council_policy
from webapp.council.amendments import policy as amendments_policy
from webapp.council.calls import policy as calls_policy
from webapp.council.meetings.rules import LEADERS
from webapp.council.speeches import policy as speeches_policy
from webapp.council.tellers import policy as tellers_policy
from webapp.supervision.interpellations import policy as interpellations_policy
from webapp.village.offices.rules import Office as O

Test = Callable[[Context, VillageScoped | None], bool]


@dataclasses.dataclass(frozen=True)
class Holder:
    """A kind of person who may: `key` names it for the powers page, `offices` list those who are it by office."""

    key: str
    test: Test
    offices: frozenset[O] = frozenset()


def office_holders(key: str, *offices: O) -> Holder:
    """People who hold one of these offices today."""
    names = frozenset(office.value for office in offices)
    return Holder(key, lambda ctx, subject: bool(names & ctx.actor.offices), frozenset(offices))


def _is_villager(ctx: Context, subject: VillageScoped | None) -> bool:
    return ctx.actor.kind is ActorKind.PERSON and ctx.actor.resident_id is not None


SECRETARY = office_holders("branch_secretary", O.BRANCH_SECRETARY)
BRANCH = office_holders("branch", O.BRANCH_SECRETARY, O.BRANCH_MEMBER)
SECOND_PERSON = office_holders("second_person", O.SUPERVISION_CHAIR, O.BRANCH_SECRETARY)
CHAIR = office_holders("committee_chair", O.COMMITTEE_CHAIR, O.COMMITTEE_VICE_CHAIR)
COMMITTEE = office_holders("committee", O.COMMITTEE_CHAIR, O.COMMITTEE_VICE_CHAIR, O.COMMITTEE_MEMBER)
CLERK = office_holders("clerk", O.CLERK)
BOOKKEEPER = office_holders("bookkeeper", O.BOOKKEEPER)
REPRESENTATIVE = office_holders("representative", O.REPRESENTATIVE)
SUPERVISION = office_holders("supervision", O.SUPERVISION_CHAIR, O.SUPERVISOR)
COLLECTIVE = office_holders("collective_head", O.RCEO_HEAD)
GROUP_LEADER = Holder("group_leader", council_policy.is_group_leader, frozenset({O.GROUP_LEADER}))
LEADER = Holder("meeting_leader", council_policy.is_leader)
LEADS_MEETING = office_holders("leads_meeting", *sorted(frozenset[O]().union(*LEADERS.values())))
VILLAGER = Holder("villager", _is_villager)
SIGNED_IN = Holder("signed_in", lambda ctx, subject: ctx.actor.is_signed_in)
ANYONE = Holder("anyone", lambda ctx, subject: True)
OPERATOR = Holder("operator", lambda ctx, subject: ctx.actor.kind is ActorKind.OPERATOR)
MATTER_OWNER = Holder("matter_owner", matters_policy.is_own)
TELLER = Holder("teller", tellers_policy.is_teller)
SCRUTINEER = Holder("scrutineer", tellers_policy.is_scrutineer)
DUE = Holder("due_at_meeting", council_policy.is_due)
MOVER = Holder("mover", amendments_policy.is_mover)
SPEAKER = Holder("speaker", speeches_policy.is_own)
TABLET = Holder("tablet", lambda ctx, subject: ctx.actor.kind is ActorKind.TABLET)
FIRST_CALLER = Holder("first_caller", calls_policy.is_first_caller)
ASKED = Holder("asked", interpellations_policy.is_asked)
ASKER = Holder("asker", interpellations_policy.is_asker)
HANDLER = Holder("handler", vouchers_policy.is_handler)
TASK_OWNER = Holder("task_owner", committee_policy.is_task_owner)

GRANTS: dict[P, tuple[Holder, ...]] = {
    P.ACCOUNT_CHANGE_PASSWORD: (SIGNED_IN,),
    P.ACCOUNT_CLOSE: (),
    P.ACCOUNT_INVITE: (CLERK, OPERATOR),
    P.ACCOUNT_JOIN: (ANYONE,),
    P.ACCOUNT_RENEW: (),
    P.ACCOUNT_SIGN_IN: (ANYONE,),
    P.ACCOUNT_SIGN_OUT: (SIGNED_IN,),
    P.AGENDA_SET: (LEADER, CLERK),
    P.AMENDMENT_MOVE: (DUE,),
    P.AMENDMENT_WITHDRAW: (MOVER,),
    P.ASSEMBLY_CONVENE: (CHAIR, CLERK),
    P.ATTACHMENT_ADD: (MATTER_OWNER, CLERK),
    P.ATTENDANCE_RECORD: (LEADER, CLERK),
    P.ATTENDANCE_SELF: (DUE,),
    P.AUDIT_ITEM_ADD: (CLERK, SUPERVISION),
    P.AUDIT_RECORD: (CLERK, SUPERVISION),
    P.BALLOT_CAST: (DUE,),
    P.BOOKS_OPEN: (CLERK, BOOKKEEPER),
    P.BOX_HANDLE: (),
    P.BUNDLE_TAKE: (SUPERVISION, CLERK, OPERATOR),
    P.CALL_ANSWER: (),
    P.CALL_RECORD: (CLERK,),
    P.CALL_START: (VILLAGER,),
    P.CALL_SUPPORT: (VILLAGER,),
    P.CALL_WITHDRAW: (FIRST_CALLER,),
    P.CHECKPOINT_COSIGN: (SUPERVISION,),
    P.CONSTITUENCY_ADJUST: (CLERK, OPERATOR),
    P.CONSTITUENCY_DRAW: (CLERK, OPERATOR),
    P.CORRECTION_CARRY_OUT: (COMMITTEE,),
    P.CORRECTION_ESCALATE: (SUPERVISION,),
    P.CORRECTION_ORDER: (SUPERVISION,),
    P.CORRECTION_RECORD: (CLERK,),
    P.CORRECTION_REFUSE: (COMMITTEE,),
    P.COSIGNATURE_GIVE: (VILLAGER,),
    P.COSIGNATURE_RECORD: (CLERK,),
    P.DEBATE_LEAD: (LEADER, CLERK),
    P.DISCLOSURE_CALL: (VILLAGER,),
    P.DISCLOSURE_NOTE: (CLERK, COMMITTEE, SUPERVISION),
    P.DISCLOSURE_PAPER: (CLERK,),
    P.DISCLOSURE_SUPPORT: (VILLAGER,),
    P.DRAFT_AGREE: (SECRETARY, CHAIR),
    P.DRAFT_REVIEW: (SUPERVISION,),
    P.DRAFT_WRITE: (CLERK, COMMITTEE),
    P.ESCALATION_RECORD: (),
    P.EVALUATION_GRADE: (DUE,),
    P.EVALUATION_PRESIDE: (SUPERVISION,),
    P.GROUP_CONVENE: (GROUP_LEADER, CHAIR, CLERK),
    P.HANDOVER_RECORD: (CLERK, SUPERVISION),
    P.HIRED_RECORD: (CLERK, SUPERVISION),
    P.HOLDING_RECORD: (CLERK, BOOKKEEPER),
    P.HOUSEHOLD_CONSULT: (REPRESENTATIVE,),
    P.HOUSEHOLD_CORRECT: (VILLAGER,),
    P.HOUSEHOLD_SIGN: (REPRESENTATIVE, CLERK),
    P.INTERPELLATION_ASK: (SUPERVISION, VILLAGER),
    P.INTERPELLATION_ESCALATE: (ASKER, SUPERVISION),
    P.INTERPELLATION_JUDGE: (ASKER,),
    P.INTERPELLATION_RECORD: (CLERK, SUPERVISION),
    P.INTERPELLATION_REPLY: (ASKED,),
    P.INTERPELLATION_SUPPORT: (VILLAGER,),
    P.INTERPELLATION_WITHDRAW: (ASKER,),
    P.KINSHIP_RECORD: (CLERK, OPERATOR),
    P.LEDGER_IMPORT: (CLERK, BOOKKEEPER),
    P.LOCAL_RULE_ADOPT: (CHAIR, OPERATOR),
    P.LOG_EXPORT: (SUPERVISION,),
    P.LOG_KEY_ROTATE: (OPERATOR,),
    P.LOOK_NOTE: (SIGNED_IN,),
    P.LOOK_REVIEW: (SUPERVISION,),
    P.MANDATE_RECORD: (CLERK, OPERATOR),
    P.MASK_AGREE: (SECOND_PERSON,),
    P.MASK_ASK: (CLERK, COMMITTEE),
    P.MATTER_ADVANCE: (),
    P.MATTER_PUT_FORWARD: (MATTER_OWNER, CLERK),
    P.MATTER_RAISE: (BRANCH, COMMITTEE, SUPERVISION, COLLECTIVE, VILLAGER),
    P.MATTER_REVISE: (MATTER_OWNER,),
    P.MATTER_WITHDRAW: (MATTER_OWNER,),
    P.MEETING_CLOSE: (LEADER, CLERK),
    P.MEETING_CONVENE: (CHAIR, CLERK),
    P.MEETING_OPEN: (LEADER, CLERK),
    P.MEMBERS_CONVENE: (COLLECTIVE,),
    P.MINUTES_ARCHIVE: (LEADS_MEETING, CLERK, SUPERVISION),
    P.MINUTES_LAY_OUT: (CLERK,),
    P.MINUTES_SIGN: (LEADS_MEETING, CLERK, SUPERVISION),
    P.MINUTES_WRITE: (CLERK,),
    P.NOTICE_ACKNOWLEDGE: (DUE,),
    P.NOTICE_HANG: (CLERK, COMMITTEE),
    P.NOTICE_PROVE: (CLERK, COMMITTEE),
    P.NOTICE_TAKE_DOWN: (CLERK,),
    P.OBJECTION_ANSWER: (COMMITTEE,),
    P.OBJECTION_RAISE: (VILLAGER,),
    P.OFFICE_END: (CLERK, OPERATOR),
    P.OFFICE_FILL: (CLERK, OPERATOR),
    P.OPINION_GIVE: (SUPERVISION,),
    P.PAPER_HAND_OUT: (TELLER, CLERK),
    P.PARTY_MEMBERS_CONVENE: (SECRETARY,),
    P.POLL_CLOSE: (LEADER, CLERK),
    P.POLL_OPEN: (LEADER, CLERK),
    P.PROXY_RECORD: (CLERK, COLLECTIVE),
    P.PROXY_WITHDRAW: (DUE, CLERK, COLLECTIVE),
    P.RECUSAL_DECLARE: (DUE, CLERK),
    P.REFUSAL_RECORD: (ANYONE,),
    P.REGISTER_EXPORT: (CLERK, OPERATOR),
    P.REGISTER_IMPORT: (CLERK, OPERATOR),
    P.REINVITATION_AGREE: (SECOND_PERSON,),
    P.REINVITATION_ASK: (CLERK,),
    P.REINVITATION_OPERATE: (OPERATOR,),
    P.REPORT_PUBLISH: (SUPERVISION,),
    P.REPORT_WRITE: (SUPERVISION,),
    P.RESIDENT_DEPART: (CLERK, OPERATOR),
    P.RESULT_PUBLISH: (CHAIR,),
    P.SECOND_LOOK_ANSWER: (COMMITTEE,),
    P.SECOND_LOOK_ASK: (VILLAGER,),
    P.SECOND_LOOK_DECIDE: (SUPERVISION,),
    P.SHEET_CONFIRM: (SCRUTINEER,),
    P.SHEET_CORRECT: (TELLER,),
    P.SHEET_DROP: (TELLER,),
    P.SHEET_ENTER: (TELLER,),
    P.SHEET_OPEN: (TELLER, CLERK),
    P.SHEET_PHOTOGRAPH: (TELLER, SCRUTINEER),
    P.SITTING_RECORD: (SUPERVISION,),
    P.SITTING_SIGN: (SUPERVISION,),
    P.SPEECH_ASK: (DUE,),
    P.SPEECH_SUMMARISE: (CLERK,),
    P.SPEECH_WITHDRAW: (SPEAKER, LEADER, CLERK),
    P.STATEMENT_PUBLISH: (CHAIR, CLERK),
    P.STEP_RECORD: (SECRETARY, CLERK),
    P.TABLET_START: (CLERK,),
    P.TABLET_USE: (TABLET,),
    P.TASK_ASSIGN: (COMMITTEE,),
    P.TASK_COMPLETE: (TASK_OWNER, CHAIR),
    P.TASK_REPORT: (TASK_OWNER,),
    P.TELLER_APPOINT: (LEADER, CLERK),
    P.TELLER_RELIEVE: (LEADER, CLERK),
    P.VILLAGE_CREATE: (OPERATOR,),
    P.VOTE_EXPLAIN: (DUE,),
    P.VOUCHER_DRAFT: (COMMITTEE, CLERK, BOOKKEEPER),
    P.VOUCHER_HAND_IN: (COMMITTEE, CLERK, BOOKKEEPER, HANDLER),
    P.VOUCHER_NUMBER: (),
    P.VOUCHER_REVERSE: (CHAIR, CLERK, BOOKKEEPER),
    P.VOUCHER_REVIEW: (SUPERVISION,),
    P.VOUCHER_SIGN: (CHAIR,),
    P.WITNESS_KEY_CONFIRM: (SUPERVISION, SECRETARY),
    P.WITNESS_KEY_REGISTER: (SUPERVISION,),
    P.WITNESS_KEY_RETIRE: (SUPERVISION, SECRETARY),
}


class GrantTable:
    """The table as operations ask it."""

    def may(self, ctx: Context, permission: P, subject: VillageScoped | None) -> bool:
        """Whether the actor is one of the permission's holders; without a subject: whether they might be."""
        return any(holder.test(ctx, subject) for holder in GRANTS[permission])

    def holders(self, permission: P) -> Sequence[str]:
        """The keys of those who may, in the table's order."""
        return [holder.key for holder in GRANTS[permission]]
