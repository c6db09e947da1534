"""Names under a matter: who counts, how many are needed, one person once."""

from __future__ import annotations

import threading
import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.branch.matters import branch_matter, reload, villagers_matter
from tests.harness.clock import StoppedClock
from tests.harness.village import SmallVillage, VillagePeopled
from webapp.branch.cosignatures import queries
from webapp.branch.cosignatures.rules import MOST_AT_ONCE, blockers_put_forward, tally_of
from webapp.branch.matters import operations
from webapp.branch.matters.models import CoSignature
from webapp.branch.matters.rules import MatterState, Source, latest_birthday
from webapp.charter.rules import profile_on
from webapp.core.context import Context
from webapp.core.errors import Conflict, InvalidInput, NotFound, NotPermitted, RuleBroken
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.village.register.models import Resident

both = pytest.mark.both_databases
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(("base", "needed"), [(72, 8), (70, 7), (71, 8), (1, 1), (9, 1), (10, 1), (11, 2), (0, 1)])
def test_a_tenth_is_rounded_up_never_down(base: int, needed: int) -> None:
    assert tally_of(Source.VILLAGERS, 0, base, profile_on(TODAY)).needed == needed


@pytest.mark.parametrize(("base", "needed"), [(12, 3), (10, 2), (11, 3), (15, 3), (4, 1)])
def test_a_fifth_of_the_representatives(base: int, needed: int) -> None:
    tally = tally_of(Source.REPRESENTATIVES, 0, base, profile_on(TODAY))
    assert (tally.needed, tally.article, tally.share) == (needed, "HENAN:54", "1/5")


def test_one_name_short_is_short() -> None:
    tally = tally_of(Source.VILLAGERS, 7, 72, profile_on(TODAY))
    (blocker,) = blockers_put_forward(MatterState.GATHERING, tally)
    assert (blocker.code, blocker.params["missing"]) == ("matter.names_missing", 1)
    assert blockers_put_forward(MatterState.GATHERING, tally_of(Source.VILLAGERS, 8, 72, profile_on(TODAY))) == []


@pytest.mark.parametrize(
    ("day", "latest"),
    [
        (date(2026, 3, 2), date(2008, 3, 2)),
        (date(2028, 2, 29), date(2010, 2, 28)),
        (date(2026, 2, 28), date(2008, 2, 28)),
    ],
)
def test_of_age_on_the_birthday(day: date, latest: date) -> None:
    assert latest_birthday(day, 18) == latest
    assert latest_birthday(day + timedelta(days=1), 18) >= latest


@both
def test_eight_of_72_put_a_matter_forward(village: SmallVillage) -> None:
    matter = villagers_matter(village)
    operations.record_paper_cosignatures(village.ctx("clerk"), matter.id, reps(village, 6))
    with pytest.raises(RuleBroken) as caught:
        operations.put_forward(village.ctx("villager"), matter.id)
    (blocker,) = caught.value.blockers
    assert (blocker.code, dict(blocker.params)) == (
        "matter.names_missing", {"signed": 7, "needed": 8, "base": 72, "missing": 1}
    )  # fmt: skip
    operations.cosign(village.ctx("villager_2"), matter.id)
    operations.put_forward(village.ctx("villager"), matter.id)
    after = reload(village, matter.id)
    assert (after.state, after.put_forward_on) == (MatterState.ACTIVE, TODAY)
    with pytest.raises(RuleBroken):
        operations.cosign(village.ctx("chair"), matter.id)


@both
def test_three_of_twelve_representatives(village: SmallVillage) -> None:
    matter = villagers_matter(village, "rep_1", Source.REPRESENTATIVES)
    with pytest.raises(RuleBroken) as caught:
        operations.cosign(village.ctx("villager"), matter.id)
    assert caught.value.blockers[0].code == "cosignature.representatives"
    operations.cosign(village.ctx("rep_2"), matter.id)
    operations.cosign(village.ctx("rep_3"), matter.id)
    tally = queries.tally(village.ctx("clerk").session, reload(village, matter.id), TODAY)
    assert (tally.signed, tally.needed, tally.base) == (3, 3, 12)
    operations.put_forward(village.ctx("rep_1"), matter.id)


@both
def test_a_person_counts_once_on_paper_or_online(village: SmallVillage) -> None:
    matter = villagers_matter(village)
    with pytest.raises(Conflict, match=r"cosignature\.already"):
        operations.cosign(village.ctx("villager"), matter.id)
    operations.cosign(village.ctx("villager_2"), matter.id)
    twice = [village.people["villager_2"], village.people["chair"], village.people["chair"]]
    assert operations.record_paper_cosignatures(village.ctx("clerk"), matter.id, twice) == 1
    with pytest.raises(Conflict, match=r"cosignature\.all_signed"):
        operations.record_paper_cosignatures(village.ctx("clerk"), matter.id, twice)
    with pytest.raises(Conflict):
        operations.cosign(village.ctx("chair"), matter.id)
    assert len(queries.signers(village.ctx("clerk").session, matter.id)) == 3


