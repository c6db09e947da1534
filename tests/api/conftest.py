"""A village with a history, and reading the API about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.decisions import Decided, decide_everything
from tests.harness.acting import VILLAGE
from tests.harness.client import LintingClient
from tests.harness.village import SmallVillage, small_village
from webapp.core.context import Context

BASE = f"/api/v1/villages/{VILLAGE}"


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    """A village with people in every office."""
    return small_village(acting)


@pytest.fixture
def system(village: SmallVillage) -> Context:
    """A context in which everything is allowed."""
    ctx: Context = village.acting(village.village_id)
    return ctx


@pytest.fixture
def decided(village: SmallVillage, system: Context) -> Decided:
    """The village after a matter went the whole way."""
    made: Decided = decide_everything(system, village)
    return made


@pytest.fixture
def read(client: LintingClient) -> Callable[..., Any]:
    """`read("/matters")` gives the answer's JSON; the path is the village's."""

    def get(path: str, status: int = 200) -> Any:
        response = client.get(BASE + path)
        assert response.status_code == status, response.get_data(as_text=True)
        return response.get_json()

    return get
