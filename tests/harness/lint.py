"""Reads a page as a strict colleague would: valid, labelled, reachable by keyboard and screen reader, safe under a
strict content security policy, and free of half-finished words.

Every page that a test fetches passes through here (`tests/harness/client.py`), so each ordinary test also checks
markup and accessibility. A rule is a generator of sentences; `faults` runs them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from tests.harness.markup import HEADINGS, Page, shown, tag_of

UNLABELLED_TYPES = {"hidden", "submit", "button", "reset", "image"}
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-activedescendant", "headers")
SINGLE_REFERENCES = ("for", "list", "form", "popovertarget")
DATA_BLOCKS = {"application/json", "application/ld+json", "importmap", "speculationrules", "text/template"}
UNFILLED = re.compile(r"%\(\w+\)[sd]|\{\{|\}\}|\{%|&(?:lt|gt|amp|quot|#\d+);")
UNMEANT = re.compile(r"^(None|True|False|undefined|null|nan|NaN|\[object Object\]|<[\w.]+ object at 0x\w+>)$")


class PageFault(AssertionError):
    """A page that should not be shown to a villager; the message names the page and every fault."""


def require_sound(source: str, where: str, *, fragment: bool = False) -> None:
    """Raise PageFault when the page has any fault. `where` is how the page was asked for."""
    found = faults(source, fragment=fragment)
    if found:
        raise PageFault(f"{where} has {len(found)} fault(s):\n" + "\n".join(f"  - the page {fault}" for fault in found))


def faults(source: str, *, fragment: bool = False) -> list[str]:
    """Everything that is wrong with the page, one sentence each, in the order of the rules."""
    page = Page(source, fragment)
    rules = EVERYWHERE if fragment else WHOLE_PAGE + EVERYWHERE
    return [fault for rule in rules for fault in rule(page)]


def parses(page: Page) -> Iterator[str]:
    yield from page.parse_errors


def has_language(page: Page) -> Iterator[str]:
    if not page.root.get("lang"):
        yield "does not say its language: <html> needs a lang attribute."


def has_title(page: Page) -> Iterator[str]:
    titles = [" ".join("".join(title.itertext()).split()) for title in page.all("title")
              if tag_of(page.parents[title]) == "head"]  # fmt: skip
    if len(titles) != 1 or not titles[0]:
        yield f"needs exactly one <title> with words in it, and has {titles}."


def has_viewport(page: Page) -> Iterator[str]:
    if not any(meta.get("name") == "viewport" for meta in page.all("meta")):
        yield 'cannot be read on a telephone: <meta name="viewport"> is missing.'


def has_one_main(page: Page) -> Iterator[str]:
    count = sum(1 for _ in page.all("main"))
    if count != 1:
        yield f"needs exactly one <main>, and has {count}."


def has_one_h1(page: Page) -> Iterator[str]:
    headings = [page.name_of(heading) for heading in page.all("h1")]
    if len(headings) != 1 or not headings[0]:
        yield f"needs exactly one <h1> with words in it, and has {headings}."


def keeps_heading_order(page: Page) -> Iterator[str]:
    level = 0
    for heading in page.all(*HEADINGS):
        next_level = int(tag_of(heading)[1])
        if level and next_level > level + 1:
            yield f"jumps from h{level} to {shown(heading)}: a level is skipped."
        if not page.name_of(heading):
            yield f"has an empty heading {shown(heading)}."
        level = next_level


def has_unique_ids(page: Page) -> Iterator[str]:
    for key, elements in page.by_id.items():
        if len(elements) > 1:
            yield f'uses id="{key}" {len(elements)} times: ' + ", ".join(shown(element) for element in elements)
        if not key or " " in key:
            yield f"has an id that is empty or holds a space: {shown(elements[0])}"


def labels_inputs(page: Page) -> Iterator[str]:
    for control in page.all("input", "select", "textarea"):
        if tag_of(control) == "input" and control.get("type", "text").lower() in UNLABELLED_TYPES:
            continue
        referred = [page.by_id[key][0] for key in control.get("aria-labelledby", "").split() if key in page.by_id]
        names = [page.text_of(label) for label in [*page.labels_of(control), *referred]]
        if not any(name.strip() for name in [*names, control.get("aria-label", "")]):
            yield f"has a field without a label: {shown(control)}; write <label for=…> or aria-label."


def describes_pictures(page: Page) -> Iterator[str]:
    for picture in page.all("img"):
        if picture.get("alt") is None:
            yield f'has a picture without alt: {shown(picture)}; a decoration says alt="".'
    for drawing in page.all("svg"):
        hidden = any(element.get("aria-hidden") == "true" for element in [drawing, *page.ancestors(drawing)])
        titled = any(tag_of(child) == "title" for child in drawing)
        if not hidden and not titled and not drawing.get("aria-label") and not drawing.get("aria-labelledby"):
            yield f'has a drawing that is neither named nor aria-hidden="true": {shown(drawing)}'


def names_buttons(page: Page) -> Iterator[str]:
    for button in page.all("button"):
        if not page.name_of(button):
            yield f"has a button that says nothing: {shown(button)}"
    for button in page.all("input"):
        kind = button.get("type", "").lower()
        words = {"submit": button.get("value", "-"), "button": button.get("value"), "image": button.get("alt")}
        if kind in words and not (words[kind] or button.get("aria-label")):
            yield f"has a button that says nothing: {shown(button)}"


def names_links(page: Page) -> Iterator[str]:
    for link in page.all("a", "area"):
        href = link.get("href")
        if href is None:
            continue
        name = link.get("alt", "") if tag_of(link) == "area" else page.name_of(link)
        if not name:
            yield f"has a link that says nothing: {shown(link)}"
        if href.strip() in ("", "#"):
            yield f"has a link that leads nowhere: {shown(link)}; use a button for an action."
        if href.strip().lower().startswith(("javascript:", "data:", "vbscript:")):
            yield f"has a link that runs code: {shown(link)}"
        if href.startswith("#") and len(href) > 1 and href[1:] not in page.by_id and not page.fragment:
            yield f"has a link to a place that is not on the page: {shown(link)}"
        if link.get("target") == "_blank" and "noopener" not in link.get("rel", "").split():
            yield f'opens a new window without rel="noopener": {shown(link)}'
        if any(tag_of(inner) in ("a", "button", "input", "select", "textarea") for inner in list(link.iter())[1:]):
            yield f"has something to press inside a link: {shown(link)}"


def holds_no_inline_code(page: Page) -> Iterator[str]:
    for element in page.elements:
        for name in element.attrib:
            if name == "style" or re.fullmatch(r"on[a-z]+", name) or name.startswith("hx-on"):
                yield f"has an inline {name} attribute, which the content security policy refuses: {shown(element)}"
    for style in page.all("style"):
        yield f"has an inline <style>: move it to a stylesheet. {shown(style)}"
    for script in page.all("script"):
        if script.get("src") is None and script.get("type", "").lower() not in DATA_BLOCKS:
            yield f"has an inline <script>: move it to a file. {shown(script)}"


def loads_only_its_own(page: Page) -> Iterator[str]:
    for element in page.all("script", "img", "iframe", "link", "source", "video", "audio", "embed", "object", "form"):
        if tag_of(element) == "link" and element.get("rel") in ("canonical", "alternate", "license"):
            continue
        for name in ("src", "href", "data", "srcset", "action"):
            address = urlsplit(element.get(name) or "")
            if address.netloc and address.scheme != "data":
                yield f"loads something from another server: {shown(element)}"


def protects_forms(page: Page) -> Iterator[str]:
    for form in page.all("form"):
        if form.get("method", "get").lower() != "post":
            continue
        tokens = [field for field in form.iter() if tag_of(field) == "input" and field.get("name") == "csrf_token"]
        if len(tokens) != 1 or not tokens[0].get("value"):
            yield f"has a form that others could submit in a villager's name (no csrf_token): {shown(form)}"


def resolves_references(page: Page) -> Iterator[str]:
    for element in page.elements:
        names = [(name, element.get(name, "").split()) for name in REFERENCES if element.get(name) is not None]
        names += [(name, [element.get(name, "")]) for name in SINGLE_REFERENCES if element.get(name) is not None]
        for name, keys in names:
            for key in keys or [""]:
                if key not in page.by_id and not page.fragment:
                    yield f'refers by {name}="{key}" to nothing on the page: {shown(element)}'


def keeps_keyboard_order(page: Page) -> Iterator[str]:
    for element in page.elements:
        if element.get("tabindex", "0").lstrip("+").isdigit() and int(element.get("tabindex", "0")) > 0:
            yield f"forces an order on the keyboard (tabindex above 0): {shown(element)}"


def heads_tables(page: Page) -> Iterator[str]:
    for table in page.all("table"):
        if table.get("role") != "presentation" and not any(tag_of(cell) == "th" for cell in table.iter()):
            yield f"has a table without heading cells (th): {shown(table)}"


def has_finished_words(page: Page) -> Iterator[str]:
    for element in page.elements:
        if tag_of(element) in ("script", "style", "pre", "code", "textarea", "template"):
            continue
        for text in (element.text or "", *((child.tail or "") for child in element)):
            if (slip := UNFILLED.search(text)) is not None:
                yield f"shows an unfilled or doubly escaped {slip.group()!r} in {shown(element)}"
            if UNMEANT.match(text.strip()):
                yield f"says {text.strip()!r} where a person expects words: {shown(element)}"


Rule = Callable[[Page], Iterator[str]]
WHOLE_PAGE: tuple[Rule, ...] = (has_language, has_title, has_viewport, has_one_main, has_one_h1)
EVERYWHERE: tuple[Rule, ...] = (
    parses,
    keeps_heading_order,
    has_unique_ids,
    labels_inputs,
    describes_pictures,
    names_buttons,
    names_links,
    holds_no_inline_code,
    loads_only_its_own,
    protects_forms,
    resolves_references,
    keeps_keyboard_order,
    heads_tables,
    has_finished_words,
)
