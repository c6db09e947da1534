"""The words of meetings: their states, why somebody has a seat, how a person came in, who meets and how it counts."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from webapp.branch.matters.rules import Step
from webapp.charter.rules import Body, CountBy
from webapp.village.offices.rules import Office

LONGEST_MINUTES = 20_000


class MeetingState(StrEnum):
    """Convened, open in the hall, closed."""

    CONVENED = "convened"
    OPEN = "open"
    CLOSED = "closed"


class SeatKind(StrEnum):
    """Why somebody has a seat: as a representative or a member of the villagers' committee (VCOL art 29), as a villager
    or household of the assembly or a group (26, 32), as a Party member, as a member of the collective (RCEO 27)."""

    REPRESENTATIVE = "representative"
    COMMITTEE = "committee"
    VILLAGER = "villager"
    HOUSEHOLD = "household"
    PARTY_MEMBER = "party_member"
    COLLECTIVE_MEMBER = "collective_member"


BY_OFFICE = frozenset({SeatKind.REPRESENTATIVE, SeatKind.COMMITTEE})
"""The seats one has by an office, and only as long as one holds it (VCOL 29)."""


class CheckIn(StrEnum):
    """How a person came in: with their own code at the door, from the clerk's list, at the hall's tablet, from afar; or
    the seat is taken by the holder of a written mandate."""

    OWN_CODE = "own_code"
    LIST = "list"
    TABLET = "tablet"
    REMOTE = "remote"
    PROXY = "proxy"


_CHAIR = frozenset({Office.COMMITTEE_CHAIR, Office.COMMITTEE_VICE_CHAIR})
LEADERS: Mapping[Body, frozenset[Office]] = MappingProxyType(
    {
        Body.REPRESENTATIVES: _CHAIR,
        Body.ASSEMBLY: _CHAIR,
        Body.GROUP: _CHAIR | {Office.GROUP_LEADER},
        Body.PARTY_MEMBERS: frozenset({Office.BRANCH_SECRETARY}),
        Body.RCEO_MEMBERS: frozenset({Office.RCEO_HEAD}),
        Body.RCEO_REPRESENTATIVES: frozenset({Office.RCEO_HEAD}),
    }
)
"""Who leads a meeting of each body (VCOL art 25, 29, 32; RCEO 27); a group's leader only the meeting of that group."""


@dataclass(frozen=True)
class Gathering:
    """Who meets, and whether heads or households are counted. `group_id` names the villagers' group where one meets."""

    body: Body = Body.REPRESENTATIVES
    count_by: CountBy = CountBy.PERSONS
    group_id: uuid.UUID | None = None

    @property
    def seat_kind(self) -> SeatKind:
        """Why people have their seats here; at a representatives' meeting the committee's members have another."""
        if self.count_by is CountBy.HOUSEHOLDS:
            return SeatKind.HOUSEHOLD
        return SEAT_KINDS[self.body]

    @property
    def step(self) -> Step:
        """The step of the procedure a matter stands at when this body takes it up."""
        return Step.PARTY_REVIEW if self.body is Body.PARTY_MEMBERS else Step.RESOLVE


SEAT_KINDS = {
    Body.REPRESENTATIVES: SeatKind.REPRESENTATIVE,
    Body.ASSEMBLY: SeatKind.VILLAGER,
    Body.GROUP: SeatKind.VILLAGER,
    Body.PARTY_MEMBERS: SeatKind.PARTY_MEMBER,
    Body.RCEO_MEMBERS: SeatKind.COLLECTIVE_MEMBER,
}
"""The bodies that meet here, and as what people sit in them."""


NAMED_SEATS = frozenset({SeatKind.REPRESENTATIVE, SeatKind.COMMITTEE})
"""Who sits for others is named in full; villagers, households and members are not."""


def shown_name(name: str, kind: SeatKind) -> str:
    """A name as everybody may read it: in full for who sits for others, the family name only for everybody else."""
    return name if kind in NAMED_SEATS else f"{name[:1]}某"


def is_listed_publicly(body: Body) -> bool:
    """Whether the names of those due are for everyone: representatives and the committee hold a public office.

    Who of the villagers, Party members or members of the collective came to a meeting is personal: the page gives
    numbers, and the names stay with the clerk and in the minutes' file (PIPL 6 and 25).
    """
    return body is Body.REPRESENTATIVES
