"""Words of the tellers' sheets."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _

from webapp.council.polls.labels import VOTES
from webapp.council.polls.rules import Channel, Vote
from webapp.council.sheets.lines import SPOILED
from webapp.council.sheets.rules import SheetState

STATES: dict[SheetState, Any] = {
    SheetState.ENTERING: _("Being entered"),
    SheetState.DIFFERS: _("Entries differ"),
    SheetState.AGREED: _("Entries agree"),
    SheetState.CONFIRMED: _("Confirmed"),
    SheetState.REPLACED: _("Replaced by a correction"),
    SheetState.DROPPED: _("Put away"),
}
LOOKS: dict[SheetState, str] = {
    SheetState.ENTERING: "wait",
    SheetState.DIFFERS: "no",
    SheetState.AGREED: "wait",
    SheetState.CONFIRMED: "ok",
    SheetState.REPLACED: "plain",
    SheetState.DROPPED: "plain",
}
CHANNELS: dict[Channel, Any] = {
    Channel.HANDS: _("Raised hands, by name"),
    Channel.HANDS_COUNTED: _("Raised hands, counted"),
    Channel.PAPER: _("Ballot papers"),
}

BLOCKERS: dict[str, Any] = {
    "sheet.poll_closed": _("This vote is closed. Nothing more can be entered, and a repeat is a new vote."),
    "sheet.other_channel": _("This vote does not take ballots in this way. Choose one of its own ways of voting."),
    "sheet.secret_hands": _("This vote is secret: hands that are raised are seen. Use ballot papers."),
    "sheet.counted_up_to": _(
        "Where people may name several, counted hands do not tell who raised how many. Write the hands down by name, "
        "or use ballot papers."
    ),
    "sheet.counted_households": _(
        "In this vote each person counts for their households, so hands must be written down by name."
    ),
    "sheet.is_settled": _("This sheet is settled and is not entered any more. Correct it with a new sheet."),
    "sheet.two_others": _(
        "%(first)s and %(second)s enter this sheet. Open another one, or let one of them be relieved."
    ),
    "sheet.is_entering": _("Both tellers must enter the sheet first."),
    "sheet.is_differs": _("The two entries differ. Both tellers look at the sheet again and correct their own entry."),
    "sheet.no_photo": _("The photograph of the sheet is missing. Take one and attach it."),
    "sheet.own_entry": _("%(name)s entered this sheet and cannot confirm it. Another scrutineer must."),
    "sheet.changed": _("A teller has entered the sheet anew since you opened the page. Look again, then confirm."),
    "sheet.photo_changed": _(
        "The photograph was replaced since you opened the page. Look at the new one, then confirm."
    ),
    "sheet.no_seat": _("Somebody on the sheet is not due at this meeting. Both tellers enter it again."),
    "sheet.recused": _("%(name)s stands aside in this vote. Both tellers enter the sheet again without this line."),
    "sheet.not_in_hall": _(
        "%(name)s was not in the hall. Check the person in if they are here, or enter the sheet again without this "
        "line."
    ),
    "sheet.voted_browser": _(
        "%(name)s has voted by phone already, and that vote counts. Both tellers enter the sheet again without "
        "this line."
    ),
    "sheet.voted_tablet": _(
        "%(name)s has voted at the hall's tablet already, and that vote counts. Both tellers enter the sheet again "
        "without this line."
    ),
    "sheet.voted_hands": _(
        "%(name)s stands on another confirmed sheet of raised hands already. Both tellers enter the sheet again "
        "without "
        "this line, or correct the other sheet."
    ),
    "sheet.voted_hands_counted": _(
        "%(name)s was counted already. Both tellers enter the sheet again without this line."
    ),
    "sheet.voted_paper": _(
        "%(name)s has voted on paper already, and that vote counts. Both tellers enter the sheet again without "
        "this line."
    ),
    "sheet.more_hands": _(
        "%(counted)s hands were counted, but only %(free)s people in the hall have not voted otherwise. Count "
        "again, or "
        "write the hands down by name."
    ),
    "sheet.more_papers": _(
        "%(collected)s papers were collected and only %(handed_out)s handed out: such a vote is void. Count again; "
        "if it "
        "stays so, close the vote and repeat it as a new one."
    ),
    "sheet.correct_closed": _(
        "The vote is closed, and nothing about it is corrected any more. A repeat is a new vote."
    ),
    "sheet.is_replaced": _("A later sheet took the place of this one. Correct that one."),
    "sheet.not_confirmed": _("This sheet is not confirmed yet: the tellers simply enter it again."),
    "sheet.in_the_box": _(
        "These papers lie in the box and carry no name, so none can be taken out again. If the count was wrong, close "
        "the vote and repeat it as a new one."
    ),
    "sheet.correction_under_way": _("A correction of this sheet is under way. Finish that one, or put it away."),
    "sheet.waits": _(
        "Sheet no. %(number)s is not confirmed, and its votes would be lost. Confirm it or put it away first."
    ),
    "sheet.reason": _("Write why, in 1 to %(longest)s signs. Everybody reads it."),
    "sheet.unknown_line": _("A line of the sheet belongs to nobody due at this meeting. Load the page again."),
    "sheet.bad_line": _("The line of %(name)s cannot be read. Choose again."),
    "sheet.too_many_chosen": _("%(name)s named more than %(most)s. Ask what is meant, or leave the line empty."),
    "sheet.counts": _("Write a whole number on every line; 0 where there is none."),
    "sheet.bad_slip": _(
        "Line %(line)s cannot be read. Write the numbers chosen, such as 1 3, - for a blank paper, or x for a "
        "spoiled one."
    ),
    "sheet.many_slips": _("More than %(most)s papers do not fit on one sheet. Use a second one."),
    "sheet.photo_size": _("A photograph may have up to %(most)s MB. Take it smaller."),
    "sheet.photo_kind": _("This is no photograph (JPEG or PNG). Choose the picture the camera took."),
    "ballot.hand_counted": _(
        "%(counted)s raised hands were counted in this vote, and only %(others)s others could have raised one: yours "
        "is among them. If you raised none, tell the tellers: they count again before the vote is closed."
    ),
    "ballot.on_sheet": _(
        "The tellers have put down your vote already, by raised hand or on paper, and it counts. If it is wrong, tell "
        "them: they correct their sheet before the vote is closed."
    ),
    "paper.named": _("In this vote ballot papers carry a name: they are entered on a sheet, by name."),
    "paper.recused": _("%(name)s stands aside in this vote and gets no paper."),
    "paper.not_in_hall": _("%(name)s is not in the hall. Check the person in first."),
    "paper.voted_browser": _("%(name)s has voted by phone already and gets no paper."),
    "paper.voted_tablet": _("%(name)s has voted at the hall's tablet already and gets no paper."),
    "paper.voted_hands": _("%(name)s has voted by hand already and gets no paper."),
    "paper.voted_hands_counted": _("%(name)s was counted already and gets no paper."),
    "paper.voted_paper": _("%(name)s was handed a paper already. Nobody gets a second one."),
}

EVENTS: dict[str, Any] = {
    "sheet_opened": _("Sheet no. %(number)s was opened for the tellers"),
    "sheet_entered": _("%(teller)s entered sheet no. %(number)s"),
    "sheet_photographed": _("The photograph of sheet no. %(number)s was attached"),
    "sheet_dropped": _("Sheet no. %(number)s was put away: %(reason)s"),
    "sheet_confirmed": _("The scrutineer confirmed sheet no. %(number)s"),
    "ballot_written": _("A vote given in the hall was put down from sheet no. %(sheet)s"),
    "paper_handed_out": _("A person was given a ballot paper"),
}


def state_label(state: SheetState) -> str:
    """How a sheet stands, in words."""
    return str(STATES[state])


def channel_label(channel: Channel) -> str:
    """By which way the votes on a sheet were given."""
    return str(CHANNELS[channel])


def answer_label(word: str, options: dict[int, str]) -> str:
    """An answer as it stands on a sheet: a vote, a spoiled paper, or the options by name."""
    if word == SPOILED:
        return str(_("Spoiled"))
    if word in set(Vote):
        return str(VOTES[Vote(word)])
    return str(_(", ")).join(options.get(int(part), part) for part in word.split(","))
