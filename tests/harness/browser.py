"""A real browser: Chromium driven by Playwright, one private window for each person."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.harness.system_packages import chromium

SCREENSHOTS = Path(__file__).parents[1] / ".screenshots"
WIDTHS = (360, 768, 1440)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--disable-gpu",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for this process's tests."""
    arguments = ARGUMENTS + (["--no-sandbox"] if os.geteuid() == 0 else [])
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(chromium()), args=arguments)
        yield opened
        opened.close()


@pytest.fixture
def new_person(browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function that opens a window of its own for one more person: `zhang = new_person(server.url)`.

    Whatever fails in the window (a script error, a refused resource, a request to elsewhere) fails the test.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_window(base_url: str, **options: Any) -> Page:
        settings = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": {"width": 390, "height": 844}}
        context = browser.new_context(base_url=base_url, **(settings | options))
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: complaints.extend(_complaint(page, message)))
        page.on("request", lambda request: complaints.extend(_outside(base_url, request.url)))
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert not complaints, "the browser complained:\n" + "\n".join(complaints)


def require_accessible(page: Page) -> None:
    """Fail when axe finds anything on the page as it stands."""
    results = (
        Axe()
        .run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]})
        .response
    )
    found = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n"
        + "\n".join(f"      {node['html'][:160]}\n        {node['failureSummary']}" for node in violation["nodes"][:5])
        for violation in results["violations"]
    ]
    assert not found, f"axe found {len(found)} fault(s) on {page.url}:\n  - " + "\n  - ".join(found)


def screenshots(page: Page, name: str, widths: tuple[int, ...] = WIDTHS) -> list[Path]:
    """Photograph the whole page at each width into tests/.screenshots/<name>-<width>.png.

    Fails when the page is wider than the window: nobody should have to push a page sideways.
    """
    SCREENSHOTS.mkdir(exist_ok=True)
    before, taken = page.viewport_size, []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800 if width < 1000 else 900})
        spill = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        path = SCREENSHOTS / f"{name}-{width}.png"
        page.screenshot(path=path, full_page=True)
        taken.append(path)
        assert spill <= 0, f"{page.url} is {spill} px wider than a window of {width} px: see {path}"
    if before:
        page.set_viewport_size(before)
    return taken


def _complaint(page: Page, message: Any) -> list[str]:
    if message.type != "error" or "Failed to load resource" in message.text:
        return []
    return [f"{page.url}: {message.text}"]


def _outside(base_url: str, url: str) -> list[str]:
    inside = url.startswith((base_url, "data:", "blob:", "about:"))
    return [] if inside else [f"a page asked another server: {url}"]
