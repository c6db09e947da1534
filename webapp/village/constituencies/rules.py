"""Constituencies: the 5 to 15 neighbouring households that one representative speaks for (VCOL art. 29).

Drawn inside the villagers' groups along the order of the households, as even as can be. The two limits come from the
law of the day (``profile.size("rep.households.perRep")``); households are told apart by any hashable key.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from webapp.core.errors import Blocker, InvalidInput
from webapp.village.register.rules import household_order

H = TypeVar("H", bound=Hashable)

SMALLEST, LARGEST, TARGET = 5, 15, 10
ARTICLE = "VCOL-2025:29"


@dataclass(frozen=True, slots=True)
class Place(Generic[H]):
    """Where a household stands: its group, the group's position in the village, its own in the register."""

    key: H
    number: str
    group: str
    group_position: int
    position: int = 0


@dataclass(frozen=True, slots=True)
class Drawn(Generic[H]):
    """One constituency: its number from 1, the groups it lies in (almost always one), its households in order."""

    number: int
    groups: tuple[str, ...]
    households: tuple[Place[H], ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """A group of too few households was joined to its neighbour; the page and the log say so."""

    group: str
    households: int
    neighbour: str


@dataclass(frozen=True, slots=True)
class Drawing(Generic[H]):
    """All constituencies of a village and which groups had to be joined. ``blockers`` when the law cannot be met."""

    constituencies: tuple[Drawn[H], ...]
    joined: tuple[Joined, ...] = ()
    blockers: tuple[Blocker, ...] = ()


def draw(
    places: Iterable[Place[H]],
    *,
    target: int = TARGET,
    smallest: int = SMALLEST,
    largest: int = LARGEST,
    article: str = ARTICLE,
) -> Drawing[H]:
    """Draws the constituencies of a village: every household in exactly one, neighbours together, sizes that differ by
    at most one inside a group. There are as many constituencies as bring their average nearest to ``target`` (the
    smaller number when two are equally near). A group with fewer than ``smallest`` households joins the group before
    it, the first one the group after it. The same places always give the same drawing. ``InvalidInput`` for a target
    outside the limits; what no drawing can satisfy (a village of three households) stands in ``blockers``.
    """
    if not smallest <= target <= largest:
        raise InvalidInput("constituencies.target", "target", low=smallest, high=largest)
    stretches, joined = _stretches(_grouped(places), smallest)
    drawn: list[Drawn[H]] = []
    for stretch in stretches:
        for households in _even_parts(stretch, _parts(len(stretch), target, smallest, largest)):
            groups = tuple(dict.fromkeys(place.group for place in households))
            drawn.append(Drawn(len(drawn) + 1, groups, households))
    return Drawing(tuple(drawn), joined, tuple(blockers_sizes(drawn, smallest, largest, article)))


def _grouped(places: Iterable[Place[H]]) -> list[list[Place[H]]]:
    ordered = sorted(
        places, key=lambda place: (place.group_position, place.group, place.position, household_order(place.number))
    )
    groups: dict[tuple[int, str], list[Place[H]]] = {}
    for place in ordered:
        groups.setdefault((place.group_position, place.group), []).append(place)
    return list(groups.values())


def _stretches(groups: Sequence[list[Place[H]]], smallest: int) -> tuple[list[list[Place[H]]], tuple[Joined, ...]]:
    """Groups large enough to be divided on their own, small ones joined to a neighbour."""
    stretches: list[list[Place[H]]] = []
    joined: list[Joined] = []
    for group in groups:
        if stretches and len(group) < smallest:
            joined.append(Joined(group[0].group, len(group), stretches[-1][-1].group))
            stretches[-1] = stretches[-1] + group
        elif len(stretches) == 1 and len(stretches[0]) < smallest:
            names = dict.fromkeys(place.group for place in stretches[0])
            joined = [
                Joined(name, sum(1 for place in stretches[0] if place.group == name), group[0].group) for name in names
            ]
            stretches[0] = stretches[0] + group
        else:
            stretches.append(group)
    return stretches, tuple(joined)


def _parts(households: int, target: int, smallest: int, largest: int) -> int:
    """Into how many constituencies a stretch is divided; one when it is too small for the law."""
    fewest, most = -(-households // largest), households // smallest
    return min(
        range(fewest, max(fewest, most) + 1),
        key=lambda parts: (Fraction(abs(households - target * parts), parts), parts),
    )


def _even_parts(stretch: Sequence[Place[H]], parts: int) -> list[tuple[Place[H], ...]]:
    size, larger = divmod(len(stretch), parts)
    cut: list[tuple[Place[H], ...]] = []
    start = 0
    for part in range(parts):
        end = start + size + (1 if part < larger else 0)
        cut.append(tuple(stretch[start:end]))
        start = end
    return cut


def blockers_sizes(
    constituencies: Iterable[Drawn[H]], smallest: int = SMALLEST, largest: int = LARGEST, article: str = ARTICLE
) -> list[Blocker]:
    """Constituencies whose number of households the law does not allow."""
    return [
        Blocker(
            "constituency.size",
            article,
            {"number": drawn.number, "got": len(drawn.households), "low": smallest, "high": largest},
        )
        for drawn in constituencies
        if not smallest <= len(drawn.households) <= largest
    ]


def blockers_move(
    constituencies: Sequence[Drawn[H]],
    household: H,
    to: int,
    *,
    smallest: int = SMALLEST,
    largest: int = LARGEST,
    article: str = ARTICLE,
) -> list[Blocker]:
    """Why a household cannot be moved to constituency ``to`` by hand; empty when it can.

    Only what the move itself makes wrong is told, so a constituency that was too large before can be made smaller.
    """
    source = next((drawn for drawn in constituencies if household in {at.key for at in drawn.households}), None)
    target = next((drawn for drawn in constituencies if drawn.number == to), None)
    if source is None or target is None:
        return [Blocker("constituency.unknown", "", {"number": to})]
    if source.number == target.number:
        return [Blocker("constituency.already_there", "", {"number": to})]
    blockers = []
    left = len(source.households) - 1
    if left < smallest:
        params: dict[str, object] = {"number": source.number, "got": left, "low": smallest, "high": largest}
        blockers.append(Blocker("constituency.size", article, params))
    place = next(place for place in source.households if place.key == household)
    return blockers + blockers_enter(target, place, smallest=smallest, largest=largest, article=article)


def blockers_enter(
    target: Drawn[H], place: Place[H], *, smallest: int = SMALLEST, largest: int = LARGEST, article: str = ARTICLE
) -> list[Blocker]:
    """Why a household cannot come into a constituency, wherever it is now: too many there, or another group."""
    blockers = []
    grown = len(target.households) + 1
    if grown > largest:
        params: dict[str, object] = {"number": target.number, "got": grown, "low": smallest, "high": largest}
        blockers.append(Blocker("constituency.size", article, params))
    if target.groups and place.group not in target.groups:
        names: dict[str, object] = {"number": target.number, "group": place.group, "groups": "、".join(target.groups)}
        blockers.append(Blocker("constituency.other_group", article, names))
    return blockers


def blockers_redraw(serving: int, article: str = ARTICLE) -> list[Blocker]:
    """Why all constituencies cannot be drawn anew: representatives serve whom their households chose."""
    if not serving:
        return []
    return [Blocker("constituencies.represented", article, {"serving": serving})]
