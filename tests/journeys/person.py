"""One person at a browser: presses, follows, types and reads by the words on the page, as people do."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from playwright.sync_api import Locator, Page, expect

from tests.harness.village import PASSWORD


class Person:
    """A window of one's own in which one person is (or is not) signed in; `home` is the village's address."""

    def __init__(self, page: Page, home: str, role: str) -> None:
        self.page, self.home, self.role = page, home, role

    def sign_in(self, password: str = PASSWORD) -> Person:
        """Sign in with the name of one's role."""
        self.go("sign-in")
        self.type("手机号或登录名", self.role)
        self.type("密码", password)
        self.press("登录")
        self.reads_heading("等我办的事")
        return self

    def go(self, path: str) -> None:
        """Open a page of the village by its address."""
        answer = self.page.goto(f"{self.home}/{path}")
        assert answer is not None
        assert answer.status < 400, f"{path} answered {answer.status}"

    def press(self, name: str) -> None:
        """Press the button in the page's own part (not the head) that is called so."""
        self.main.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Follow the first link of the page's own part that is called so."""
        self.main.get_by_role("link", name=name, exact=True).first.click()

    def type(self, label: str, text: str | date | int) -> None:
        """Write into the field of this label."""
        self.main.get_by_label(label).first.fill(str(text))

    def tick(self, label: str) -> None:
        """Tick the box, or choose the answer, of this label."""
        self.main.get_by_label(label).first.check()

    def choose(self, label: str, option: str) -> None:
        """Choose from a list that opens."""
        self.main.get_by_label(label).select_option(label=option)

    def reads(self, text: str | re.Pattern[str]) -> None:
        """The page says so, where it can be seen."""
        expect(self.main.get_by_text(text).first).to_be_visible()

    def reads_heading(self, text: str | re.Pattern[str]) -> None:
        """A heading says so."""
        expect(self.main.get_by_role("heading", name=text).first).to_be_visible()

    def does_not_see(self, role: str, name: str) -> None:
        """There is no such button or link."""
        expect(self.main.get_by_role(role, name=name)).to_have_count(0)  # type: ignore[arg-type]

    @property
    def main(self) -> Locator:
        """The page without head and foot."""
        return self.page.locator("#main")

    @property
    def number(self) -> str:
        """The number at the end of the address: 2026-1."""
        return self.page.url.split("?")[0].split("#")[0].rstrip("/").rsplit("/", 1)[1]


Entering = Callable[[str], Person]