@both
def test_pressing_twice_at_once_signs_once(village: SmallVillage) -> None:
    matter = villagers_matter(village)
    outcomes: list[str] = []

    def sign() -> None:
        try:
            operations.cosign(village.ctx("villager_2"), matter.id)
            outcomes.append("signed")
        except Conflict:
            outcomes.append("refused")

    threads = [threading.Thread(target=sign) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused"] * 4 + ["signed"]
    assert len(village.ctx("clerk").session.scalars(select(CoSignature)).all()) == 2


def test_somebody_under_age_does_not_count(village: SmallVillage, clock: StoppedClock) -> None:
    matter = villagers_matter(village)
    name = born(village.acting(village.village_id), village.people["villager_2"], date(2008, 3, 3))
    with pytest.raises(RuleBroken) as caught:
        operations.cosign(village.ctx("villager_2"), matter.id)
    assert caught.value.blockers[0].code == "cosignature.villagers"
    assert caught.value.blockers[0].params["names"] == name
    assert queries.tally(village.ctx("clerk").session, matter, TODAY).base == 71
    clock.advance(days=1)
    operations.cosign(village.ctx("villager_2"), matter.id)


def test_who_is_registered_elsewhere_is_no_villager_yet(village: SmallVillage) -> None:
    """VCOL 25 and 16: the assembly is the villagers'; a tenant joins them only when the assembly agrees."""
    matter = villagers_matter(village)
    register_elsewhere(village.acting(village.village_id), village.people["villager_2"])
    with pytest.raises(RuleBroken) as caught:
        operations.cosign(village.ctx("villager_2"), matter.id)
    assert caught.value.blockers[0].code == "cosignature.villagers"
    assert queries.tally(village.ctx("clerk").session, matter, TODAY).base == 71


def test_a_representative_whose_term_ended_does_not_count(village: SmallVillage, clock: StoppedClock) -> None:
    matter = villagers_matter(village, "rep_1", Source.REPRESENTATIVES)
    clock.set(date(2031, 6, 1))
    with pytest.raises(RuleBroken):
        operations.cosign(village.ctx("rep_2"), matter.id)
    tally = queries.tally(village.ctx("clerk").session, reload(village, matter.id), date(2031, 6, 1))
    assert (tally.signed, tally.base, tally.is_reached) == (0, 0, False)


def test_a_body_s_matter_needs_no_names(village: SmallVillage) -> None:
    matter = branch_matter(village)
    with pytest.raises(RuleBroken) as caught:
        operations.cosign(village.ctx("villager"), matter.id)
    assert caught.value.blockers[0].code == "cosignature.not_needed"
    with pytest.raises(RuleBroken):
        operations.put_forward(village.ctx("secretary"), matter.id)


def test_only_the_clerk_records_paper_and_only_people_of_the_register(village: SmallVillage) -> None:
    matter = villagers_matter(village)
    with pytest.raises(NotPermitted):
        operations.record_paper_cosignatures(village.ctx("villager"), matter.id, reps(village, 2))
    with pytest.raises(NotFound):
        operations.record_paper_cosignatures(village.ctx("clerk"), matter.id, [uuid.uuid4()])
    with pytest.raises(InvalidInput):
        operations.record_paper_cosignatures(village.ctx("clerk"), matter.id, [])
    many = [uuid.uuid4() for _ in range(MOST_AT_ONCE + 1)]
    with pytest.raises(InvalidInput):
        operations.record_paper_cosignatures(village.ctx("clerk"), matter.id, many)


def test_only_the_raiser_or_the_clerk_puts_forward(village: SmallVillage) -> None:
    matter = villagers_matter(village)
    operations.record_paper_cosignatures(village.ctx("clerk"), matter.id, reps(village, 8))
    with pytest.raises(NotPermitted):
        operations.put_forward(village.ctx("villager_2"), matter.id)
    operations.put_forward(village.ctx("clerk"), matter.id)


@operation(P.REGISTER_IMPORT, on=Resident)
def born(ctx: Context, resident: Resident, day: date) -> str:
    """Correct a birthday in the register."""
    resident.born_on = day
    ctx.record(VillagePeopled(people=1))
    return resident.name


@operation(P.REGISTER_IMPORT, on=Resident)
def register_elsewhere(ctx: Context, resident: Resident) -> None:
    """Correct in the register where a person is registered."""
    resident.registered_here = False
    ctx.record(VillagePeopled(people=1))


def reps(village: SmallVillage, count: int) -> list[uuid.UUID]:
    return [village.people[f"rep_{n}"] for n in range(1, count + 1)]
