"""Words for permissions, their holders, and what the site itself refuses."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.core.permissions import Permission as P

PERMISSIONS: dict[P, Any] = {
    P.ACCOUNT_CHANGE_PASSWORD: _("Change one's password"),
    P.ACCOUNT_CLOSE: _("Close an account (only as part of another act)"),
    P.ACCOUNT_INVITE: _("Invite a person to sign in"),
    P.ACCOUNT_JOIN: _("Use an invitation"),
    P.ACCOUNT_RENEW: _("Make a new link for somebody who can sign in already (only as part of another act)"),
    P.ACCOUNT_SIGN_IN: _("Sign in"),
    P.ACCOUNT_SIGN_OUT: _("Sign out everywhere"),
    P.AGENDA_SET: _("Put a matter on the agenda"),
    P.AMENDMENT_MOVE: _("Move an amendment"),
    P.AMENDMENT_WITHDRAW: _("Take an amendment back"),
    P.ASSEMBLY_CONVENE: _("Convene the villagers' assembly"),
    P.ATTACHMENT_ADD: _("Attach a paper to a matter"),
    P.ATTENDANCE_RECORD: _("Check people in from the list"),
    P.ATTENDANCE_SELF: _("Check oneself in"),
    P.BALLOT_CAST: _("Vote"),
    P.BOX_HANDLE: _("Fill or open the box of a secret vote (only as part of voting and closing)"),
    P.BUNDLE_TAKE: _("Take evidence away with what oversight needs (the log notes it)"),
    P.CALL_ANSWER: _("Answer a request for a meeting (only as part of convening)"),
    P.CALL_RECORD: _("Record names on paper under a request for a meeting"),
    P.CALL_START: _("Ask for a meeting"),
    P.CALL_SUPPORT: _("Put one's name under a request for a meeting"),
    P.CALL_WITHDRAW: _("Withdraw a request for a meeting"),
    P.CHECKPOINT_COSIGN: _("Sign the log"),
    P.CONSTITUENCY_ADJUST: _("Adjust constituencies"),
    P.CONSTITUENCY_DRAW: _("Draw constituencies"),
    P.COSIGNATURE_GIVE: _("Co-sign a matter"),
    P.COSIGNATURE_RECORD: _("Record co-signatures on paper"),
    P.DEBATE_LEAD: _("Lead the debate: call up items, give the floor"),
    P.GROUP_CONVENE: _("Convene a villagers' group"),
    P.HOUSEHOLD_CONSULT: _("Note what one's households say"),
    P.HOUSEHOLD_CORRECT: _("Say that one's household was noted wrongly"),
    P.HOUSEHOLD_SIGN: _("Record a household's signature"),
    P.KINSHIP_RECORD: _("Record kinship"),
    P.LOCAL_RULE_ADOPT: _("Enter a local rule that was adopted"),
    P.LOG_KEY_ROTATE: _("Let another key sign the log"),
    P.MANDATE_RECORD: _("Record what the assembly delegated"),
    P.MATTER_ADVANCE: _("Move a matter to its next step (only as part of another act)"),
    P.MATTER_PUT_FORWARD: _("Put a matter forward"),
    P.MATTER_RAISE: _("Raise a matter"),
    P.MATTER_REVISE: _("Revise a matter's text"),
    P.MATTER_WITHDRAW: _("Withdraw a matter"),
    P.MEETING_CLOSE: _("Close a meeting"),
    P.MEETING_CONVENE: _("Convene the representatives"),
    P.MEETING_OPEN: _("Open a meeting"),
    P.MEMBERS_CONVENE: _("Convene the members of the collective"),
    P.MINUTES_ARCHIVE: _("Archive signed minutes"),
    P.MINUTES_LAY_OUT: _("Lay minutes out for signing"),
    P.MINUTES_SIGN: _("Sign minutes"),
    P.MINUTES_WRITE: _("Write minutes"),
    P.NOTICE_ACKNOWLEDGE: _("Say that one has read the notice"),
    P.NOTICE_HANG: _("Hang a notice"),
    P.NOTICE_TAKE_DOWN: _("Take a notice down"),
    P.OBJECTION_ANSWER: _("Answer an objection"),
    P.OBJECTION_RAISE: _("Object to a notice"),
    P.OFFICE_END: _("Record the end of an office"),
    P.OFFICE_FILL: _("Record who holds an office"),
    P.OPINION_GIVE: _("Give an opinion on a matter"),
    P.PAPER_HAND_OUT: _("Hand out ballot papers"),
    P.PARTY_MEMBERS_CONVENE: _("Convene the Party members"),
    P.POLL_CLOSE: _("Close a vote"),
    P.POLL_OPEN: _("Open a vote"),
    P.PROXY_RECORD: _("Record a written mandate"),
    P.PROXY_WITHDRAW: _("Take a written mandate back"),
    P.RECUSAL_DECLARE: _("Declare a recusal"),
    P.REFUSAL_RECORD: _("Be refused (the log notes it)"),
    P.REGISTER_EXPORT: _("Export the register"),
    P.REGISTER_IMPORT: _("Import the register"),
    P.REINVITATION_AGREE: _("Agree, as the second person, to a new invitation"),
    P.REINVITATION_ASK: _("Ask for a new invitation for somebody who can sign in already"),
    P.REINVITATION_OPERATE: _("Make a new invitation without a second person (the log says so)"),
    P.RESIDENT_DEPART: _("Take somebody who died or left out of the register, or back into it"),
    P.RESULT_PUBLISH: _("Publish a result"),
    P.SHEET_CONFIRM: _("Confirm a tellers' sheet"),
    P.SHEET_CORRECT: _("Correct a confirmed tellers' sheet"),
    P.SHEET_DROP: _("Put a tellers' sheet away"),
    P.SHEET_ENTER: _("Enter paper votes and raised hands"),
    P.SHEET_OPEN: _("Open a tellers' sheet"),
    P.SHEET_PHOTOGRAPH: _("Photograph a tellers' sheet"),
    P.SPEECH_ASK: _("Ask to speak"),
    P.SPEECH_SUMMARISE: _("Write down what was said"),
    P.SPEECH_WITHDRAW: _("Leave the speakers' list"),
    P.STEP_RECORD: _("Record a sitting of the branch, the two committees or the party members"),
    P.TABLET_START: _("Set up the hall's tablet"),
    P.TABLET_USE: _("Check in and vote at the hall's tablet with one's own code"),
    P.TASK_ASSIGN: _("Give out a task"),
    P.TASK_COMPLETE: _("Complete a task"),
    P.TASK_REPORT: _("Report progress"),
    P.TELLER_APPOINT: _("Appoint tellers and a scrutineer"),
    P.TELLER_RELIEVE: _("Relieve a teller or scrutineer"),
    P.VILLAGE_CREATE: _("Set up a village"),
    P.VOTE_EXPLAIN: _("Say why one voted as one did"),
    P.WITNESS_KEY_CONFIRM: _("Confirm, as the second person, a supervisor's key for signing the log"),
    P.WITNESS_KEY_REGISTER: _("Make a key for signing the log"),
    P.WITNESS_KEY_RETIRE: _("End a supervisor's key for signing the log (takes two people)"),
}

HOLDERS: dict[str, Any] = {
    "branch_secretary": _("the secretary of the Party branch"),
    "branch": _("members of the Party branch committee"),
    "second_person": _("the chair of the supervision committee or the secretary of the Party branch, not who asked"),
    "committee_chair": _("the chair and vice-chairs of the villagers' committee"),
    "committee": _("members of the villagers' committee"),
    "clerk": _("the village clerk"),
    "representative": _("villagers' representatives"),
    "supervision": _("members of the supervision committee"),
    "collective_head": _("the head of the collective economic organization"),
    "leads_meeting": _("who leads the body that met"),
    "villager": _("every villager who signed in"),
    "signed_in": _("everyone who signed in"),
    "anyone": _("everyone"),
    "operator": _("the operator at the command line"),
    "due_at_meeting": _("those due at this meeting"),
    "group_leader": _("the leader of that villagers' group"),
    "meeting_leader": _(
        "whoever leads that meeting: the committee's chair, the group's leader, the branch secretary at a Party "
        "members' meeting, the collective's head at its members' assembly"
    ),
    "matter_owner": _("whoever raised the matter: the person, or the body in whose name it stands"),
    "teller": _("the tellers of this meeting"),
    "scrutineer": _("the scrutineer of this meeting"),
    "mover": _("whoever moved the amendment"),
    "speaker": _("whoever asked to speak"),
    "tablet": _("the hall's tablet, for those due with their own code"),
    "first_caller": _("whoever started the request"),
    "task_owner": _("the owner of the task"),
}

HIDDEN = _("(personal, not shown)")

ACTORS: dict[str, Any] = {
    "person": _("a villager"),
    "operator": _("operator"),
    "anyone": _("someone not signed in"),
    "tablet": _("the hall's tablet"),
}

# The log's own words: `audit` lies below the rooms that speak to people.
AUDIT_EVENTS: dict[str, Any] = {
    "log_key_rotated": _("From here on another key signs the log: %(reason)s"),
}

AUDIT_BLOCKERS: dict[str, Any] = {
    "log_key.reason": _("Say why the key is changed, in at most %(most)s characters."),
    "log_key.none": _("This log was never signed, so there is no key to change. Sign it first: flask audit checkpoint"),
    "log_key.current": _("The newest key signs this log already."),
    "log_key.missing": _(
        "The key that signs this log is not in the data folder: %(key)s. Bring it back from the backup. If it is lost "
        "for good, say so (--lost): then the new key signs alone, and the log shows it."
    ),
}
