"""Meetings of villagers, groups, Party members and the collective on the small village, with grown-up children in it."""

from __future__ import annotations

import dataclasses
import uuid
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import select

from tests.council.builder import Council, put_back
from webapp.branch.matters.models import Matter
from webapp.branch.matters.rules import Step
from webapp.charter.rules import CountBy
from webapp.core.clock import at_china
from webapp.core.context import Context
from webapp.core.events import Event
from webapp.core.ids import new_id
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.meetings import operations as meetings
from webapp.council.meetings.models import Meeting
from webapp.village.accounts.models import Account
from webapp.village.accounts.passwords import hash_password
from webapp.village.register.models import Resident, VillagersGroup
from webapp.village.register.rules import Relation, Sex

IN_TEN_DAYS = date(2026, 3, 12)
GROWN_UP, CHILD = date(1999, 5, 1), date(2012, 5, 1)
PASSWORD = "three short words"
_HASH = hash_password(PASSWORD)


@dataclasses.dataclass(frozen=True)
class ChildrenRegistered(Event):
    """A household of the test village got a son and a daughter."""

    name: ClassVar[str] = "children_registered"


@operation(P.REGISTER_IMPORT)
def give_children(ctx: Context, household_id: uuid.UUID, role: str) -> tuple[uuid.UUID, uuid.UUID]:
    """A son of age, who signs in as `role`, and a daughter who is not."""
    son, daughter = (
        Resident(
            id=new_id(), household_id=household_id, name=name, pinyin=initials, sex=sex, born_on=born, relation=relation,
            position=position,
        )
        for name, initials, sex, born, relation, position in (
            (f"李小{role[-1]}", "lx" + role[-1], Sex.MALE, GROWN_UP, Relation.SON, 2),
            ("李小妹", "lxm", Sex.FEMALE, CHILD, Relation.DAUGHTER, 3),
        )
    )  # fmt: skip
    ctx.session.add_all([son, daughter])
    ctx.session.flush()
    ctx.session.add(Account(sign_in_name=role, resident_id=son.id, shown_name=role, password_hash=_HASH))
    ctx.record(ChildrenRegistered(), subject=son)
    return son.id, daughter.id


@dataclasses.dataclass
class Bodies:
    """Meetings of every body; `son_1` and `child_1` live with rep_1, `son_2` and `child_2` with rep_2."""

    council: Council

    def grow(self) -> None:
        """Give two households children and put them into the village's roles."""
        village = self.council.village
        for number in (1, 2):
            session = self.council.anyone().session
            home = session.execute(
                select(Resident.household_id).where(Resident.id == village.people[f"rep_{number}"])
            ).scalar_one()
            son, child = give_children(self.council.anyone(), home, f"son_{number}")
            session = self.council.anyone().session
            account = session.execute(select(Account.id).where(Account.resident_id == son)).scalar_one()
            village.people |= {f"son_{number}": son, f"child_{number}": child}
            village.accounts[f"son_{number}"] = account
            village.offices[f"son_{number}"] = frozenset()

    def assembly(self, by: CountBy = CountBy.HOUSEHOLDS, matter: Matter | None = None, **more: Any) -> Meeting:
        """A villagers' assembly in ten days."""
        key = (matter or self.council.matter("charter", title="章程")).id
        ctx, day = self.council.ctx("clerk"), more.pop("day", IN_TEN_DAYS)
        return meetings.convene_assembly(ctx, "村民会议", "村小学操场", at_china(day, 9), [key], by, **more)

    def groups(self) -> list[uuid.UUID]:
        """The keys of the two groups."""
        query = select(VillagersGroup.id).order_by(VillagersGroup.position)
        return list(self.council.anyone().session.scalars(query))

    def group(self, role: str, group: uuid.UUID, by: CountBy = CountBy.PERSONS, **more: Any) -> Meeting:
        """A meeting of one group tomorrow."""
        matter = self.council.matter(**more)
        ctx = self.council.ctx(role)
        return meetings.convene_group(ctx, group, "组会", "晒谷场", at_china(date(2026, 3, 3), 19), [matter.id], by)

    def studied_next(self) -> Matter:
        """A matter that stands before the Party members."""
        matter = self.council.matter(studied=False, heard_by=None)
        return put_back(self.council.anyone(), matter.id, Step.PARTY_REVIEW)

    def party(self, matter: Matter, day: date = date(2026, 3, 5), role: str = "secretary") -> Meeting:
        """A Party members' meeting in three days."""
        ctx = self.council.ctx(role)
        return meetings.convene_party_members(ctx, "党员大会", "党群服务中心", at_china(day, 19), [matter.id])

    def members(self, day: date = IN_TEN_DAYS) -> Meeting:
        """A members' assembly of the collective in ten days."""
        matter = self.council.matter("homestead", title="宅基地使用方案")
        ctx = self.council.ctx("collective_head")
        return meetings.convene_members(ctx, "成员大会", "大院", at_china(day, 9), [matter.id])
