"""Whether a meeting could decide, and whether it did: one pure answer from the facts of a vote.

Every rule that was judged is in the answer with what it needed, of how many, and what there was; what is not known
is not judged. Two denominators stand side by side where the law has two: attendance is measured against all who have
a seat, consent against those present, or for the collective organization against all members.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.charter.facts import Composition, CountBy, Facts
from webapp.charter.matters import COLLECTIVE_BODIES, Body, MatterKind, Track, article_of_change, matter_on
from webapp.charter.rulebook.local import apply_local
from webapp.charter.rulebook.profile import Profile, profile_on
from webapp.charter.rulebook.values import Base
from webapp.core.errors import Blocker


@dataclass(frozen=True)
class Check:
    """One rule held against the facts: ``got`` of ``base``, where ``needed`` was necessary.

    Numbers for counts and days (``base`` is absent for days), yes or no for conditions. ``is_consent`` marks the
    rules about the votes themselves; all others are about whether the meeting could decide at all.
    """

    id: str
    article: str
    needed: int | bool
    base: int | None
    got: int | bool
    met: bool
    is_consent: bool = False
    reason: str = ""
    params: tuple[tuple[str, str], ...] = ()

    @property
    def blocker(self) -> Blocker:
        """The check as a reason why there is no valid consent."""
        params: dict[str, object] = {"needed": self.needed, "base": self.base, "got": self.got, **dict(self.params)}
        if self.reason:
            params["reason"] = self.reason
        return Blocker(self.id, self.article, params)


@dataclass(frozen=True)
class Decision:
    """The outcome: ``valid`` when the meeting could decide, ``carried`` when it could and enough agreed.

    ``blockers`` are all rules not met: those that kept the meeting from deciding, then those the votes missed.
    """

    profile: str
    rules: tuple[Check, ...]

    @property
    def valid(self) -> bool:
        """Whether this meeting could decide this matter."""
        return all(check.met for check in self.rules if not check.is_consent)

    @property
    def carried(self) -> bool:
        """Whether the matter is adopted."""
        return all(check.met for check in self.rules)

    @property
    def blockers(self) -> tuple[Blocker, ...]:
        """Every reason why it is not adopted, each with its article."""
        return tuple(check.blocker for check in self.rules if not check.met)


def decide(facts: Facts) -> Decision:
    """Judge one vote by the law of its day and the village's own rules.

    ``InvalidInput`` or ``RuleBroken`` when ``facts.local`` names no rule, a wrong value or a loosened floor.
    """
    profile = apply_local(profile_on(facts.held_on), facts.local)
    kind = matter_on(facts.matter, facts.held_on)
    checks = (
        *_competence(facts, kind, profile),
        *_preparation(facts, kind, profile),
        *_composition(facts, profile),
        *_attendance(facts, kind, profile),
        *_consent(facts, kind, profile),
    )
    return Decision(profile.code, checks)


def threshold_check(profile: Profile, rule_id: str, got: int, total: int, is_consent: bool = False) -> Check:
    """One share held against a count: ``got`` out of ``total``."""
    threshold = profile.threshold(rule_id)
    return Check(
        rule_id, profile.article(rule_id), threshold.needed(total), total, got, threshold.is_met(got, total), is_consent
    )


def floor_check(profile: Profile, rule_id: str, got: int) -> Check:
    """A number that must be reached, such as days of notice."""
    needed = profile.number(rule_id)
    return Check(rule_id, profile.article(rule_id), needed, None, got, got >= needed)


def _condition(rule_id: str, article: str, holds: bool, reason: str = "", **params: str) -> Check:
    return Check(rule_id, article, True, None, holds, holds, False, reason, tuple(sorted(params.items())))


def _competence(facts: Facts, kind: MatterKind | None, profile: Profile) -> Iterator[Check]:
    """Whether this body may decide this matter at all."""
    body, matter = facts.body, {"matter": facts.matter, "body": facts.body.value}
    if body in COLLECTIVE_BODIES and not profile.rceo:
        yield _condition("law.profile", "RCEO:67", False, "rceo.notYet", **matter)
    elif kind is None:
        yield _condition("law.profile", article_of_change(facts.matter), False, "matter.notYet", **matter)
    elif kind.decided_by:
        yield _condition(kind.decided_by, kind.article, False, "body.none", **matter)
    elif body is Body.PARTY_MEMBERS:
        return
    elif body is Body.REPRESENTATIVES and facts.matter in profile.names("rep.nonDelegable"):
        yield _condition("rep.nonDelegable", kind.article, False, "body.wrong", **matter)
    elif body is Body.RCEO_REPRESENTATIVES and facts.matter in profile.names("rceo.rep.excluded"):
        yield _condition("rceo.rep.excluded", profile.article("rceo.rep.excluded"), False, "body.wrong", **matter)
    elif body not in kind.bodies:
        yield _wrong_body(kind, profile, matter)


def _wrong_body(kind: MatterKind, profile: Profile, params: dict[str, str]) -> Check:
    if kind.track is Track.VILLAGE_AFFAIRS and params["body"] == Body.GROUP:
        return _condition("rep.nonDelegable", kind.article, False, "body.wrong", **params)
    if params["body"] == Body.RCEO_REPRESENTATIVES and kind.track is Track.COLLECTIVE_ECONOMY:
        return _condition("rceo.rep.excluded", kind.article, False, "body.wrong", **params)
    right = ",".join(body.value for body in kind.bodies)
    return _condition("matter.list.vcol", kind.article, False, "body.track", right=right, **params)


def _preparation(facts: Facts, kind: MatterKind | None, profile: Profile) -> Iterator[Check]:
    """Mandate, study by the Party organization, and notice."""
    if (
        facts.body is Body.REPRESENTATIVES
        and kind is not None
        and kind.needs_mandate
        and facts.mandate is not None
        and profile.flag("rep.mandate.required")
    ):
        yield _condition("rep.mandate.required", profile.article("rep.mandate.required"), facts.mandate)
    if kind is not None and facts.party_studied is not None and facts.body not in (Body.GROUP, Body.PARTY_MEMBERS):
        article = party_study_article(kind, profile)
        if article:
            yield _condition("proposal.party.review", article, facts.party_studied)
    rule_id = notice_rule(facts.body)
    if rule_id and rule_id in profile and facts.notice_days is not None:
        check = floor_check(profile, rule_id, facts.notice_days)
        urgent_rule = _URGENT.get(rule_id)
        if facts.urgent and urgent_rule and profile.flag(urgent_rule):
            check = Check(check.id, check.article, 0, None, facts.notice_days, True)
        yield check


def notice_rule(body: Body) -> str:
    """The rule that says how many days before people are told; empty where the law sets none."""
    return {
        Body.ASSEMBLY: "assembly.notice.days",
        Body.REPRESENTATIVES: "rep.notice.days",
        Body.PARTY_MEMBERS: "party.meeting.notice.days",
        Body.RCEO_MEMBERS: "rceo.notice.days",
    }.get(body, "")


_URGENT = {"assembly.notice.days": "assembly.notice.urgent", "rep.notice.days": "rep.notice.urgent"}


def party_study_article(kind: MatterKind, profile: Profile) -> str:
    """The article that asks the Party organization to study this kind of matter first; empty where none does."""
    if not kind.needs_party_study:
        return ""
    if kind.track is Track.COLLECTIVE_ECONOMY and profile.rceo:
        return "RCEO:26(2)"
    return profile.article("proposal.party.review") if profile.flag("proposal.party.review") else ""


def _composition(facts: Facts, profile: Profile) -> Iterator[Check]:
    """Whether the meeting is made up as the law asks."""
    parts = facts.composition
    if parts is None:
        return
    if facts.body is Body.REPRESENTATIVES:
        if parts.representatives is not None:
            yield threshold_check(profile, "rep.share.reps", parts.representatives, parts.members)
        if parts.women_representatives is not None:
            yield threshold_check(profile, "rep.share.women", parts.women_representatives, parts.members)
    elif facts.body is Body.RCEO_REPRESENTATIVES and profile.rceo:
        yield from _collective_composition(parts, profile)


def _collective_composition(parts: Composition, profile: Profile) -> Iterator[Check]:
    if parts.representatives is not None:
        yield floor_check(profile, "rceo.rep.min", parts.representatives)
    if parts.women_representatives is not None:
        yield floor_check(profile, "rceo.rep.women.min", parts.women_representatives)


def _attendance(facts: Facts, kind: MatterKind | None, profile: Profile) -> Iterator[Check]:
    """Whether enough came: always measured against all who have a seat, recused or not."""
    if facts.body is Body.REPRESENTATIVES and facts.matter == "levy":
        by_households = facts.count_by is CountBy.HOUSEHOLDS
        yield _condition("levy.rep.weight", profile.article("levy.rep.weight"), by_households)
        rule_id = "levy.rep.households" if by_households else "rep.quorum"
    else:
        rule_id = attendance_rule(facts.body, facts.count_by)
    if rule_id in profile:
        yield threshold_check(profile, rule_id, facts.present, facts.due)


def attendance_rule(body: Body, count_by: CountBy) -> str:
    """The rule that says how many must be there for this body to decide; empty where the law sets no number."""
    return {
        Body.ASSEMBLY: f"assembly.quorum.{count_by.value}",
        Body.REPRESENTATIVES: "rep.quorum",
        Body.GROUP: "group.quorum",
        Body.PARTY_MEMBERS: "party.meeting.quorum",
        Body.RCEO_MEMBERS: "rceo.quorum",
    }.get(body, "")


_PASS = {
    Body.ASSEMBLY: "assembly.pass",
    Body.REPRESENTATIVES: "rep.pass",
    Body.GROUP: "group.pass",
    Body.PARTY_MEMBERS: "party.meeting.pass",
    Body.RCEO_MEMBERS: "rceo.pass",
    Body.RCEO_REPRESENTATIVES: "rceo.rep.pass",
}


def _consent(facts: Facts, kind: MatterKind | None, profile: Profile) -> Iterator[Check]:
    """Whether enough agreed, by every rule that speaks about this matter in this body."""
    extra = () if kind is None or facts.body is Body.PARTY_MEMBERS else kind.extra_rules
    for rule_id in (_PASS[facts.body], *extra):
        if rule_id in profile:
            yield threshold_check(profile, rule_id, facts.votes.yes, consent_base(profile, rule_id, facts), True)


def consent_base(profile: Profile, rule_id: str, facts: Facts) -> int:
    """The whole against which consent is measured.

    It shrinks by the recused only where a local rule says so, and never where the law itself counts against all
    members (RCEO 27 and 28, RLCL 28): a village rule would loosen that.
    """
    if profile.rule(rule_id).base is Base.DUE:
        return facts.due
    base = facts.present
    if rule_id == "rep.pass" and profile.choice("rep.pass.base") == "ALL_MEMBERS":
        base = facts.due
    if not profile.flag("count.recused.inDenominator"):
        base -= facts.recused or 0
    return base
