"""Words for permissions, their holders, and what the site itself refuses."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.core.permissions import Permission as P

PERMISSIONS: dict[P, Any] = {
    P.ACCOUNT_CHANGE_PASSWORD: _("Change one's password"),
    P.ACCOUNT_INVITE: _("Invite a person to sign in"),
    P.ACCOUNT_JOIN: _("Use an invitation"),
    P.ACCOUNT_SIGN_IN: _("Sign in"),
    P.ACCOUNT_SIGN_OUT: _("Sign out everywhere"),
    P.AGENDA_SET: _("Put a matter on the agenda"),
    P.ATTACHMENT_ADD: _("Attach a paper to a matter"),
    P.ATTENDANCE_RECORD: _("Check people in from the list"),
    P.ATTENDANCE_SELF: _("Check oneself in"),
    P.BALLOT_CAST: _("Vote"),
    P.BOX_HANDLE: _("Fill or open the box of a secret vote (only as part of voting and closing)"),
    P.CALL_ANSWER: _("Answer a request for a meeting (only as part of convening)"),
    P.CALL_RECORD: _("Record names on paper under a request for a meeting"),
    P.CALL_START: _("Ask for a meeting"),
    P.CALL_SUPPORT: _("Put one's name under a request for a meeting"),
    P.CALL_WITHDRAW: _("Withdraw a request for a meeting"),
    P.CONSTITUENCY_ADJUST: _("Adjust constituencies"),
    P.CONSTITUENCY_DRAW: _("Draw constituencies"),
    P.COSIGNATURE_GIVE: _("Co-sign a matter"),
    P.COSIGNATURE_RECORD: _("Record co-signatures on paper"),
    P.HOUSEHOLD_CONSULT: _("Note what one's households say"),
    P.HOUSEHOLD_CORRECT: _("Say that one's household was noted wrongly"),
    P.HOUSEHOLD_SIGN: _("Record a household's signature"),
    P.KINSHIP_RECORD: _("Record kinship"),
    P.LOCAL_RULE_ADOPT: _("Enter a local rule that was adopted"),
    P.MANDATE_RECORD: _("Record what the assembly delegated"),
    P.MATTER_ADVANCE: _("Move a matter to its next step (only as part of another act)"),
    P.MATTER_PUT_FORWARD: _("Put a matter forward"),
    P.MATTER_RAISE: _("Raise a matter"),
    P.MATTER_REVISE: _("Revise a matter's text"),
    P.MATTER_WITHDRAW: _("Withdraw a matter"),
    P.MEETING_CLOSE: _("Close a meeting"),
    P.MEETING_CONVENE: _("Convene a meeting"),
    P.MEETING_OPEN: _("Open a meeting"),
    P.MINUTES_WRITE: _("Write minutes"),
    P.NOTICE_HANG: _("Hang a notice"),
    P.NOTICE_TAKE_DOWN: _("Take a notice down"),
    P.OBJECTION_ANSWER: _("Answer an objection"),
    P.OBJECTION_RAISE: _("Object to a notice"),
    P.OFFICE_END: _("Record the end of an office"),
    P.OFFICE_FILL: _("Record who holds an office"),
    P.OPINION_GIVE: _("Give an opinion on a matter"),
    P.POLL_CLOSE: _("Close a vote"),
    P.POLL_OPEN: _("Open a vote"),
    P.RECUSAL_DECLARE: _("Declare a recusal"),
    P.REFUSAL_RECORD: _("Be refused (the log notes it)"),
    P.REGISTER_EXPORT: _("Export the register"),
    P.REGISTER_IMPORT: _("Import the register"),
    P.RESULT_PUBLISH: _("Publish a result"),
    P.STEP_RECORD: _("Record a sitting of the branch, the two committees or the party members"),
    P.TASK_ASSIGN: _("Give out a task"),
    P.TASK_COMPLETE: _("Complete a task"),
    P.TASK_REPORT: _("Report progress"),
    P.VILLAGE_CREATE: _("Set up a village"),
    P.VOTE_EXPLAIN: _("Say why one voted as one did"),
}

HOLDERS: dict[str, Any] = {
    "branch_secretary": _("the secretary of the Party branch"),
    "branch": _("members of the Party branch committee"),
    "committee_chair": _("the chair and vice-chairs of the villagers' committee"),
    "committee": _("members of the villagers' committee"),
    "clerk": _("the village clerk"),
    "representative": _("villagers' representatives"),
    "supervision": _("members of the supervision committee"),
    "collective_head": _("the head of the collective economic organization"),
    "villager": _("every villager who signed in"),
    "signed_in": _("everyone who signed in"),
    "anyone": _("everyone"),
    "operator": _("the operator at the command line"),
    "due_at_meeting": _("those due at this meeting"),
    "matter_owner": _("whoever raised the matter: the person, or the body in whose name it stands"),
    "first_caller": _("whoever started the request"),
    "task_owner": _("the owner of the task"),
}

HIDDEN = _("(personal, not shown)")

ACTORS: dict[str, Any] = {
    "person": _("a villager"),
    "operator": _("operator"),
    "anyone": _("someone not signed in"),
}
