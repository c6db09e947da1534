"""What every test may ask for. The fixtures themselves stand in `tests/harness`, by noun."""

from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path

import hypothesis
import pytest

from tests.harness.clock import StoppedClock

pytest_plugins = [
    "tests.harness.acting",
    "tests.harness.browser",
    "tests.harness.databases",
    "tests.harness.server",
    "tests.harness.sockets",
    "tests.harness.statements",
    "tests.harness.web",
]

# Examples are drawn anew on a developer's machine and are the same in every run of CI; slow machines are no fault.
# `--hypothesis-profile long` searches further than anybody would wait for.
hypothesis.settings.register_profile(
    "yishi", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True, stateful_step_count=30
)
hypothesis.settings.register_profile("long", deadline=None, print_blob=True, max_examples=2000, stateful_step_count=60)
hypothesis.settings.load_profile("yishi")

# Databases of tests outlive no power cut: where there is a disk in memory with room, they wait for no real one.
IN_MEMORY, ROOM = Path("/dev/shm"), 4 * 2**30
if IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))

SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


def pytest_collection_finish() -> None:
    """What is imported by now stays until the end: nobody need look through it for garbage again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of sample registers and proof vectors beside the project; without it the test is skipped."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the folder ../shared/data with sample registers and proof vectors is not beside the project")
    return SHARED_DATA


@pytest.fixture
def clock() -> StoppedClock:
    """A clock standing at 2 March 2026, 9:00 in China; `clock.advance(days=15)` moves it."""
    return StoppedClock()
