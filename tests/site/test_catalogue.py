"""The templates' own way to look a sentence up says what Jinja's would say."""

from __future__ import annotations

from flask import Flask, render_template_string


def test_a_sentence_is_in_the_language_of_its_reader(app: Flask) -> None:
    for locale, said in (("zh_Hans", "公开栏"), ("en", "Notice board"), ("zh_Hans", "公开栏")):
        with app.test_request_context("/", headers={"Cookie": f"locale={locale}"}):
            assert render_template_string("{{ _('Notice board') }}") == said


def test_what_is_told_in_a_sentence_is_escaped_and_a_percent_sign_stays(app: Flask) -> None:
    with app.test_request_context("/", headers={"Cookie": "locale=en"}):
        told = render_template_string("{{ _('Task due: %(title)s', title='<b>') }} {{ _('100%% of them') }}")
    assert told == "Task due: &lt;b&gt; 100% of them"
