"""Why something cannot be: one sentence that says what is wrong, by which article, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from webapp.charter.names import BODIES, MATTERS
from webapp.charter.rulebook.citations import article_label
from webapp.charter.rulebook.labels import rule_label
from webapp.core.errors import Blocker, Conflict, InvalidInput, RuleBroken, YishiError

BY_REASON: dict[str, LazyString] = {
    "local.loosens": _(
        "%(rule)s: the law asks for %(floor)s, so %(value)s is not allowed (%(article)s). A village may be "
        "stricter, never looser."
    ),
    "rceo.notYet": _(
        "On that day the law on rural collective economic organizations was not yet in force (%(article)s). "
        "Bring the matter to the villagers' assembly."
    ),
    "matter.notYet": _(
        "No law in force on that day knows this matter (%(article)s). Check the date and the kind of matter."
    ),
    "body.track": _(
        "“%(matter)s” is not for this body to decide: %(body)s (%(article)s). Bring it to the body the law "
        "names: %(right)s."
    ),
}
NO_MEETING: dict[str, LazyString] = {
    "recall.pass": _(
        "A recall is decided by the registered electors in a ballot, not by a meeting (%(article)s). Ask the "
        "villagers' committee to hold the ballot."
    ),
    "election.win": _(
        "An election is decided by the registered electors in a secret ballot, not by a meeting "
        "(%(article)s). Leave it to the electoral committee."
    ),
    "vc.guarantee.allowed": _(
        "The villagers' committee may not give guarantees, and no meeting can allow it (%(article)s). "
        "Withdraw the matter."
    ),
}
BY_RULE: dict[str, LazyString] = {
    "rep.nonDelegable": _(
        "“%(matter)s” cannot be delegated to this body: %(body)s (%(article)s). Bring it to the villagers' assembly."
    ),
    "rceo.rep.excluded": _(
        "“%(matter)s” is kept for all members and not for this body: %(body)s (%(article)s). Bring it to the "
        "members' assembly."
    ),
    "rep.mandate.required": _(
        "The villagers' assembly has not delegated this matter to the representatives (%(article)s). Ask the "
        "assembly for a mandate, or to decide itself."
    ),
    "proposal.party.review": _(
        "The Party organization has not studied this matter yet (%(article)s). Put it before the Party "
        "organization first."
    ),
    "levy.rep.weight": _("A levy is decided by one vote for each household (%(article)s). Count by households."),
}
SHAPES: dict[str, LazyString] = {
    "quorum": _(
        "%(got)s of %(base)s came, and at least %(needed)s must be present (%(article)s). Convene the meeting again."
    ),
    "pass": _(
        "%(got)s of %(base)s agreed, and at least %(needed)s must agree (%(article)s). Improve the proposal "
        "and bring it again."
    ),
    "notice": _(
        "Notice was given %(got)s days before, and at least %(needed)s are needed (%(article)s). Choose a "
        "later day and give notice again."
    ),
    "share": _(
        "%(rule)s: %(got)s of %(base)s, and at least %(needed)s are needed (%(article)s). Complete the roster first."
    ),
    "number": _("%(rule)s: %(got)s, and at least %(needed)s are needed (%(article)s). Complete what is missing first."),
    "condition": _("%(rule)s: this is not fulfilled (%(article)s). Put it in order first."),
}
NUMBERED = frozenset({"rep.share.reps", "rep.share.women"})


def blocker_message(blocker: Blocker) -> str:
    """One reason as a sentence in the reader's language; a code nobody worded still gives a sentence."""
    params = _worded(blocker)
    for sentence in (_special(blocker), SHAPES[_shape(blocker)], SHAPES["condition"]):
        if sentence is not None:
            try:
                return _one_line(str(sentence) % params)
            except KeyError:
                continue
    return params["rule"]


def _special(blocker: Blocker) -> LazyString | None:
    reason = str(blocker.params.get("reason", ""))
    if reason == "body.none":
        return NO_MEETING.get(blocker.code)
    return BY_REASON.get(reason) or BY_RULE.get(blocker.code)


def _shape(blocker: Blocker) -> str:
    """Which of the common sentences fits: about attendance, consent, notice, a share of the roster, or a condition."""
    params = blocker.params
    if isinstance(params.get("got"), bool) or "needed" not in params:
        return "condition"
    parts = blocker.code.split(".")
    if params.get("base") is None:
        return "notice" if "notice" in parts else "number"
    if blocker.code in NUMBERED:
        return "share"
    return "quorum" if "quorum" in parts or blocker.code == "levy.rep.households" else "pass"


def _worded(blocker: Blocker) -> dict[str, str]:
    words = {name: str(value) for name, value in blocker.params.items()}
    words["rule"] = rule_label(blocker.code)
    words["article"] = article_label(blocker.article)
    words["matter"] = _name(MATTERS, words.get("matter", ""))
    words["body"] = _name(BODIES, words.get("body", ""))
    words["right"] = " / ".join(_name(BODIES, code) for code in words.get("right", "").split(",") if code)
    return words


def _name(table: Mapping[str, LazyString], code: str) -> str:
    return str(table.get(code, code))


