"""A supervisor asks about a wrong voucher, hears nothing, goes higher, signs the log, and proves it on another computer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.audit.bundled import packed, replaced
from tests.committee.finance.books import decided_for, opened, payment, posted
from tests.harness.browser import require_accessible, screenshots
from tests.journeys.conftest import Stage
from tests.journeys.person import Entering, Person
from tests.journeys.test_signing import cut, make_key, state
from webapp.audit.keyring import KeyRing
from webapp.audit.log import MerkleLog
from webapp.audit.verifier import layout
from webapp.audit.verifier.archive import read_bundle

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PURPOSE = "清渠用水泥二十袋"
QUESTION = "水泥付了八百元，仓库没有收货单"
LATE = date(2026, 3, 18)
"""Asked on 2 March, the answer was due within fifteen days: on the 17th."""
POSTED = b'"event":"voucher_posted"'
ONE_BYTE = (
    b'"posted_on":"2026-03-02","postings":[["541","102","3.4",80000',
    b'"posted_on":"2026-03-02","postings":[["541","102","3.4",90000',
)
"""Nine hundred yuan, where eight hundred stood in the books."""


def spend(stage: Stage) -> str:
    """A payment that the supervisors let pass and the chair signed; its number."""
    opened(stage.village, 500_000)
    matter, _resolution = decided_for(stage.village, 100_000)
    voucher = posted(stage.village, payment(stage.village, matter, 80_000, purpose=PURPOSE))
    number = voucher.short_number
    stage.village.acting.close()
    return number


def ask_about(supervisor: Person, voucher: str) -> None:
    """The supervisor finds the voucher among all and asks the committee about it."""
    supervisor.go("vouchers")
    supervisor.follow(PURPOSE)
    assert supervisor.number == voucher
    supervisor.follow("提出质询")
    expect(supervisor.main.get_by_label("针对什么")).to_have_value(f"voucher:{voucher}")
    supervisor.type("一句话说明", QUESTION)
    supervisor.type("质询内容", "请拿出收货单和入库登记，说明是谁收的货。")
    supervisor.press("提出质询")
    supervisor.reads("质询已登记，后续往来都记在下面。")
    supervisor.follow(f"凭证：{PURPOSE}")
    assert supervisor.number == voucher


def go_higher(supervisor: Person) -> None:
    """The desk says that the answer is late; the supervisor puts the question before the township."""
    supervisor.go("supervision/desk")
    late = supervisor.main.locator("li.late").filter(has_text=QUESTION)
    expect(late).to_contain_text("已逾期1天")
    late.get_by_role("link", name="提请上级处理").click()
    supervisor.tick("乡镇人民政府")
    supervisor.type("理由", "十五天没有答复，请镇里查账。")
    supervisor.press("提请上级处理")
    supervisor.reads("材料已备好：请打印、签名、递交。")
    for words in (QUESTION, "十五天没有答复，请镇里查账。", "请拿出收货单和入库登记，说明是谁收的货。"):
        supervisor.reads(words)
    require_accessible(supervisor.page)
    screenshots(supervisor.page, "escalation-paper")


def sign_the_log(supervisor: Person, stage: Stage, log: MerkleLog) -> None:
    """What was recorded until now is signed by the village's log, and by the supervisor on her own phone."""
    with stage.database.session(stage.village.village_id) as session:
        cut(session, log)
    supervisor.page.clock.set_fixed_time(stage.clock())
    supervisor.go("log/sign")
    state(supervisor, "sign")
    supervisor.press("在留痕上签名")
    supervisor.reads("您的签名已经写在留痕下面。")


def take_evidence(supervisor: Person, file: Path) -> None:
    """The whole chain of the matter, with what oversight needs, as a file."""
    supervisor.go("matters/2026-1/log")
    supervisor.reads("第2026-1号质询连同全部记录提请上级处理")
    with supervisor.page.expect_download() as coming:
        supervisor.press("连同监督所需内容一起取走")
    coming.value.save_as(file)


def posted_as(files: Mapping[str, bytes]) -> int:
    """The number of the entry with which the voucher came into the books."""
    [line] = [line for line in files[layout.ENTRIES].splitlines() if POSTED in line]
    return int(json.loads(line)["seq"])


def judged(page: Page, file: Path) -> str:
    """What the page on the disk says of a file on the disk."""
    page.reload()
    page.set_input_files("#file", file)
    return page.locator(".verdict").inner_text()


def test_a_supervisor_follows_a_wrong_voucher_to_the_end(
    stage: Stage, enter: Entering, new_person: Callable[..., Page], tmp_path: Path
) -> None:
    log = MerkleLog(KeyRing(tmp_path / "keys", "village.example"))
    voucher = spend(stage)
    supervisor = enter("supervision_chair")
    ask_about(supervisor, voucher)
    stage.clock.set(LATE, 9)
    go_higher(supervisor)
    with stage.database.session(stage.village.village_id) as session:
        cut(session, log)
    supervisor.page.clock.set_fixed_time(stage.clock())
    make_key(supervisor, enter("secretary"))
    sign_the_log(supervisor, stage, log)
    assert stage.problems() == []

    bundle = tmp_path / "evidence.zip"
    take_evidence(supervisor, bundle)
    files = read_bundle(bundle)
    on_disk = tmp_path / "elsewhere" / layout.PAGE
    on_disk.parent.mkdir()
    on_disk.write_bytes(files[layout.PAGE])
    stage.server.stop()
    page = new_person(on_disk.as_uri(), offline=True)
    page.goto(on_disk.as_uri())
    assert judged(page, bundle).startswith("全部相符")
    require_accessible(page)
    for found in ("一件事：2026-1", "S1 · 2026/3/18", "2 个经签名的留痕长度"):
        assert found in page.inner_text("#result")
    altered = tmp_path / "altered.zip"
    altered.write_bytes(packed(replaced(files, layout.ENTRIES, *ONE_BYTE)))
    said = judged(page, altered)
    assert said.startswith("有不相符的地方")
    assert f"第 {posted_as(files)} 条与签名确认的不符" in said
    assert f"凭证 {voucher} 已签字入账" in said
