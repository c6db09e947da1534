"""`verify.html`, opened from a disk: one verdict, the same findings as the Python, no network, both languages."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.audit.bundled import LOG, PAPER, bundle, log_bodies, note, packed, policy, read, tree
from tests.audit.tampering import FORGERIES, honest
from tests.harness.browser import require_accessible
from webapp.audit.bundles.page import content_policy, verify_page
from webapp.audit.verifier.archive import ArchiveError, read_bundle
from webapp.audit.verifier.bundle import check_bundle
from webapp.audit.verifier.merkle import inclusion_proof
from webapp.audit.verifier.proof import write_proof

CHECK = """async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    try {
        const files = await m_js_verify_unzip.unzip(bytes);
        const { findings, isMet, seen, polls } = await m_js_verify_bundle.checkBundle(files);
        return { findings: findings.map(({ code, place, seq }) => [code, place, seq]), isMet, seen, polls };
    } catch (error) {
        return { refused: error.code };
    }
}"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page on a disk, in a window that may ask nobody for anything."""
    path = tmp_path_factory.mktemp("page") / "verify.html"
    path.write_bytes(verify_page())
    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    opened = context.new_page()
    asked: list[str] = []
    errors: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    opened.goto(path.as_uri())
    yield opened
    context.close()
    assert all(url.startswith(("file:", "blob:")) for url in asked), asked
    assert not errors, errors


def judged(page: Page, tmp_path: Path, data: bytes, name: str = "bundle.zip", *beside: dict[str, Any]) -> str:
    """What the page says of a file that a person chooses."""
    page.reload()
    files: Any = [{"name": name, "mimeType": "application/zip", "buffer": data}, *beside]
    page.set_input_files("#file", files)
    return page.locator(".verdict").inner_text()


def test_an_honest_bundle_gets_one_verdict_in_both_languages(page: Page, tmp_path: Path) -> None:
    assert judged(page, tmp_path, bundle()).startswith("全部相符")
    assert "槐树湾村" in page.inner_text("#result")
    assert LOG.key.text in page.inner_text("#result")
    assert "赞成 3 · 反对 1 · 弃权 0" in page.inner_text("#result")
    require_accessible(page)
    page.click("#language")
    assert page.locator(".verdict h2").inner_text().endswith("Everything fits.")
    assert "for 3 · against 1 · abstained 0" in page.inner_text("#result")
    page.click("#language")
    assert judged(page, tmp_path, packed(honest())).startswith("全部相符")


def test_a_changed_ballot_is_named_first_with_what_it_was_about(page: Page, tmp_path: Path) -> None:
    said = judged(page, tmp_path, packed(FORGERIES["a title"][0](honest())))
    assert said.startswith("有不相符的地方")
    assert "第 1 条与签名确认的不符" in said
    assert "提出了“Lamps for the upper lane”" in said
    require_accessible(page)


def test_too_few_signatures_are_amber(page: Page, tmp_path: Path) -> None:
    assert "还没有达到本村规定" in judged(page, tmp_path, bundle(cosigners=1))


def test_python_and_the_page_find_the_same(page: Page, tmp_path: Path) -> None:
    for name, (forge, _, _) in FORGERIES.items():
        files = forge(honest())
        found = page.evaluate(CHECK, _encoded(packed(files)))
        report = check_bundle(files)
        expected = [[one.code, one.place, one.seq] for one in report.findings]
        assert sorted(map(str, found["findings"])) == sorted(map(str, expected)), name
        assert found["findings"][:1] == expected[:1], name
        assert found["seen"] == {key: value for key, value in report.seen.items() if value}, name


@pytest.mark.parametrize(
    "data",
    [
        b"no zip",
        packed({"../x": b"x"}),
        packed({"a.txt": b"x", "A.txt": b"y"}),
        packed({"zeros.bin": bytes(60_000_000)}),
        packed({f"f{number}": b"" for number in range(5001)}),
        packed({"a.txt": b"x" * 999}, 14),
    ],
)
def test_hostile_zips_are_refused_alike(page: Page, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "hostile.zip"
    path.write_bytes(data)
    with pytest.raises(ArchiveError) as refused:
        read_bundle(path)
    assert page.evaluate(CHECK, _encoded(data)) == {"refused": refused.value.code}
    assert judged(page, tmp_path, data).startswith("有不相符的地方")


def test_an_unpacked_folder_is_taken_too(page: Page, tmp_path: Path) -> None:
    for name, data in honest().items():
        path = tmp_path / "unpacked" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    page.reload()
    page.set_input_files("#folder", tmp_path / "unpacked")
    assert page.locator(".verdict").inner_text().startswith("全部相符")


def test_a_receipt_is_checked_against_the_key_that_was_kept(page: Page, tmp_path: Path) -> None:
    proof = write_proof(5, inclusion_proof(5, 14, read()), note(14), log_bodies()[5])
    assert "请在上面" in judged(page, tmp_path, proof, "ballot.tlog-proof")
    page.evaluate("document.querySelector('details').open = true")
    for kept in (LOG.key.text, policy().decode()):
        page.fill("#kept", kept)
        page.set_input_files("#file", {"name": "r.tlog-proof", "mimeType": "text/plain", "buffer": proof})
        assert page.locator(".verdict").inner_text().startswith("全部相符")
    page.set_input_files(
        "#file", {"name": "r.tlog-proof", "mimeType": "text/plain", "buffer": proof.replace(b"index 5", b"index 4")}
    )
    assert "有不相符的地方" in page.locator(".verdict").inner_text()


def test_the_page_carries_its_own_security_policy() -> None:
    said = content_policy(verify_page())
    assert said.startswith("default-src 'none'; script-src 'sha256-")
    assert b"http://" not in verify_page().replace(b"http://www.w3.org", b"")
    assert tree()[0]
    assert PAPER


def _encoded(data: bytes) -> str:
    return b64encode(data).decode()
