"""A council in the small village."""

from __future__ import annotations

from typing import Any

import pytest

from tests.council.builder import Council
from tests.harness.clock import StoppedClock
from tests.harness.village import small_village


@pytest.fixture
def council(acting: Any, clock: StoppedClock) -> Council:
    """The small village, its council of 15, no matter and no mandate yet."""
    return Council(small_village(acting), clock)
