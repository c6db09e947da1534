"""Words of a template are found when a page is drawn, not once for all readers when the template is compiled."""

from __future__ import annotations

from flask import Flask
from jinja2 import nodes
from jinja2.defaults import DEFAULT_FILTERS

from tests.guards.source import require_none


def test_constants_pass_through_filters_in_the_readers_language(app: Flask) -> None:
    environment = app.jinja_env
    folded = []
    for name in environment.list_templates(extensions=["html"]):
        assert environment.loader is not None
        tree = environment.parse(environment.loader.get_source(environment, name)[0])
        folded += [
            f"{name}:{found.lineno}: |{found.name}"
            for found in tree.find_all(nodes.Filter)
            if isinstance(found.node, nodes.Const)
            and found.name not in DEFAULT_FILTERS
            and not hasattr(environment.filters[found.name], "jinja_pass_arg")
        ]
    require_none(folded, "a filter of words on a constant: register it with kit.language.in_readers_language")
