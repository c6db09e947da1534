"""The linter finds each fault by name, and nothing on a sound page."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.harness.client import LintingClient
from tests.harness.lint import PageFault, faults, require_sound

SOUND = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>公开栏 · 张楼村</title><link rel="stylesheet" href="/static/look.css"></head>
<body><a href="#content">跳到正文</a><main id="content"><h1>公开栏</h1><h2>待办</h2>
<form method="post" action="/x"><input type="hidden" name="csrf_token" value="abc">
<label for="name">姓名</label><input id="name" name="name" aria-describedby="hint"><p id="hint">照身份证填写</p>
<label>组别 <select name="group"><option>一组</option></select></label>
<button>提交</button></form>
<table><thead><tr><th scope="col">事项</th></tr></thead><tbody><tr><td>修路</td></tr></tbody></table>
<img src="/static/seal.png" alt=""><svg aria-hidden="true"></svg><a href="/board"><img src="/b.png" alt="公开栏"></a>
</main></body></html>"""

BREAKAGES = [
    ("<!doctype html>", "", "not valid HTML"),
    ("<p id=", "<p><div>", "not valid HTML"),
    (' lang="zh-Hans"', "", "language"),
    ("<title>公开栏 · 张楼村</title>", "<title> </title>", "<title>"),
    ("<h1>公开栏</h1>", "", "<h1>"),
    ("<h2>待办</h2>", "<h1>又一个</h1>", "<h1>"),
    ("<h2>待办</h2>", "<h3>跳级</h3>", "level is skipped"),
    ("<h2>待办</h2>", "<h2></h2>", "empty heading"),
    ('<meta name="viewport" content="width=device-width">', "", "telephone"),
    ("<h2>待办</h2>", '<h2 id="hint">待办</h2>', 'id="hint" 2 times'),
    ('<label for="name">姓名</label>', "", "without a label"),
    ('<label for="name">姓名</label>', '<label for="name"></label>', "without a label"),
    ('<label for="name">', '<label for="nobody">', "refers by for"),
    (' aria-describedby="hint"', ' aria-describedby="gone"', 'aria-describedby="gone"'),
    ('<img src="/static/seal.png" alt="">', '<img src="/static/seal.png">', "picture without alt"),
    ('<svg aria-hidden="true">', "<svg>", "drawing that is neither"),
    ("<button>提交</button>", '<button><i class="icon"></i></button>', "button that says nothing"),
    ("<button>提交</button>", '<input type="submit" value="">', "button that says nothing"),
    ('alt="公开栏"', 'alt=""', "link that says nothing"),
    ('href="/board"', 'href=""', "leads nowhere"),
    ('href="/board"', 'href="#"', "leads nowhere"),
    ('href="/board"', 'href="JavaScript:alert(1)"', "runs code"),
    ('href="#content"', 'href="#nowhere"', "not on the page"),
    ('href="/board"', 'href="/board" target="_blank"', "noopener"),
    ('<a href="/board">', '<a href="/board"><button>按</button>', "inside a link"),
    ("<h2>", '<h2 style="color:red">', "inline style attribute"),
    ("<button>", '<button onclick="go()">', "inline onclick"),
    ("<h2>待办</h2>", "<h2>待办</h2><script>go()</script>", "inline <script>"),
    ("</head>", "<style>p{}</style></head>", "inline <style>"),
    ("/static/look.css", "https://cdn.example/look.css", "another server"),
    ('<input type="hidden" name="csrf_token" value="abc">', "", "csrf_token"),
    ('value="abc"', 'value=""', "csrf_token"),
    ("<button>", '<button tabindex="3">', "tabindex"),
    ('<th scope="col">事项</th>', "<td>事项</td>", "heading cells"),
    ("修路", "%(title)s", "unfilled"),
    ("修路", "&amp;lt;b&amp;gt;", "doubly escaped"),
    ("<td>修路</td>", "<td>None</td>", "expects words"),
    ("<main id", "<div id", "<main>"),
]


def test_a_sound_page_has_no_faults() -> None:
    assert faults(SOUND) == []


@pytest.mark.parametrize(("old", "new", "words"), BREAKAGES, ids=[f"{n}-{b[2]}" for n, b in enumerate(BREAKAGES)])
def test_each_fault_is_named(old: str, new: str, words: str) -> None:
    broken = SOUND.replace(old, new, 1)
    assert broken != SOUND
    found = faults(broken)
    assert any(words in fault for fault in found), found


def test_a_fragment_needs_no_title_but_sound_markup() -> None:
    assert faults("<p>已签到 12 人</p>", fragment=True) == []
    assert faults("<p>已签到<b>12</p>", fragment=True)


def test_the_sentence_names_the_page_and_the_element() -> None:
    with pytest.raises(PageFault, match=r'GET /board .*\n.*<input name="q">'):
        require_sound(SOUND.replace("<h2>", '<input name="q"><h2>'), "GET /board (status 200)")


class TestLintingClient:
    """The client lints pages, and only pages."""

    @pytest.fixture
    def client(self) -> LintingClient:
        app = Flask("example")
        app.test_client_class = LintingClient
        app.add_url_rule("/sound", "sound", lambda: SOUND)
        app.add_url_rule("/broken", "broken", lambda: "<p>no page at all")
        app.add_url_rule("/text", "text", lambda: ("<p>", 200, {"Content-Type": "text/plain"}))
        app.add_url_rule("/away", "away", lambda: ("<p>", 302, {"Location": "/sound"}))
        app.add_url_rule("/x", "x", lambda: ("", 204), methods=["POST"])
        client = app.test_client()
        assert isinstance(client, LintingClient)
        return client

    def test_a_broken_page_fails_the_test_that_fetched_it(self, client: LintingClient) -> None:
        with pytest.raises(PageFault, match="GET /broken"):
            client.get("/broken")

    @pytest.mark.parametrize("path", ["/sound", "/text", "/away"])
    def test_what_is_sound_or_no_page_passes(self, client: LintingClient, path: str) -> None:
        assert client.get(path).status_code in (200, 302)

    def test_a_form_is_sent_with_its_token(self, client: LintingClient) -> None:
        with client:
            assert client.submit("/x", {"name": "张"}, page="/sound").status_code == 204
            assert client.submit("/x", page="/sound").request.form["csrf_token"] == "abc"