INPUTS: dict[str, LazyString] = {
    "json.tooLong": _("The facts are longer than one million characters; send the facts of one vote."),
    "json.notUtf8": _("The facts are not in UTF-8; save the file in UTF-8 and try again."),
    "json.tooDeep": _("The facts are nested too deeply; write them as in the example of the documentation."),
    "json.syntax": _("The facts are not valid JSON; check commas, quotes and brackets."),
    "json.constant": _("%(value)s is not a number that can be counted; write a whole number."),
    "json.twice": _("“%(field)s” stands there twice; keep one of them."),
    "file.unreadable": _("The file “%(value)s” cannot be read; check its name and place."),
    "facts.notObject": _("“%(field)s” must be an object with named values."),
    "facts.unknown": _("“%(field)s” is not a known fact; check the spelling or leave it out."),
    "facts.missing": _("The fact “%(field)s” is missing; add it."),
    "facts.notCount": _("“%(field)s” must be a whole number that is not negative."),
    "facts.tooLarge": _("“%(field)s” is larger than any village, at most %(most)s; check the number."),
    "facts.notFlag": _("“%(field)s” must be true or false."),
    "facts.word": _("“%(field)s” is “%(value)s” but must be one of: %(allowed)s."),
    "facts.notDay": _("“%(field)s” is “%(value)s” but must be a day written as 2026-03-01."),
    "date.tooEarly": _("“%(field)s” lies before %(earliest)s, and no older law is known here; check the day."),
    "facts.due": _("Nobody was due, so nobody can decide; “due” is at least 1."),
    "facts.present": _("%(present)s present is more than the %(due)s who were due; correct one of the numbers."),
    "facts.recused": _(
        "%(recused)s recused is more than the %(present)s who were present; correct one of the numbers."
    ),
    "facts.votes": _("%(votes)s votes is more than the %(voters)s who were present and could vote; correct the votes."),
    "facts.countBy": _("This body counts persons, not households: %(body)s; set “count_by” to “persons”."),
    "facts.composition.part": _(
        "“%(field)s” is %(part)s, more than all %(members)s members; correct one of the numbers."
    ),
    "facts.composition.women": _(
        "There are more women representatives than representatives; correct one of the numbers."
    ),
    "facts.composition.sum": _(
        "%(members)s members are more than committee and representatives together, who are %(named)s; "
        "correct one of the numbers."
    ),
    "facts.composition.due": _(
        "The assembly has %(members)s members but %(due)s were due; all members are due, so correct one of the numbers."
    ),
    "rule.unknown": _("“%(field)s” is not a rule in force on that day; check its id."),
    "rule.value.share": _("“%(field)s” is a share; write it as 3/4 or > 1/2."),
    "rule.value.flag": _("“%(field)s” must be true or false."),
    "rule.value.size": _("“%(field)s” goes from one number to another; write it as [5, 10]."),
    "rule.value.names": _('“%(field)s” is a list of different words; write it as ["one", "two"].'),
    "rule.value.choice": _("“%(field)s” must be one word."),
    "rule.value.number": _("“%(field)s” must be a whole number."),
    "rule.bounds": _("“%(field)s” must lie between %(low)s and %(high)s."),
    "rule.share": _("“%(field)s” must be a share above nothing that can be reached by everyone together."),
    "rule.choice": _("“%(field)s” must be one of: %(choices)s."),
    "rule.source": _("A rule of the village needs the decision it rests on, in at most %(most)s characters; name it."),
    "rule.retroactive": _(
        "A rule cannot take effect before the day it is entered, %(today)s; choose that day or a later one."
    ),
}
CONFLICTS: dict[str, LazyString] = {
    "local_rule.none": _("The village has no rule of its own here; the law applies already (%(rule)s)."),
    "local_rule.same_day": _("This rule was already changed for %(day)s; choose another day (%(rule)s)."),
}


def error_message(error: YishiError) -> str:
    """An error of the charter as one sentence: refused input, or the first rule that stands against it."""
    if isinstance(error, RuleBroken):
        return blocker_message(error.blockers[0])
    if isinstance(error, InvalidInput):
        return input_message(error)
    if isinstance(error, Conflict) and error.code in CONFLICTS:
        words = {**error.params, "rule": rule_label(str(error.params.get("rule", "")))}
        return _one_line(str(CONFLICTS[error.code]) % words)
    return error.code


def input_message(error: InvalidInput) -> str:
    """Why the facts or a local rule cannot be taken as they are, and how to put it right."""
    code = f"rule.value.{_kind(error)}" if error.code == "rule.value" else error.code
    words: dict[str, object] = {"field": error.field or "JSON", "code": error.code, **error.params}
    words["body"] = _name(BODIES, str(words.get("body", "")))
    sentence = INPUTS.get(code)
    if sentence is not None:
        try:
            return _one_line(str(sentence) % words)
        except KeyError:
            pass
    return str(
        gettext(
            "“%(field)s” cannot be accepted (%(code)s); correct it and try again.",
            field=words["field"],
            code=error.code,
        )
    )


def _kind(error: InvalidInput) -> str:
    unit = str(error.params.get("unit", ""))
    return unit if f"rule.value.{unit}" in INPUTS else "number"


def _one_line(sentence: str) -> str:
    return " ".join(sentence.split())
