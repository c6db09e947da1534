"""Words of polls: votes, outcomes, reasons, and what the log says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from webapp.council.ballots.box.rules import FEWEST_SHOWN
from webapp.council.polls.models import Poll, PollOption
from webapp.council.polls.rules import Channel, Grade, Graded, PollState, Question, Secrecy, Vote, graded_in
from webapp.village.kinship.labels import KIN
from webapp.village.kinship.rules import KinKind

VOTES: dict[Vote, Any] = {Vote.FOR: _("For"), Vote.AGAINST: _("Against"), Vote.ABSTAIN: _("Abstain")}

GRADES: dict[Grade, Any] = {
    Grade.COMPETENT: _("Competent"),
    Grade.ADEQUATE: _("Adequate"),
    Grade.INCOMPETENT: _("Incompetent"),
}
GRADE_LOOKS: dict[Grade, str] = {Grade.COMPETENT: "ok", Grade.ADEQUATE: "plain", Grade.INCOMPETENT: "no"}

QUESTIONS: dict[str, Any] = {
    Question.MOTION.value: _("For, against or abstain"),
    Question.ONE_OF.value: _("One of several"),
    Question.UP_TO.value: _("Up to so many of several"),
}
SECRECIES: dict[str, Any] = {
    Secrecy.NAMED.value: _("By name: after the close everyone sees who voted how"),
    Secrecy.SECRET.value: _("Secret: it is known who took part, not how"),
}
CHANNELS: dict[str, Any] = {
    Channel.BROWSER.value: _("Own phone or browser"),
    Channel.TABLET.value: _("The hall's tablet"),
    Channel.HANDS.value: _("Raised hands, written down by name"),
    Channel.HANDS_COUNTED.value: _("Raised hands, only counted"),
    Channel.PAPER.value: _("Ballot paper"),
}

BLOCKERS: dict[str, Any] = {
    "poll.words": _("Write between 1 and %(longest)s signs."),
    "poll.meeting_not_open": _("The meeting is not open. Open it when enough people are in the hall."),
    "poll.graded_apart": _(
        "An evaluation asks about each person apart, on one sheet, and the supervision committee presides. Open and "
        "close it on the page of the evaluation."
    ),
    "poll.already_open": _("A vote on this item is open now. Close it first."),
    "poll.already_decided": _("This item was decided in this meeting. A decision is not voted on twice."),
    "poll.matter_elsewhere": _("This matter does not stand before the representatives now."),
    "poll.text_changed": _("The text was changed after the notice went out. Convene again with the new text."),
    "poll.is_closed": _("This vote is closed already. A closed vote is never opened again."),
    "ballot.poll_closed": _("The vote was closed before your ballot arrived, so it was not counted."),
    "ballot.recused": _("You stand aside in this vote, so you have no ballot."),
    "ballot.not_in_hall": _("Only those in the hall vote. Check in first, at the door or with the clerk."),
    "recusal.poll_closed": _("The vote is closed: it is too late to stand aside."),
    "recusal.already": _("%(name)s stands aside already."),
    "recusal.has_voted": _(
        "%(name)s has voted already, and nobody else takes that vote out again. Until the close %(name)s can still "
        "stand aside in person."
    ),
    "recusal.slip_in_box": _("A slip of this person lies in the box of a secret vote; nothing can be taken out of it."),
    "poll.office_ended": _("No longer counted as in the hall, because the office has ended: %(names)s."),
    "poll.party_elsewhere": _("This matter does not stand before the Party members now."),
    "poll.amendment_first": _("Amendments are voted on first. Still open: no. %(numbers)s."),
    "poll.amendment_done": _("This amendment was voted on or withdrawn already."),
    "poll.repeat_unnamed": _("An earlier vote on this could not decide. Name it and say why it is repeated."),
    "poll.repeats_other": _("The vote to be repeated was about something else."),
    "poll.runoff_only": _("The earlier vote left places open: only a run-off among those not elected can follow."),
    "poll.no_runoff": _("There is no run-off: the earlier vote left no place open."),
    "poll.runoff_options": _("A run-off is among those not elected, for at most %(places)s places."),
    "poll.too_many_slips": _(
        "There are %(slips)s slips in the box, but only %(voters)s people took part. Count again."
    ),
    "poll.too_many_hands": _("%(votes)s votes were counted, but only %(voters)s people could vote. Count again."),
    "poll.tie": _("The strongest have equally many votes. A tie elects nobody."),
    "poll.not_enough": _("Not enough were in favour: %(needed)s of %(base)s were needed."),
    "terms.channels": _("Choose at least one way to vote, each once."),
    "terms.closes": _("The announced end lies after now and within %(hours)s hours."),
    "terms.no_options": _("A motion is answered with for or against; it has no options."),
    "terms.options": _("Name at least two options, at most %(most)s."),
    "terms.option_words": _("Each option needs between 1 and %(longest)s signs."),
    "terms.option_twice": _("An option stands there twice."),
    "terms.one_of": _("Where one of several is chosen a ballot names one."),
    "terms.most": _("A ballot names at least one option and at most as many as there are (%(options)s)."),
    "terms.party_review": _(
        "The Party members' step is one question for or against, kept with its numbers: no options, no secret vote."
    ),
    "terms.secret_hands": _("Raised hands are seen by everyone. A secret vote takes browser, tablet or paper."),
    "terms.weighed_by_name": _("A levy is counted by households, so every vote needs its name."),
    "terms.counted_motion": _("Hands can only be counted for a motion: for, against, abstain."),
    "terms.hands_twice": _("Hands are either written down by name or only counted, not both."),
    "terms.by_election": _(
        "A by-election is held like an election: in secret, on paper, in a booth, counted in public. "
        "Choose the secret vote on paper."
    ),
    "terms.counted_alone": _(
        "Where hands are only counted, nothing goes beside them: nobody could see who votes twice. "
        "Choose hands by name, or hands only."
    ),
    "ballot.other_way": _("This vote does not take ballots in this way. Ask the tellers."),
    "ballot.represented": _(
        "Whoever holds your written mandate votes for you. Take the mandate back first if you want to vote yourself."
    ),
    "ballot.other_kind": _("This ballot does not answer the question. Open the ballot page again."),
    "ballot.unknown_option": _("There is no such option. Open the ballot page again."),
    "ballot.option_twice": _("An option was named twice. Name each once."),
    "ballot.too_many": _("Name at most %(most)s."),
    "ballot.final": _(
        "Your slip is in the box already. A secret ballot cannot be found again, so it cannot be changed."
    ),
}

EVENTS: dict[str, Any] = {
    "poll_opened": _("Vote no. %(number)s was opened: %(motion)s"),
    "ballot_cast": _("A person put a ballot into the box"),
    "recusal_declared": _("A person stands aside in a vote"),
    "poll_closed": _("Vote no. %(number)s was closed and counted"),
    "small_secret_poll_closed": _("Secret vote no. %(number)s was closed and counted"),
    "choice_cast": _("A person put a ballot into the box"),
    "secret_ballot_cast": _("A person took part in a secret vote"),
    "signatures_counted": _("The households' signatures were counted"),
    "amendment_decided": _("An amendment was voted on"),
}


def vote_label(vote: Vote) -> str:
    """A vote in words."""
    return str(VOTES[vote])


def outcome_label(poll: Poll) -> str:
    """How a poll stands, in a word or two."""
    if poll.state is PollState.OPEN:
        return gettext("Voting now")
    if poll.concerned_id is not None and poll.valid:
        return grade_label(graded(poll).result)
    if poll.is_choice and poll.valid:
        return gettext("Elected") if poll.carried else gettext("Nobody elected")
    if poll.carried:
        return gettext("Carried")
    return gettext("Not carried") if poll.valid else gettext("Could not decide")


def outcome_look(poll: Poll) -> str:
    """The look of its tag."""
    if poll.state is PollState.OPEN:
        return "wait"
    if poll.concerned_id is not None:
        return grade_look(graded(poll).result)
    return "ok" if poll.carried else "no"


def graded(poll: Poll) -> Graded:
    """How a closed vote about one person ended."""
    return graded_in(poll.decision or {}, bool(poll.valid))


def grade_label(grade: Grade | None) -> str:
    """A grade in words; none where nobody gave one."""
    return str(GRADES[grade]) if grade else gettext("not judged")


def grade_look(grade: Grade | None) -> str:
    """The look of its tag."""
    return GRADE_LOOKS[grade] if grade else "plain"


def channel_label(channel: str) -> str:
    """A way to vote in words."""
    return str(CHANNELS[str(channel)])


def channel_counts(channels: Mapping[Channel, int]) -> list[tuple[str, int]]:
    """Each way to vote with how many took it."""
    return [(channel_label(channel), count) for channel, count in channels.items()]


def count_label(poll: Poll) -> str:
    """The count of a closed poll in one line; what a small secret vote does not show is not said here either."""
    decision = poll.decision or {}
    if poll.is_choice:
        if poll.concerned_id is not None:
            return grade_label(graded(poll).result)
        names = [decision["labels"][position - 1] for position in decision.get("elected", [])]
        return gettext("elected: %(names)s", names=gettext(", ").join(names)) if names else gettext("nobody elected")
    if poll.hides_numbers:
        return gettext("secret, fewer than %(fewest)s ballots: only the outcome is shown", fewest=FEWEST_SHOWN)
    counts = {"yes": poll.votes_for, "no": poll.votes_against, "abstain": poll.votes_abstain}
    return gettext("%(yes)s for, %(no)s against, %(abstain)s abstained", **counts)


def choice_label(chosen: Sequence[int], options: Sequence[PollOption]) -> str:
    """What a ballot names; an empty one abstains."""
    names = [option.label for option in options if option.position in chosen]
    return gettext(", ").join(names) if names else str(VOTES[Vote.ABSTAIN])


def because_label(because: str) -> str:
    """Why somebody stands aside, as far as all may read it; neither typed reasons nor the kind of kin."""
    return gettext("found by kinship") if because.startswith("kin:") else gettext("declared")


def kin_label(kin: str) -> str:
    """What a person is to the one concerned."""
    return gettext("the person concerned") if kin == "self" else str(KIN[KinKind(kin)])
