"""A small village with people in every office, for tests of the rooms above."""

from __future__ import annotations

import dataclasses
import sqlite3
import uuid
from datetime import date
from typing import Any, ClassVar, cast

from sqlalchemy import select, text

from tests.harness.acting import Acting
from webapp.core.context import Actor, ActorKind, Context
from webapp.core.events import Event
from webapp.core.ids import new_id
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.grants import GrantTable
from webapp.village.accounts.models import Account
from webapp.village.accounts.passwords import hash_password
from webapp.village.constituencies.models import Constituency
from webapp.village.offices.models import OfficeTerm
from webapp.village.offices.rules import Office, term_end
from webapp.village.operations import create_village
from webapp.village.register.models import Household, Resident, VillagersGroup
from webapp.village.register.rules import Relation, Sex
from webapp.village.rules import Place

PASSWORD = "three short words"
SINCE = date(2026, 1, 10)
REPRESENTATIVES = 12
HOUSEHOLDS_EACH = 6
FIRST_NAMES_AGAIN = REPRESENTATIVES * HOUSEHOLDS_EACH
"""Up to here the small village has its names, some of them twice; people of a larger one are all called differently."""
_OFFICES = (
    ("secretary", Office.BRANCH_SECRETARY),
    ("branch_member", Office.BRANCH_MEMBER),
    ("branch_member_2", Office.BRANCH_MEMBER),
    ("chair", Office.COMMITTEE_CHAIR),
    ("member", Office.COMMITTEE_MEMBER),
    ("member_2", Office.COMMITTEE_MEMBER),
    ("clerk", Office.CLERK),
    ("supervision_chair", Office.SUPERVISION_CHAIR),
    ("supervisor", Office.SUPERVISOR),
    ("supervisor_2", Office.SUPERVISOR),
    ("collective_head", Office.RCEO_HEAD),
)


@dataclasses.dataclass(frozen=True)
class VillagePeopled(Event):
    """The test village was filled with people."""

    name: ClassVar[str] = "village_peopled"
    people: int


@dataclasses.dataclass
class SmallVillage:
    """72 households in two groups, 12 constituencies of 6, a council of 12 representatives and 3 committee members.

    `people[role]` are keys of residents: the roles of `_OFFICES`, `rep_1` … `rep_12`, and `villager` (no office). Where
    a test asks for more representatives, there are as many constituencies.
    """

    acting: Any
    village_id: int
    people: dict[str, uuid.UUID]
    accounts: dict[str, uuid.UUID]
    offices: dict[str, frozenset[str]]
    households: list[uuid.UUID]

    def actor(self, role: str) -> Actor:
        """The person in this role, signed in."""
        return Actor(ActorKind.PERSON, self.accounts[role], self.people[role], role, self.offices[role])

    def stranger(self) -> uuid.UUID:
        """A villager without an account."""
        ctx = self.acting(self.village_id)
        with_account = select(Account.resident_id)
        return ctx.session.scalars(select(Resident.id).where(Resident.id.not_in(with_account)).limit(1)).one()

    def ctx(self, role: str) -> Context:
        """A context in which this person acts under the real grants, at the time the clock shows."""
        return self.acting(self.village_id, actor=self.actor(role), grants=GrantTable())


