"""Rules of co-signing (联名): who counts, how many are needed, one person once."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.branch.matters.rules import NAMES_NEEDED, MatterState, Source
from webapp.charter.rules import Profile
from webapp.core.errors import Blocker

MOST_AT_ONCE = 500
"""Names of one paper list."""


@dataclass(frozen=True)
class Tally:
    """Names under a matter: `signed` of the `base` who might have signed, where `needed` are necessary."""

    signed: int
    needed: int
    base: int
    article: str
    share: str

    @property
    def is_reached(self) -> bool:
        """Whether the matter can be put forward."""
        return self.signed >= self.needed


def tally_of(source: Source, signed: int, base: int, profile: Profile) -> Tally:
    """The names of a matter held against the share the law asks for: a tenth of 72 villagers is 8 (7.2, so 8)."""
    rule_id = NAMES_NEEDED[source]
    threshold = profile.threshold(rule_id)
    share = f"{threshold.share.numerator}/{threshold.share.denominator}"
    return Tally(signed, threshold.needed(base), base, profile.article(rule_id), share)


def blockers_gathering(state: MatterState, source: Source) -> list[Blocker]:
    """Why no name can be put under this matter now."""
    if source not in NAMES_NEEDED:
        return [Blocker("cosignature.not_needed", "HENAN:54")]
    if state is MatterState.GATHERING:
        return []
    return [Blocker("cosignature.over" if state is not MatterState.WITHDRAWN else "matter.withdrawn")]


def blockers_signing(source: Source, article: str, names: list[str]) -> list[Blocker]:
    """Who of these people cannot sign: not of age or not in the register, or no representative today."""
    return [Blocker(f"cosignature.{source.value}", article, {"names": "、".join(names)})] if names else []


def blockers_put_forward(state: MatterState, tally: Tally) -> list[Blocker]:
    """Why a matter cannot be put forward yet: it is already, or names are missing."""
    if state is not MatterState.GATHERING:
        return [Blocker("matter.already_forward" if state is not MatterState.WITHDRAWN else "matter.withdrawn")]
    if tally.is_reached:
        return []
    counts = {
        "signed": tally.signed,
        "needed": tally.needed,
        "base": tally.base,
        "missing": tally.needed - tally.signed,
    }
    return [Blocker("matter.names_missing", tally.article, counts)]
