"""A small village for every test of the branch room."""

from __future__ import annotations

from typing import Any

import pytest

from tests.harness.village import SmallVillage, small_village


@pytest.fixture
def village(acting: Any) -> SmallVillage:
    """72 households, 72 people of age, 36 Party members, 12 representatives, every office held."""
    return small_village(acting)
