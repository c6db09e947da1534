"""The log speaks in sentences: every event of every room has one."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask

from webapp.core.events import Event
from webapp.site.wording import EVENTS, event_sentence


def kinds_of(kind: type[Event]) -> Iterator[type[Event]]:
    for one in kind.__subclasses__():
        yield one
        yield from kinds_of(one)


def test_every_event_of_the_rooms_has_its_sentence() -> None:
    ours = {one.name for one in kinds_of(Event) if one.__module__.startswith("webapp.")}
    assert ours <= EVENTS.keys(), f"Word these in their room's labels: {sorted(ours - EVENTS.keys())}"


def test_a_rule_of_the_village_is_told_by_its_name(app: Flask) -> None:
    facts = {"rule_id": "rep.notice.days", "value": "5", "effective_from": "2026-03-02", "source": "assembly"}
    with app.test_request_context("/", headers={"Cookie": "locale=en"}):
        told = event_sentence({"event": "local_rule_adopted", "facts": facts})
    assert "Notice of the representatives' assembly: 5" in told
    assert "March 2, 2026" in told
