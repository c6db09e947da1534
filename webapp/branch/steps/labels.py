"""Words of the sittings of steps 1 to 3."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.branch.matters.rules import Step
from webapp.charter.procedure import StepBody

SITTINGS: dict[Step, Any] = {
    Step.PROPOSE: _("Sitting of the Party branch committee"),
    Step.CONSULT: _("Joint sitting of the two committees"),
    Step.PARTY_REVIEW: _("Party members' meeting"),
}

DUE: dict[StepBody, Any] = {
    StepBody.PARTY_ORGANIZATION: _("Due are the secretary and the members of the Party branch committee on that day."),
    StepBody.TWO_COMMITTEES: _(
        "Due are the members of the Party branch committee and of the villagers' committee on that day; who sits in "
        "both counts once."
    ),
    StepBody.PARTY_MEMBERS: _("Due are all full Party members in the register; probationary members do not vote."),
}

BLOCKERS: dict[str, Any] = {
    "step.returned": _("The matter was returned. Its text has to be changed first; then it can be taken up again."),
    "step.stands_at.propose": _("The matter stands at step 1, Propose. The sitting of the Party branch comes first."),
    "step.stands_at.consult": _("The matter stands at step 2, Consult. The sitting of the two committees comes next."),
    "step.stands_at.party_review": _("The matter stands at step 3. The Party members' meeting comes next."),
    "step.stands_at.resolve": _("The matter stands at step 4, Resolve. It is decided in a meeting of the village."),
    "step.stands_at.disclose_decision": _("The matter is decided; its decision hangs on the notice board."),
    "step.stands_at.disclose_result": _("The matter is carried out; its result is published on the notice board."),
    "step.not_needed": _("This kind of matter does not need this step."),
    "step.future": _("The sitting is said to be on %(day)s, which is still to come. Record it when it was held."),
    "step.before_previous": _("The step before was on %(day)s; this sitting cannot have been earlier."),
    "step.notice_unknown": _("Say on which day the Party members were given notice."),
    "step.notice_after": _("Notice was given after the sitting; check the two days."),
    "step.nobody_due": _("Nobody held an office or was a member on that day, so nobody was due. Check the day."),
    "step.not_due": _("Somebody was ticked as present who was not due. Load the page again for that day."),
    "step.votes_negative": _("A number of votes cannot be below zero."),
    "step.votes": _("%(votes)s votes are more than the %(present)s people present; correct the votes or the ticks."),
    "step.chair": _("Whoever led the sitting must be among those present; choose the chair or tick them."),
    "step.minutes": _("Minutes are needed: what was discussed and decided, in at most %(most)s signs."),
    "step.place": _("The place has at most %(most)s signs."),
    "agenda.returned": _("The matter was returned and its text has not been changed since."),
    "agenda.supervision": _("The supervision committee has not given its opinion on this text yet."),
}

EVENTS: dict[str, Any] = {
    "step_recorded": _(
        "A sitting on matter %(number)s was recorded: %(present)s of %(due)s came, %(votes_for)s in favour, "
        "%(votes_against)s against, %(votes_abstain)s abstained"
    ),
}
