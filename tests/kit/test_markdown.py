"""Text people wrote is shown as they meant it, and nothing in it acts."""

from __future__ import annotations

import pytest

from webapp.kit.markdown import render_markdown


def test_a_budget_is_a_table_with_its_numbers_to_the_right() -> None:
    html = render_markdown("项目|金额\n-|-:\n挖机|25,200.00")
    assert '<td class="num">25,200.00</td>' in html


def test_headings_begin_below_the_pages_own() -> None:
    assert "<h3>预算</h3>" in render_markdown("# 预算")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://example.org/track.png)",
        '<a href="x" onclick="y()">z</a>',
        '<td style="text-align:right" onmouseover="x()">',
        "[x](data:text/html,<script>alert(1)</script>)",
        "<svg/onload=alert(1)>",
    ],
)
def test_nothing_in_it_acts(text: str) -> None:
    html = render_markdown(text)
    assert not any(f"<{tag}" in html for tag in ("script", "img", "svg", "iframe"))
    assert 'href="javascript' not in html
    assert 'href="data' not in html


def test_a_short_text_does_not_become_a_huge_table() -> None:
    text = "|a" * 100 + "\n" + "|-" * 100 + "|\n" + "|b\n" * 6000
    with_headers = render_markdown(text)
    assert len(with_headers) < 10 * len(text)
