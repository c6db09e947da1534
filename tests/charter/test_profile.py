"""Which law applies on a day, and that every number of the law's table is in the book with its article."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.charter.votes import law
from webapp.charter.labels import RULES, SOURCES
from webapp.charter.rulebook.articles import parse_reference
from webapp.charter.rulebook.book import BOOK
from webapp.charter.rules import Lock, Threshold, profile_on
from webapp.core.errors import InvalidInput

DAYS = ("2010-10-28", "2025-04-30", "2025-05-01", "2025-12-31", "2026-01-01", "2040-01-01")
SHORTENED = {
    "publish.objection.days / reply.days": ("publish.objection.days", "publish.reply.days"),
    "election.roll.objection / decision": ("election.roll.objection", "election.roll.decision"),
    "interpellation.request / reply.days": ("interpellation.request", "interpellation.reply.days"),
    "rceo.rep.min / perRep / pass": ("rceo.rep.min", "rceo.rep.perRep", "rceo.rep.pass"),
    "debate.speech.seconds / turns": ("debate.speech.seconds", "debate.speech.turns"),
    "case.contact / general / complex": ("case.contact", "case.general", "case.complex"),
    "levy.cap.*": ("levy.cap.funds", "levy.cap.labour"),
}


@pytest.fixture
def table(shared_data: Path) -> list[list[str]]:
    """The rows of the reference's table of rules: id, value, source, where, lock."""
    path = shared_data.parent / "design" / "law.md"
    if not path.is_file():
        pytest.skip("the reference ../shared/design/law.md is not beside the project")
    text = path.read_text(encoding="utf-8").split("## 7.")[1].split("## 8.")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    return [row for row in rows if re.match(r"[a-z]+[.\w]*\.", row[0])]


def test_every_rule_of_the_reference_is_in_the_book(table: list[list[str]]) -> None:
    assert len(table) > 90
    ids = [rule_id for row in table for rule_id in SHORTENED.get(row[0], (row[0],))]
    missing = [rule_id for rule_id in ids if rule_id not in law()]
    assert not missing
    assert all(law().article(rule_id) for rule_id in ids)


def test_every_lock_of_the_reference_is_kept(table: list[list[str]]) -> None:
    for row in table:
        allowed = set(re.findall(r"\b[SLPD]\b", row[4].split("[")[0]))
        for rule_id in SHORTENED.get(row[0], (row[0],)):
            assert law().rule(rule_id).lock.value in allowed, rule_id


def test_every_organic_law_article_of_the_reference_is_quoted(table: list[list[str]]) -> None:
    for row in table:
        quoted = {int(n) for n in re.findall(r"VCOL (\d+)", row[2])}
        for rule_id in SHORTENED.get(row[0], (row[0],)):
            known = {parse_reference(ref) for ref in law().rule(rule_id).articles}
            articles = {ref.article for ref in known if ref.source == "VCOL-2025"}
            assert not quoted or articles & quoted, rule_id


@pytest.mark.parametrize("day", DAYS)
def test_every_rule_of_every_day_is_complete(day: str) -> None:
    for rule in law(day):
        assert rule.articles
        assert all(parse_reference(ref).source in SOURCES for ref in rule.articles), rule.id
        assert rule.id in RULES
        if rule.lock is Lock.STATUTORY:
            assert rule.floor is not None, rule.id
        if isinstance(rule.value, Threshold):
            assert rule.base is not None, rule.id


def test_no_name_is_left_without_a_rule() -> None:
    assert {rule.id for rule in BOOK} == set(RULES)


def test_the_old_text_ends_with_2025() -> None:
    assert law("2025-12-31").code == "VCOL-2018"
    assert law("2026-01-01").code == "VCOL-2025"


def test_articles_follow_the_text_of_the_day() -> None:
    assert law("2025-12-31").article("rep.quorum") == "VCOL-2018:26"
    assert law("2026-01-01").article("rep.quorum") == "VCOL-2025:30"
    assert law("2025-12-31").article("recall.pass") == "VCOL-2018:16"
    assert law("2026-01-01").article("publish.display.days") == "VCOL-2025:35"


def test_no_article_of_one_text_is_quoted_under_the_other() -> None:
    for day, other in (("2025-12-31", "VCOL-2025"), ("2026-01-01", "VCOL-2018")):
        assert not [rule.id for rule in law(day) if any(ref.startswith(other + ":") for ref in rule.articles)]


def test_fifteen_days_on_the_board_came_with_the_new_text() -> None:
    assert law("2025-12-31").number("publish.display.days") == 7
    assert law("2026-01-01").number("publish.display.days") == 15


def test_the_collective_law_is_in_force_from_may_2025() -> None:
    assert not law("2025-04-30").rceo
    assert "rceo.pass" not in law("2025-04-30")
    assert law("2025-05-01").rceo
    assert law("2025-05-01").code == "VCOL-2018"
    assert str(law("2025-05-01").threshold("rceo.pass")) == "≥ 2/3"


def test_a_day_before_every_known_text_is_refused() -> None:
    with pytest.raises(InvalidInput) as refused:
        profile_on(date(2010, 10, 27))
    assert refused.value.code == "date.tooEarly"


def test_asking_for_the_wrong_kind_of_value_is_a_mistake_of_the_program() -> None:
    for read in (law().number, law().flag, law().choice, law().size, law().names):
        with pytest.raises(TypeError):
            read("rep.quorum")
    with pytest.raises(TypeError):
        law().threshold("rep.notice.days")
    with pytest.raises(InvalidInput):
        law().number("rep.unheard.of")
