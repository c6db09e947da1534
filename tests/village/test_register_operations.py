"""The register taken in and out, on both databases."""

from __future__ import annotations

import re
import threading
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.harness.village import SmallVillage, small_village
from tests.village.papers import FAMILY, csv_file, row
from webapp.audit.check import problems_of_village
from webapp.audit.models import LogEntry
from webapp.core.context import Context
from webapp.core.errors import Conflict, NotFound, RuleBroken
from webapp.village.operations import create_village
from webapp.village.register import operations
from webapp.village.register.difference import Difference, difference
from webapp.village.register.models import Household, RegisterDraft, Resident, VillagersGroup
from webapp.village.register.pinyin import initials
from webapp.village.register.prepared import Prepared, from_bytes, prepare, to_bytes
from webapp.village.register.queries import known_households, villagers_asked_for
from webapp.village.register.report import fingerprint
from webapp.village.register.rules import FileForm, PoliticalStatus
from webapp.village.rules import Place

KEY = b"a key of the identity digests, for tests"
TODAY = date(2026, 3, 2)
WHOLE_NUMBER = re.compile(rb"99\d{15}[\dX]")
pytestmark = pytest.mark.both_databases


@pytest.fixture
def ctx(acting: Any) -> Context:
    """The operator in a village nobody lives in yet."""
    made: Context = acting()
    create_village(made, Place(f"{made.village_id:012d}", "槐树湾村"))
    return made


def ready(rows: Any, **options: Any) -> Prepared:
    return prepare(csv_file(rows, **options), TODAY, KEY)


def compare(ctx: Context, prepared: Prepared) -> Difference:
    return difference(known_households(ctx.session), prepared.checked, prepared.digests)


def entries(ctx: Context) -> int:
    return int(ctx.session.execute(select(func.count()).select_from(LogEntry)).scalar_one())


def resident(ctx: Context, name: str) -> Resident:
    return ctx.session.execute(select(Resident).where(Resident.name == name)).scalar_one()


def changed(place: int, **cells: str) -> list[list[str]]:
    """The family with some cells of one row replaced."""
    other = row("00001", "子", "李军", "男", "1985-11-30", 3, **cells)
    return [*FAMILY[:place], other, *FAMILY[place + 1 :]]


def test_a_file_becomes_the_register(ctx: Context) -> None:
    found = operations.import_register(ctx, ready(FAMILY))
    assert (len(found.added), len(found.households)) == (4, 2)
    son = resident(ctx, "李军")
    assert (son.pinyin, son.party_member, son.political_status) == ("lj", True, PoliticalStatus.PARTY_MEMBER)
    assert son.identity_digest is not None
    assert len(son.identity_last4) == 4
    homes = ctx.session.execute(select(Household).order_by(Household.position)).scalars().all()
    assert [(home.number, home.position, home.constituency_id) for home in homes] == [
        ("00001", 1, None),
        ("00002", 2, None),
    ]
    assert ctx.session.execute(select(VillagersGroup.name)).scalars().all() == ["第1村民小组"]


def test_every_row_is_under_the_log(ctx: Context) -> None:
    operations.import_register(ctx, ready(FAMILY))
    assert list(problems_of_village(ctx.session)) == []
    stranger = resident(ctx, "李军")
    stranger.phone = "12900000009"
    ctx.session.flush()
    assert [problem.row for problem in problems_of_village(ctx.session)] == [("resident", stranger.id.hex)]


def test_a_second_import_of_the_same_file_changes_nothing(ctx: Context) -> None:
    operations.import_register(ctx, ready(FAMILY))
    before = entries(ctx)
    assert compare(ctx, ready(FAMILY)).is_nothing
    with pytest.raises(Conflict, match="nothing_to_import"):
        operations.import_register(ctx, ready(FAMILY))
    assert entries(ctx) == before


