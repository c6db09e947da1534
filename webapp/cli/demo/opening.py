"""How the year begins: the village is set up, its register imported, its offices filled, its people invited."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.charter.operations import adopt_local_rule
from webapp.cli.demo.cast import CAST, NAMED_REPRESENTATIVES, VILLAGE_CODE, VILLAGE_NAME
from webapp.cli.demo.households import register_file
from webapp.cli.demo.paper import paper
from webapp.cli.demo.stage import Stage, Tale
from webapp.council.mandates.operations import record_mandate
from webapp.village.accounts.operations import invite, join
from webapp.village.accounts.queries import invitation_by_token
from webapp.village.constituencies.models import Constituency
from webapp.village.constituencies.operations import draw_constituencies
from webapp.village.offices.operations import fill_office
from webapp.village.offices.rules import Office, term_end
from webapp.village.operations import create_village
from webapp.village.register.models import Household, Resident
from webapp.village.register.operations import import_register
from webapp.village.register.prepared import prepare
from webapp.village.register.rules import Sex
from webapp.village.rules import Place

PLACE = Place(f"{VILLAGE_CODE:012d}", VILLAGE_NAME, "示范镇", "邓州市", "南阳市", "河南省")
HOUSEHOLDS_A_REPRESENTATIVE = 7
MANDATED = (
    "village_planning",
    "lost_time_allowance",
    "collective_income_use",
    "public_welfare",
    "assistance",
    "other_by_law",
)
NOTICE_DAYS = 5
"""The village's own charter asks for five days' notice of a representatives' meeting."""


def set_up(stage: Stage) -> Tale:
    """The operator's morning: the village, its register, its constituencies, its offices, the clerk's invitation."""
    yield stage.days.at(340, 9)
    stage.operate(create_village, PLACE)
    yield stage.days.at(340, 9, 20)
    stage.operate(import_register, prepare(register_file(), stage.today, stage.register_key))
    yield stage.days.at(340, 9, 40)
    stage.operate(draw_constituencies, target=HOUSEHOLDS_A_REPRESENTATIVE)
    yield stage.days.at(340, 10)
    _find_cast(stage)
    for person in CAST:
        if person.office is not None:
            _fill(stage, person.sign_in_name, person.office, None, person.title, person.finance)
    yield stage.days.at(340, 11)
    for number, (constituency_id, resident_id) in enumerate(stage.read(representatives_to_be, stage.today), 1):
        name = f"daibiao{number}"
        stage.people[name] = resident_id
        stage.representatives.append(name)
        _fill(stage, name, Office.REPRESENTATIVE, constituency_id)
    yield stage.days.at(340, 14)
    stage.things["clerk's letter"] = _letter(stage, stage.operate(invite, stage.people["wenshu"], "wenshu"))


def people_join(stage: Stage, password_hash: str) -> Tale:
    """The clerk joins first and hands out the other invitations; within a week everyone has set a password."""
    yield stage.days.at(340, 15)
    _join(stage, "wenshu", stage.things["clerk's letter"], password_hash)
    others = [name for name in stage.people if name != "wenshu"]
    letters = {}
    for place, name in enumerate(others):
        yield stage.days.at(338, 9) + timedelta(minutes=5 * place)
        letters[name] = _letter(stage, stage.act("wenshu", invite, stage.people[name], name))
    for place, name in enumerate(others):
        yield stage.days.at(334, 8) + timedelta(minutes=11 * place)
        _join(stage, name, letters[name], password_hash)


def assembly_delegates(stage: Stage) -> Tale:
    """The villagers' assembly delegates six kinds of matter, and asks for longer notice than the law."""
    yield stage.days.at(328, 17)
    until = term_end(stage.days.elected_on) - timedelta(days=1)
    stage.act("wenshu", record_mandate, MANDATED, stage.today, until, paper("assembly")["mandate"])
    yield stage.days.at(328, 17, 30)
    stage.act("zhuren", adopt_local_rule, "rep.notice.days", NOTICE_DAYS, paper("assembly")["notice rule"], stage.today)


def representatives_to_be(session: Session, today: date) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """For every constituency, in order, who its households chose: every second one a woman of middle age."""
    homes: dict[uuid.UUID, list[Resident]] = defaultdict(list)
    people = (
        select(Household.constituency_id, Resident)
        .join(Resident, (Resident.village_id == Household.village_id) & (Resident.household_id == Household.id))
        .order_by(Household.position, Resident.position)
    )
    for constituency_id, resident in session.execute(people):
        if constituency_id is not None:
            homes[constituency_id].append(resident)
    numbers = session.execute(select(Constituency.number, Constituency.id).order_by(Constituency.number)).all()
    return [(key, _chosen(homes[key], number % 2 == 1, today)) for number, key in numbers]


def _chosen(people: Sequence[Resident], is_woman: bool, today: date) -> uuid.UUID:
    named = {person.name for person in NAMED_REPRESENTATIVES}
    taken = {person.name for person in CAST}
    away = {resident.household_id for resident in people if resident.name in taken}
    fit = [
        resident
        for resident in people
        if resident.household_id not in away and resident.lives_here and 30 <= today.year - resident.born_on.year <= 68
    ]
    known = [resident for resident in fit if resident.name in named]
    wanted = [resident for resident in fit if (resident.sex is Sex.FEMALE) is is_woman]
    return (known or wanted or fit)[0].id


def _find_cast(stage: Stage) -> None:
    """The people of the story in the register that has just been imported."""
    query = select(Resident.name, Resident.id).where(Resident.name.in_([person.name for person in CAST]))
    with stage.database.session(VILLAGE_CODE) as session:
        found = {row.name: row.id for row in session.execute(query)}
    stage.people |= {person.sign_in_name: found[person.name] for person in CAST}


def _fill(
    stage: Stage, name: str, office: Office, constituency_id: uuid.UUID | None, title: str = "", finance: bool = False
) -> None:
    since = stage.days.elected_on
    stage.operate(fill_office, stage.people[name], office, since, constituency_id, title, finance)


def _letter(stage: Stage, token: str) -> uuid.UUID:
    """The key of the invitation behind a link, as the page of joining finds it."""
    found = stage.read(invitation_by_token, token)
    if found is None:
        raise LookupError("an invitation that was just written is gone")
    return found.id


def _join(stage: Stage, name: str, letter: uuid.UUID, password_hash: str) -> None:
    stage.enter(stage.stranger(join, letter, password_hash), name)
