"""Importing a register of a whole community: 4,413 households, 11,610 people, from the command line."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.bench.village import VILLAGE, acting
from tests.harness.schema import build_schema
from tests.harness.server import ROOT, clean_environment
from tests.village.papers import TITLES, row
from webapp.core.database import Database
from webapp.village.operations import create_village
from webapp.village.rules import Place

PEOPLE, HOUSEHOLDS = 11_610, 4_413
REAL = ROOT.parent / "shared" / "data" / "register-330281004016.csv"


def measure(url: str, folder: Path) -> dict[str, Any]:
    """The section of the report about importing: first into an empty register, then the same file again."""
    build_schema(url)
    database = Database(url)
    ctx = acting(database)
    with ctx.session:
        create_village(ctx, Place(f"{VILLAGE:012d}", "测速村", "测试镇", "测试县"))
    database.engine.dispose()
    file = REAL if REAL.is_file() else _made_up(folder / "register.csv")
    first, again = _import(url, folder, file), _import(url, folder, file)
    return {"file": "real" if file is REAL else "made up", "first": first, "again": again}


def _import(url: str, folder: Path, file: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "flask", "--app", "webapp", "village", "import", str(file)]
    command += ["--village", f"{VILLAGE:012d}", "--json"]
    began = time.perf_counter()
    with (folder / "import.json").open("w+", encoding="utf-8") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=clean_environment(url, folder), stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - began
        out.seek(0)
        said = out.read()
    if process.returncode:
        raise RuntimeError(f"the import ended with {process.returncode}: {said[:500]}")
    report = json.loads(said)
    kilobyte = 1 if sys.platform == "darwin" else 1024
    counts = {name: report[name] for name in ("rows", "added", "unchanged")}
    return {"seconds": seconds, "peak_mb": usage.ru_maxrss * kilobyte / 1_000_000} | counts


def _made_up(path: Path) -> Path:
    """A register of the same size, for where the sample data is not beside the project."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(TITLES)
        for number in range(PEOPLE):
            household = number % HOUSEHOLDS
            born = date(1940, 1, 1) + timedelta(days=2 * number)
            relation = "户主" if number < HOUSEHOLDS else "子"
            name = f"{'赵钱孙李周吴郑王'[number % 8]}{chr(0x4E00 + number % 2000)}{chr(0x5E00 + number // 2000)}"
            writer.writerow(row(f"{household + 1:05d}", relation, name, "男", born.isoformat(), number % 99 + 1))
    return path
