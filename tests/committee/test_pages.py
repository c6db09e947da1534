"""Pages of tasks and results, as people open them."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update

from tests.committee.decided import carried_out, decided
from tests.harness.client import LintingClient
from tests.harness.village import SmallVillage, VillagePeopled, sign_in, small_village
from webapp.branch.matters.models import Matter
from webapp.committee import operations, queries
from webapp.core.context import Context
from webapp.core.operation import operation
from webapp.core.permissions import Permission as P
from webapp.council.resolutions.models import Resolution
from webapp.village.register.models import Resident

BASE = "/v/411381105201"
DUE = date(2026, 3, 20)


@dataclasses.dataclass
class Decision:
    """A decided matter and its resolution."""

    village: SmallVillage
    matter: Matter
    resolution: Resolution

    def task(self, owner: str = "member", due: date = DUE) -> str:
        """Give out a task; its address."""
        people = self.village.people
        given = operations.assign_task(self.village.ctx("chair"), self.resolution.id, "挖渠两公里", people[owner], due)
        return f"{BASE}/tasks/{self.matter.short_number}/{given.number}"


@pytest.fixture
def decision(acting: Any) -> Decision:
    """A village with a decided matter."""
    village = small_village(acting)
    return Decision(village, *decided(village))


def text_of(response: Any, status: int = 200) -> str:
    """The page's text, after looking at its status."""
    assert response.status_code == status, response.get_data(as_text=True)[-3000:]
    return str(response.get_data(as_text=True))


@operation(P.REGISTER_IMPORT)
def rename(ctx: Context, names: list[Any], name: str) -> None:
    """Give several people one name."""
    for person in ctx.session.scalars(select(Resident).where(Resident.id.in_(names))):
        person.name = name
    ctx.record(VillagePeopled(people=len(names)))


def test_anyone_reads_the_tasks(client: LintingClient, decision: Decision, clock: Any) -> None:
    assert 'class="empty"' in text_of(client.get(f"{BASE}/tasks"))
    address = decision.task()
    operations.report_progress(decision.village.ctx("member"), queries.tasks_of_owner(
        decision.village.ctx("member").session, decision.village.people["member"])[0].task.id, 40, "挖了八百米。")  # fmt: skip
    clock.set(date(2026, 3, 23))
    assert "挖渠两公里" in text_of(client.get(f"{BASE}/tasks?show=late"))
    assert "挖渠两公里" not in text_of(client.get(f"{BASE}/tasks?show=completed"))
    assert "挖渠两公里" in text_of(client.get(f"{BASE}/tasks?show=nonsense&page=x"))
    page = text_of(client.get(address))
    assert "挖了八百米。" in page
    assert f"{address}/report" not in page


@pytest.mark.parametrize("path", ["tasks/2026-1/9", "tasks/2026-9/1", "tasks/x/1", "matters/2026-9/result"])
def test_what_is_not_there(client: LintingClient, decision: Decision, path: str) -> None:
    text_of(client.get(f"{BASE}/{path}"), 404)


def test_the_owner_reports_and_completes(client: LintingClient, decision: Decision) -> None:
    address = decision.task()
    sign_in(client, decision.village, "member")
    assert "40" in text_of(client.submit(f"{address}/report", {"progress": "400", "text": "挖。"}), 422)
    assert client.submit(f"{address}/report", {"progress": "40", "text": "挖了八百米。"}).status_code == 302
    refused = text_of(client.submit(f"{address}/complete", {"text": "问 13800138000"}), 422)
    assert 'class="why"' in refused
    assert "问 13800138000" in refused
    assert client.submit(f"{address}/complete", {"text": "验收合格。"}).status_code == 302
    assert "验收合格。" in text_of(client.get(address))


def test_others_do_not_report(client: LintingClient, decision: Decision) -> None:
    address = decision.task()
    assert "/sign-in" in client.get(f"{address}/report").location
    sign_in(client, decision.village, "villager")
    text_of(client.get(f"{address}/report"), 403)
    text_of(client.get(f"{address}/complete"), 403)


def test_a_task_is_given_to_a_member_or_to_anyone_by_name(client: LintingClient, decision: Decision) -> None:
    village, path = decision.village, f"{BASE}/resolutions/{decision.resolution.short_number}/tasks/new"
    sign_in(client, village, "chair")
    member = village.people["member"].hex
    form = {"title": "护坡", "owner": member, "due_on": "2026-03-20"}
    assert client.submit(path, form).status_code == 302
    people = [village.people["villager"], village.people["villager_2"]]
    rename(village.acting(village.village_id), people, "欧阳重名")
    form = {"title": "植草", "owner": "else", "owner_name": "没有此人", "due_on": "2026-03-20"}
    assert "没有此人" in text_of(client.submit(path, form), 422)
    form["owner_name"] = "欧阳重名"
    page = text_of(client.submit(path, form), 422)
    assert people[1].hex in page
    assert client.submit(path, form | {"person": people[1].hex}).status_code == 302
    assert client.submit(path, form | {"person": member}).status_code == 422
    assert 'class="why"' in text_of(client.submit(path, form | {"owner": member, "due_on": "2026-02-01"}), 422)
    owners = [row.task.owner_id for row in queries.tasks_of_matter(village.ctx("chair").session, decision.matter)]
    assert owners == [village.people["member"], people[1]]


def test_the_result_shows_its_gates_and_then_itself(client: LintingClient, decision: Decision, clock: Any) -> None:
    village, address = decision.village, f"{BASE}/matters/{decision.matter.short_number}/result"
    assert 'class="why"' in text_of(client.get(address))
    sign_in(client, village, "chair")
    assert 'class="why"' in text_of(client.get(f"{address}/new"))
    carried_out(village, decision.matter, decision.resolution, clock)
    assert f"{address}/new" in text_of(client.get(address))
    assert 'class="why"' in text_of(client.submit(f"{address}/new", {"spent": "", "text": "挖完了。"}), 422)
    text_of(client.submit(f"{address}/new", {"spent": "很多", "text": "挖完了。"}), 422)
    assert client.submit(f"{address}/new", {"spent": "126,500.00", "text": "挖完了。"}).status_code == 302
    client.delete_cookie("session")
    page = text_of(client.get(address))
    assert "126,500.00" in page
    assert "挖完了。" in page
    assert "126,500.00" in text_of(client.get(f"{BASE}/board/2026-2"))


def test_a_matter_still_gathering_names_is_not_public(client: LintingClient, decision: Decision) -> None:
    hide(decision.village.acting(decision.village.village_id), decision.matter.short_number)
    text_of(client.get(f"{BASE}/matters/{decision.matter.short_number}/result"), 404)
    text_of(client.get(f"{BASE}/matters/{decision.matter.short_number}/opinions"), 404)


@operation(P.MATTER_RAISE)
def hide(ctx: Context, number: str) -> None:
    """Make a matter one that nobody put forward."""
    year, _, within = number.partition("-")
    chosen = update(Matter).where(Matter.year == int(year), Matter.number == int(within))
    ctx.session.execute(chosen.values(put_forward_on=None))
    ctx.record(VillagePeopled(people=0))