@operation(P.VILLAGE_CREATE)
def people_village(ctx: Context, representatives: int = REPRESENTATIVES) -> dict[str, uuid.UUID]:
    """Fill the village. Representatives head the first household of their constituency; odd ones are women."""
    people: dict[str, uuid.UUID] = {}
    groups = [VillagersGroup(id=new_id(), name=f"第{n}村民小组", position=n) for n in (1, 2)]
    ctx.session.add_all(groups)
    ctx.session.flush()
    areas = [
        Constituency(id=new_id(), number=n, name=f"第{n}片", group_id=groups[(n - 1) * 2 // representatives].id)
        for n in range(1, representatives + 1)
    ]
    ctx.session.add_all(areas)
    ctx.session.flush()
    place = 0
    spare: list[Resident] = []
    for area in areas:
        for house in range(HOUSEHOLDS_EACH):
            place += 1
            home = Household(
                id=new_id(),
                number=f"{place:05d}",
                group_id=area.group_id,
                constituency_id=area.id,
                door=f"{area.number}-{house + 1}",
                position=place,
            )
            ctx.session.add(home)
            ctx.session.flush()
            head = _resident(home, place, Relation.HEAD, Sex.FEMALE if area.number % 2 else Sex.MALE, house < 3)
            ctx.session.add(head)
            if house == 0:
                people[f"rep_{area.number}"] = head.id
                ctx.session.flush()
                ctx.session.add(_term(Office.REPRESENTATIVE, head.id, area.id))
            else:
                spare.append(head)
    ctx.session.flush()
    for (role, office), resident in zip(_OFFICES, spare, strict=False):
        people[role] = resident.id
        ctx.session.add(_term(office, resident.id, None, finance=role == "supervisor"))
    people["villager"] = spare[len(_OFFICES)].id
    people["villager_2"] = spare[len(_OFFICES) + 1].id
    ctx.record(VillagePeopled(people=place))
    return people


@operation(P.VILLAGE_CREATE)
def open_accounts(ctx: Context, people: dict[str, uuid.UUID], password_hash: str) -> dict[str, uuid.UUID]:
    """Give everyone with a role an account: they sign in with the role's name."""
    accounts = {
        role: Account(
            id=new_id(), sign_in_name=role, resident_id=resident, shown_name=role, password_hash=password_hash
        )
        for role, resident in people.items()
    }
    ctx.session.add_all(accounts.values())
    ctx.record(VillagePeopled(people=len(accounts)))
    return {role: account.id for role, account in accounts.items()}


_HASH = hash_password(PASSWORD)


def small_village(
    acting: Any, village_id: int | None = None, name: str = "槐树湾村", representatives: int = REPRESENTATIVES
) -> SmallVillage:
    """Build the village on this test's database; where it is the first there, as a copy of one built before."""
    ctx = acting(village_id) if village_id else acting()
    wanted = (ctx.village_id, name, representatives, ctx.now)
    file = _empty_file(ctx) if isinstance(acting, Acting) else None
    if file is None:
        return _built(acting, ctx, name, representatives)
    if wanted in _BUILT:
        kept, village = _BUILT[wanted]
        ctx.session.rollback()
        kept.backup(file)
    else:
        kept, village = sqlite3.connect(":memory:"), _built(acting, ctx, name, representatives)
        ctx.session.commit()
        file.backup(kept)
        _BUILT[wanted] = kept, village
    people, accounts, offices = dict(village.people), dict(village.accounts), dict(village.offices)
    return SmallVillage(acting, village.village_id, people, accounts, offices, list(village.households))


_BUILT: dict[tuple[Any, ...], tuple[sqlite3.Connection, SmallVillage]] = {}


def _empty_file(ctx: Context) -> sqlite3.Connection | None:
    """The embedded database a context writes to, if nothing was done in it yet."""
    connection = ctx.session.connection()
    if connection.dialect.name != "sqlite" or connection.execute(text("select 1 from log_head")).first():
        return None
    return cast(sqlite3.Connection, connection.connection.driver_connection)


def _built(acting: Any, ctx: Context, name: str, representatives: int) -> SmallVillage:
    create_village(ctx, Place(f"{ctx.village_id:012d}", name, "测试镇", "测试县"))
    people = people_village(ctx, representatives)
    accounts = open_accounts(ctx, people, _HASH)
    offices: dict[str, frozenset[str]] = {role: frozenset() for role in people}
    offices |= {role: frozenset({office.value}) for role, office in _OFFICES}
    offices |= {f"rep_{n}": frozenset({Office.REPRESENTATIVE.value}) for n in range(1, representatives + 1)}
    households = list(ctx.session.scalars(select(Household.id).order_by(Household.position)))
    return SmallVillage(acting, ctx.village_id, people, accounts, offices, households)


def sign_in(client: Any, village: SmallVillage, role: str) -> Any:
    """Sign a person in through the real page."""
    path = f"/v/{village.village_id:012d}/sign-in"
    return client.submit(path, {"sign_in_name": role, "password": PASSWORD}, page=path)


def _resident(home: Household, place: int, relation: Relation, sex: Sex, party: bool) -> Resident:
    turn = place // 64 if place > FIRST_NAMES_AGAIN else 0
    return Resident(
        id=new_id(),
        household_id=home.id,
        name=f"{'赵钱孙李周吴郑王'[place % 8]}{'文秀德兰建桂春明'[place // 8 % 8]}{'英国华平'[(place + turn) % 4]}",
        sex=sex,
        born_on=date(1960 + place % 40, 1 + place % 12, 1 + place % 28),
        relation=relation,
        party_member=party,
        position=1,
    )


def _term(office: Office, resident_id: uuid.UUID, area: uuid.UUID | None, finance: bool = False) -> OfficeTerm:
    return OfficeTerm(
        office=office,
        resident_id=resident_id,
        constituency_id=area,
        finance_knowledge=finance,
        since=SINCE,
        until=term_end(SINCE),
    )
