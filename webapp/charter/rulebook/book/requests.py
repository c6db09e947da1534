"""Consultation, debate, villagers' requests, filing and the archive."""

from __future__ import annotations

from webapp.charter.rulebook.values import (
    VCOL_2025_FROM,
    Lock,
    Rule,
    Stricter,
    Unit,
    choice,
    flag,
    names,
    number,
)

L, P, D = Lock.LOCAL, Lock.PRACTICE, Lock.DESIGN
HANDLING = ("DIRECT", "TRANSFER", "ONSITE", "SPECIAL_REPORT")

RULES: tuple[Rule, ...] = (
    choice("charter.filing", "TOWNSHIP", ("TOWNSHIP",), "VCOL:31", stricter=Stricter.FIXED),
    names(
        "consult.forms", ("COUNCIL", "HEARING", "DISCUSSION"), "VCOL:33", stricter=Stricter.FIXED, since=VCOL_2025_FROM
    ),
    number("debate.speech.seconds", 120, Unit.SECONDS, "PRACTICE", lock=P, stricter=Stricter.LESS, bounds=(15, 3600)),
    number("debate.speech.turns", 2, Unit.COUNT, "PRACTICE", lock=P, stricter=Stricter.LESS, bounds=(1, 20)),
    number("case.stages", 6, Unit.COUNT, "FOUNDING:1", lock=D, stricter=Stricter.FIXED),
    number("case.contact", 1, Unit.WORKDAYS, "FOUNDING:3", lock=D, stricter=Stricter.LESS, bounds=(0, 30)),
    number("case.general", 5, Unit.WORKDAYS, "FOUNDING:3", lock=D, stricter=Stricter.LESS, bounds=(1, 60)),
    number("case.complex", 15, Unit.WORKDAYS, "FOUNDING:3", lock=D, stricter=Stricter.LESS, bounds=(1, 120)),
    names("case.classes", HANDLING, "FOUNDING:3", lock=D, stricter=Stricter.FIXED),
    flag("case.rating", True, "FOUNDING:3", lock=D),
    number("archive.retention", 30, Unit.YEARS, "ARCHIVES-2018", lock=L, bounds=(10, 1000)),
    number("archive.retention.short", 10, Unit.YEARS, "ARCHIVES-2018", lock=L, bounds=(10, 1000)),
    flag("archive.appendOnly", True, "VCOL:39", lock=D),
)
