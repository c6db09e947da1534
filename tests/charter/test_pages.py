"""The page of rules: public to read, for the chair to adopt a stricter one, with the article where it would loosen."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.village import SmallVillage, sign_in, small_village
from webapp.charter.queries import local_values
from webapp.charter.rulebook.words import WORDS
from webapp.charter.rules import Unit, profile_on
from webapp.core.clock import china_date

BASE = "/v/411381105201"
SOURCE = "2026年3月1日第2号决议"


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    return small_village(acting)


@pytest.fixture
def chair(village: SmallVillage, client: Any) -> Any:
    sign_in(client, village, "chair")
    return client


def own(village: SmallVillage) -> dict[str, object]:
    ctx = village.ctx("chair")
    return local_values(ctx.session, china_date(ctx.now))


def test_anyone_reads_every_rule(village: SmallVillage, app: Any) -> None:
    page = app.test_client().get(f"{BASE}/rules").get_data(as_text=True)
    assert "第三十条" in page
    assert "/adopt" not in page
    assert f"{BASE}/rules" in page
    assert app.test_client().get(f"{BASE}/rules/rep.quorum/adopt").status_code == 302


def test_the_chair_adopts_and_goes_back(village: SmallVillage, chair: Any, app: Any) -> None:
    path = f"{BASE}/rules/rep.notice.days"
    form = {"value": "10", "source": SOURCE, "effective_from": "2026-03-02"}
    assert chair.submit(f"{path}/adopt", form).status_code == 302
    assert own(village) == {"rep.notice.days": 10}
    page = app.test_client().get(f"{BASE}/rules").get_data(as_text=True)
    assert SOURCE in page
    assert "2026年3月2日" in page
    assert chair.submit(f"{path}/adopt", form).status_code == 422, "one change a day"
    assert chair.submit(f"{path}/withdraw", {"source": SOURCE, "effective_from": "2026-03-05"}).status_code == 302
    assert "2026年3月5日" in chair.get(f"{BASE}/rules").get_data(as_text=True)


def test_loosening_is_refused_with_its_article(village: SmallVillage, chair: Any) -> None:
    form = {"value": "1/2", "source": SOURCE, "effective_from": "2026-03-02"}
    refused = chair.submit(f"{BASE}/rules/rep.quorum/adopt", form)
    assert refused.status_code == 422
    assert "第三十条" in refused.get_data(as_text=True)
    assert own(village) == {}


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("rep.notice.days", {"value": "many"}),
        ("rep.notice.days", {"value": "9" * 60}),
        ("rep.quorum", {"value": "5/4"}),
        ("rep.quorum", {"value": "<script>"}),
        ("rep.notice.days", {"source": " "}),
        ("rep.notice.days", {"effective_from": "2026-03-01"}),
        ("rep.pass.base", {"value": "NOBODY"}),
    ],
)
def test_what_cannot_be_entered(village: SmallVillage, chair: Any, rule: str, change: dict[str, str]) -> None:
    form = {"value": "10", "source": SOURCE, "effective_from": "2026-03-02"} | change
    assert 'class="wrong"' in chair.submit(f"{BASE}/rules/{rule}/adopt", form).get_data(as_text=True)
    assert own(village) == {}


def test_words_and_yes_or_no_are_chosen(village: SmallVillage, chair: Any) -> None:
    form = {"source": SOURCE, "effective_from": "2026-03-02"}
    assert chair.submit(f"{BASE}/rules/rep.pass.base/adopt", form | {"value": "ALL_MEMBERS"}).status_code == 302
    assert chair.submit(f"{BASE}/rules/sylgk.merge12/adopt", form | {"value": "true"}).status_code == 302
    assert own(village) == {"rep.pass.base": "ALL_MEMBERS", "sylgk.merge12": True}
    for nothing in ("rep.weather", "proposal.initiators"):
        assert chair.get(f"{BASE}/rules/{nothing}/adopt").status_code == 404
    for path in ("rules", "rules/rep.notice.days/withdraw"):
        assert chair.get(f"{BASE}/{path}").status_code == 200


def test_every_word_of_a_rule_has_a_label(village: SmallVillage) -> None:
    for rule in profile_on(china_date(village.ctx("chair").now)):
        if rule.unit is Unit.CHOICE:
            assert all(code in WORDS or code.startswith("VCOL") for code in rule.choices), rule.id
