"""The browser: sees Chinese, finds faults, and speaks up when a page misbehaves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from tests.harness.browser import require_accessible
from tests.harness.test_lint import SOUND

pytestmark = pytest.mark.browser


def test_axe_passes_a_sound_page_and_names_a_fault(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(SOUND)
    require_accessible(page)
    page.set_content(SOUND.replace('<label for="name">姓名</label>', ""))
    with pytest.raises(AssertionError, match="label"):
        require_accessible(page)
    page.close()


def test_a_person_has_a_window_of_their_own(new_person: Callable[..., Page]) -> None:
    first, second = new_person("about:"), new_person("about:")
    assert first.context is not second.context
    assert first.evaluate("navigator.language") == "zh-CN"