def test_a_changed_file_changes_what_differs_and_nothing_else(ctx: Context) -> None:
    operations.import_register(ctx, ready(FAMILY))
    keys = {one.id for one in ctx.session.execute(select(Resident)).scalars()}
    found = operations.import_register(ctx, ready(changed(2, PHONE="12900000007", POLITICAL="群众")))
    assert (len(found.added), len(found.changed), found.unchanged) == (0, 1, 3)
    ctx.session.expire_all()
    son = resident(ctx, "李军")
    assert (son.phone, son.party_member) == ("12900000007", False)
    assert {one.id for one in ctx.session.execute(select(Resident)).scalars()} == keys
    assert list(problems_of_village(ctx.session)) == []


def test_whoever_moves_house_stays_the_same_person(ctx: Context) -> None:
    operations.import_register(ctx, ready(FAMILY))
    son = resident(ctx, "李军").id
    moved = [*FAMILY[:2], FAMILY[3], row("00003", "户主", "李军", "男", "1985-11-30", 3, POLITICAL="中共党员")]
    found = operations.import_register(ctx, ready(moved))
    assert [len(found.added), len(found.changed)] == [0, 1]
    ctx.session.expire_all()
    home = ctx.session.get_one(Household, (ctx.village_id, resident(ctx, "李军").household_id))
    assert (resident(ctx, "李军").id, home.number, home.position) == (son, "00003", 3)


def test_a_household_in_another_group_leaves_its_constituency(ctx: Context, acting: Any) -> None:
    village = small_village(acting, 411381105202)
    theirs = village.ctx("clerk")
    home = theirs.session.get_one(Household, (village.village_id, village.households[0]))
    assert home.constituency_id is not None
    file = row(home.number, "户主", "新户主", "男", "1970-01-01", 9, GROUP="第2村民小组", DOOR="1-1")
    operations.import_register(acting(village.village_id), ready([file]))
    after = village.ctx("clerk").session.get_one(Household, (village.village_id, home.id))
    assert (after.constituency_id, after.group_id != home.group_id) == (None, True)


def test_one_refused_row_and_nothing_is_imported(ctx: Context) -> None:
    bad = [*FAMILY, row("00004", "户主", "钱多", "男", "2030-01-01", 5)]
    before = entries(ctx)
    with pytest.raises(RuleBroken) as broken:
        operations.import_register(ctx, ready(bad))
    assert [blocker.code for blocker in broken.value.blockers] == ["register.rows_refused"]
    assert (entries(ctx), ctx.session.execute(select(Resident)).scalars().all()) == (before, [])


def test_refused_households_can_be_left_out_whole(ctx: Context) -> None:
    bad = [*FAMILY, row("00002", "子", "赵小", "男", "2030-01-01", 5)]
    found = operations.import_register(ctx, ready(bad), leave_out_refused=True)
    assert [one.household.number for one in found.households] == ["00001"]
    assert sorted(ctx.session.execute(select(Resident.name)).scalars()) == ["李军", "李大山", "王秀英"]


def test_the_yes_is_to_what_was_shown(ctx: Context, acting: Any) -> None:
    prepared = ready(FAMILY)
    shown = fingerprint(compare(ctx, prepared))
    operations.import_register(acting(), ready(FAMILY[:3]))
    with pytest.raises(Conflict, match="changed_meanwhile"):
        operations.import_register(ctx, prepared, expected=shown)
    operations.import_register(ctx, prepared, expected=fingerprint(compare(ctx, prepared)))


def test_a_failure_on_the_way_leaves_nothing(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: Any) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr("webapp.village.register.operations.importing._residents", fail)
    with pytest.raises(RuntimeError):
        operations.import_register(ctx, ready(FAMILY))
    assert ctx.session.execute(select(func.count()).select_from(Household)).scalar_one() == 0
    assert ctx.session.execute(select(func.count()).select_from(VillagersGroup)).scalar_one() == 0


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    return small_village(acting)


