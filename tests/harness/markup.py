"""A web page as the linter reads it: parsed the way a browser parses, with ways to ask about its elements."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as PARSE_ERRORS

SHOWN_ATTRIBUTES = ("id", "name", "type", "href", "src", "for", "action", "class")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def tag_of(element: Element) -> str:
    """The element's name without its namespace (`svg`, not `{http://…}svg`); empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def shown(element: Element) -> str:
    """The element as a short start tag, to be found again in the template."""
    attributes = [f'{name}="{element.get(name)}"' for name in SHOWN_ATTRIBUTES if element.get(name) is not None]
    text = " ".join("".join(element.itertext()).split())[:40]
    return f"<{' '.join([tag_of(element), *attributes])}>{text}"


@dataclass
class Page:
    """One document (or, with `fragment`, one piece of a page that a script puts into another)."""

    source: str
    fragment: bool = False
    parse_errors: list[str] = field(init=False)
    root: Element = field(init=False)

    def __post_init__(self) -> None:
        parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
        parse = parser.parseFragment if self.fragment else parser.parse
        self.root = parse(self.source)
        self.parse_errors = [_sentence(self.source, *error) for error in parser.errors]

    @functools.cached_property
    def elements(self) -> list[Element]:
        """Every element in the order of the document, those in `<template>` included."""
        return [element for element in self.root.iter() if tag_of(element)]

    @functools.cached_property
    def parents(self) -> dict[Element, Element]:
        """Each element's parent."""
        return {child: parent for parent in self.root.iter() for child in parent}

    @functools.cached_property
    def by_id(self) -> dict[str, list[Element]]:
        """Elements by their id; more than one under an id is a fault."""
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            if element.get("id") is not None:
                found.setdefault(element.get("id", ""), []).append(element)
        return found

    def all(self, *tags: str) -> Iterator[Element]:
        """The elements with one of these names."""
        return (element for element in self.elements if tag_of(element) in tags)

    def ancestors(self, element: Element) -> Iterator[Element]:
        """Parent, grandparent and so on."""
        while (parent := self.parents.get(element)) is not None:
            yield parent
            element = parent

    def name_of(self, element: Element) -> str:
        """What a screen reader calls the element: its label by reference, by attribute, or its text."""
        referred = [self.by_id[key][0] for key in element.get("aria-labelledby", "").split() if key in self.by_id]
        spoken = " ".join(self.text_of(other) for other in referred) or element.get("aria-label", "")
        return (spoken or self.text_of(element) or element.get("title", "")).strip()

    def text_of(self, element: Element) -> str:
        """The text inside, with the alternative texts of pictures and without what is hidden from readers."""
        if element.get("aria-hidden") == "true" or not tag_of(element) or tag_of(element) in ("script", "style"):
            return ""
        if tag_of(element) == "img":
            return element.get("alt", "")
        own = element.get("aria-label", "") if tag_of(element) == "svg" else ""
        parts = [own, element.text or ""]
        for child in element:
            parts += [self.text_of(child), child.tail or ""]
        return " ".join(" ".join(parts).split())

    def labels_of(self, control: Element) -> list[Element]:
        """The `<label>` elements of a form control: those that name its id, and the one around it."""
        key = control.get("id")
        named = [label for label in self.all("label") if key and label.get("for") == key]
        return named + [around for around in self.ancestors(control) if tag_of(around) == "label"]


def _sentence(source: str, position: tuple[int, int], code: str, values: dict[str, object]) -> str:
    line, column = position
    lines = source.splitlines()
    near = lines[line - 1].strip()[:100] if 0 < line <= len(lines) else ""
    try:
        message = PARSE_ERRORS.get(code, code) % values
    except (KeyError, TypeError):
        message = code
    return f"is not valid HTML at line {line}, column {column}: {message} Near: {near}"
