"""Everything that can be permitted, in one list: room:noun:verb, in alphabetical order.

Who may do each stands in `webapp/grants.py` and, rendered from there, on the public powers page.
"""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """A verb that somebody must be allowed to do."""

    ACCOUNT_CHANGE_PASSWORD = "village:account:change_password"
    ACCOUNT_INVITE = "village:account:invite"
    ACCOUNT_JOIN = "village:account:join"
    ACCOUNT_SIGN_IN = "village:account:sign_in"
    ACCOUNT_SIGN_OUT = "village:account:sign_out"
    AGENDA_SET = "council:agenda:set"
    ATTACHMENT_ADD = "branch:attachment:add"
    ATTENDANCE_RECORD = "council:attendance:record"
    ATTENDANCE_SELF = "council:attendance:self"
    BALLOT_CAST = "council:ballot:cast"
    CONSTITUENCY_ADJUST = "village:constituency:adjust"
    CONSTITUENCY_DRAW = "village:constituency:draw"
    COSIGNATURE_GIVE = "branch:cosignature:give"
    COSIGNATURE_RECORD = "branch:cosignature:record"
    HOUSEHOLD_CONSULT = "council:household:consult"
    KINSHIP_RECORD = "village:kinship:record"
    LOCAL_RULE_ADOPT = "charter:local_rule:adopt"
    MANDATE_RECORD = "council:mandate:record"
    MATTER_ADVANCE = "branch:matter:advance"
    MATTER_PUT_FORWARD = "branch:matter:put_forward"
    MATTER_RAISE = "branch:matter:raise"
    MATTER_REVISE = "branch:matter:revise"
    MATTER_WITHDRAW = "branch:matter:withdraw"
    MEETING_CLOSE = "council:meeting:close"
    MEETING_CONVENE = "council:meeting:convene"
    MEETING_OPEN = "council:meeting:open"
    MINUTES_WRITE = "council:minutes:write"
    NOTICE_HANG = "board:notice:hang"
    NOTICE_TAKE_DOWN = "board:notice:take_down"
    OBJECTION_ANSWER = "board:objection:answer"
    OBJECTION_RAISE = "board:objection:raise"
    OFFICE_END = "village:office:end"
    OFFICE_FILL = "village:office:fill"
    OPINION_GIVE = "supervision:opinion:give"
    POLL_CLOSE = "council:poll:close"
    POLL_OPEN = "council:poll:open"
    RECUSAL_DECLARE = "council:recusal:declare"
    REFUSAL_RECORD = "village:refusal:record"
    REGISTER_EXPORT = "village:register:export"
    REGISTER_IMPORT = "village:register:import"
    RESULT_PUBLISH = "committee:result:publish"
    STEP_RECORD = "branch:step:record"
    TASK_ASSIGN = "committee:task:assign"
    TASK_COMPLETE = "committee:task:complete"
    TASK_REPORT = "committee:task:report"
    VILLAGE_CREATE = "village:village:create"