def test_a_waiting_file_holds_no_whole_identity_number(village: SmallVillage) -> None:
    ctx = village.ctx("clerk")
    dirty = [
        *FAMILY,
        row("00009", "户主", "钱多", "男", "1970-01-01", 5, IDENTITY="９９０００１１９７００１０１０５１９"),
    ]
    prepared = ready(dirty)
    draft = operations.hold_draft(ctx, prepared, "名册.csv")
    assert not WHOLE_NUMBER.search(zlib.decompress(draft.body))
    kept = from_bytes(draft.body)
    assert (kept.checked.households, dict(kept.digests)) == (prepared.checked.households, dict(prepared.digests))
    assert kept.sha256 == prepared.sha256
    with pytest.raises(ValueError, match="draft"):
        from_bytes(b"something else")
    assert from_bytes(to_bytes(kept)) == kept


def test_a_waiting_file_is_its_owners_and_goes_with_the_import(village: SmallVillage, clock: Any) -> None:
    ctx = village.ctx("clerk")
    first = operations.hold_draft(ctx, ready(FAMILY), "a.csv").id
    draft = operations.hold_draft(ctx, ready(changed(2)), "b.csv").id
    kept = ctx.session.execute(select(RegisterDraft.id)).scalars().all()
    assert (first in kept, kept) == (False, [draft])
    other = village.acting(actor=village.actor("chair"))
    with pytest.raises(NotFound):
        operations.import_draft(other, draft)
    with pytest.raises(NotFound):
        operations.discard_draft(other, draft)
    operations.import_draft(ctx, draft)
    assert ctx.session.execute(select(RegisterDraft)).scalars().all() == []


def test_a_file_that_waited_too_long_is_not_imported(village: SmallVillage, clock: Any) -> None:
    draft = operations.hold_draft(village.ctx("clerk"), ready(FAMILY), "a.csv").id
    clock.advance(minutes=30)
    with pytest.raises(RuleBroken) as broken:
        operations.import_draft(village.ctx("clerk"), draft)
    assert broken.value.blockers[0].code == "register.draft_expired"
    operations.discard_draft(village.ctx("clerk"), draft)


def test_two_clerks_at_once_import_once(ctx: Context, acting: Any) -> None:
    contexts, outcomes = [acting(), acting()], []

    def run(own: Context) -> None:
        try:
            outcomes.append(len(operations.import_register(own, ready(FAMILY)).added))
        except Conflict:
            outcomes.append(0)

    threads = [threading.Thread(target=run, args=(own,)) for own in contexts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [0, 4]
    assert ctx.session.execute(select(func.count()).select_from(Resident)).scalar_one() == 4
    assert list(problems_of_village(ctx.session)) == []


def test_what_goes_out_comes_back_unchanged(ctx: Context) -> None:
    operations.import_register(ctx, ready(FAMILY))
    before = entries(ctx)
    households = operations.export_register(ctx, FileForm.CSV)
    assert entries(ctx) == before + 1
    assert [len(home.residents) for home in households] == [3, 1]


def test_people_are_found_by_name_initials_or_household(ctx: Context) -> None:
    operations.import_register(ctx, ready(FAMILY))
    for asked, names in (("李", ["李军", "李大山"]), ("WXY", ["王秀英"]), ("2", ["赵桂兰"]), ("%", []), (" ", [])):
        assert sorted(one.name for one in villagers_asked_for(ctx.session, asked)) == names


def test_initials() -> None:
    names = ("王秀兰", "单雄", "曾·古力", "", "𠮷")
    assert [initials(name) for name in names] == ["wxl", "sx", "zgl", "", initials("𠮷")]


@pytest.mark.slow
def test_a_large_community_comes_in_quickly(ctx: Context, shared_data: Path) -> None:
    data = (shared_data / "register-330281004016.csv").read_bytes()
    found = operations.import_register(ctx, prepare(data, TODAY, KEY))
    assert (len(found.households), len(found.added)) == (4413, 11610)
    assert compare(ctx, prepare(data, TODAY, KEY)).is_nothing
    assert list(problems_of_village(ctx.session)) == []
