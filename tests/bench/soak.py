"""A long evening: people vote and read without a pause, and the server's memory is looked at every few seconds."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from typing import Any

from tests.bench.ballots import Place, count
from tests.bench.load import Load, drive
from tests.bench.village import VILLAGE
from tests.bench.voters import same

SLICE_SECONDS = 10.0
READERS = 16
WARM_UP = 0.25
"""The first quarter fills caches; growth is judged between what follows it and the end."""


def measure(place: Place, minutes: float) -> dict[str, Any]:
    """Vote and read for so many minutes; megabytes held by the server's processes, as they were over time."""
    village = f"/v/{VILLAGE:012d}"
    pages = [f"{village}/", f"{village}/board", f"{village}/matters", f"{village}/meetings/{place.hall.meeting}"]
    readers = [same("GET", pages[number % len(pages)]) for number in range(READERS)]
    load, held = Load(), []
    until = time.monotonic() + 60 * minutes
    while time.monotonic() < until:
        voted = drive(place.port, [*place.scripts, *readers], SLICE_SECONDS)
        place.answered += [answer for answer in voted.answered if answer[0] is not None]
        load += voted
        held.append(_megabytes(place.server_pid))
    settled = held[int(len(held) * WARM_UP) :]
    third = max(1, len(settled) // 3)
    before, after = statistics.median(settled[:third]), statistics.median(settled[-third:])
    return {
        "minutes": minutes,
        "answers": len(load.times),
        "failed": sum(number for status, number in load.statuses.items() if status >= 500),
        "megabytes": held,
        "growth": after / before,
        "count": count(place),
    }


def _megabytes(server: int) -> float:
    """What the server and all processes under it hold in memory now."""
    found, waiting = 0.0, [server]
    while waiting:
        process = waiting.pop()
        children = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True, check=False)
        waiting += [int(child) for child in children.stdout.split()]
        with open(f"/proc/{process}/statm", encoding="ascii") as file:
            found += int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return found
