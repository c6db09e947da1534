"""`flask village`: from an empty database to people who can sign in."""

from __future__ import annotations

import csv
import json
import lzma
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.harness.server import ROOT, clean_environment
from tests.village.papers import FAMILY, csv_file, row
from webapp.village.register.rules import RefusalKind, RepairKind

CODE = "330281004016"
CODES = "code,name,township,county,prefecture,province\n330281004016,新城社区,西街道,余姚市,宁波市,浙江省\n"


@pytest.fixture
def village(app: Flask) -> Any:
    """`village("create", CODE)` → the finished command."""
    runner = app.test_cli_runner()

    def run(*arguments: Any, code: int = 0) -> Any:
        done = runner.invoke(args=["village", *map(str, arguments)])
        assert done.exit_code == code, (done.output, done.exception)
        return done

    return run


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register of 40 households in two groups."""
    rows = []
    for place in range(40):
        group, sex = f"第{1 + place // 20}村民小组", "女" if place % 2 else "男"
        name = f"{'赵钱孙李周吴郑王'[place % 8]}{'文秀德兰建'[place // 8]}"
        rows.append(row(f"{place + 1:05d}", "户主", name, sex, f"19{60 + place % 30}-03-04", place + 1, GROUP=group))
    path = tmp_path / f"register-{CODE}.csv"
    path.write_bytes(csv_file(rows, encoding="utf-8-sig"))
    return path


@pytest.mark.both_databases
def test_first_real_use(village: Any, register: Path, tmp_path: Path, app: Flask) -> None:
    codes = tmp_path / "codes.csv.xz"
    codes.write_bytes(lzma.compress(CODES.encode()))
    assert "新城社区" in village("create", CODE, "--codes", codes).output
    report = json.loads(village("import", register, "--json").output)
    assert (report["added"], report["households"], report["applied"]) == (40, 40, True)
    village("draw", CODE)
    village("office", CODE, "committee_chair", "赵文", "--since", "2026-01-10")
    village("office", CODE, "clerk", "钱文")
    village("office", CODE, "representative", "孙文")
    assert village("office", CODE, "representative", "李文", code=1).output
    village("office", CODE, "representative", "郑建", "--constituency", 4)
    qr = tmp_path / "qr"
    invited = json.loads(village("invite", CODE, "--all", "--qr", qr, "--json").output)["invitations"]
    assert [one["name"] for one in invited] == ["赵文", "钱文", "孙文", "郑建"]
    assert len(list(qr.glob("*.svg"))) == 4
    assert os.stat(invited[0]["qr"]).st_mode & 0o077 == 0
    link = re.fullmatch(r"http://127\.0\.0\.1(/v/330281004016/join/[\w-]+)", invited[1]["link"])
    assert link is not None
    client: Any = app.test_client()
    assert client.submit(link.group(1), {"password": "three short words"}).status_code == 302
    assert client.get(f"/v/{CODE}/register").status_code == 200
    assert client.get(f"/v/{CODE}/council").status_code == 200
    listed = json.loads(village("list", "--json").output)["villages"]
    assert listed == [{"code": CODE, "name": "新城社区", "groups": 2, "households": 40, "residents": 40}]


def test_creating(village: Any, tmp_path: Path) -> None:
    codes = tmp_path / "codes.csv"
    codes.write_text("\ufeff" + CODES, encoding="utf-8")
    village("create", "33028100401", "--name", "x", code=2)
    village("create", "330281004000", "--name", "x", code=2)
    village("create", CODE, code=2)
    village("create", "330281004017", "--codes", codes, code=2)
    village("create", CODE, "--codes", codes, "--name", "新名")
    assert "新名" in village("list").output
    assert "Traceback" not in village("create", CODE, "--name", "x", code=1).output
    broken = tmp_path / "broken.xz"
    broken.write_bytes(b"no xz at all")
    village("create", "330281004017", "--codes", broken, code=2)
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    village("create", "330281004017", "--codes", tmp_path / "other.csv", code=2)


@pytest.mark.parametrize("name", ["villages-411381.csv", "villages-cn.csv.xz"])
def test_names_are_found_in_the_published_lists(village: Any, shared_data: Path, name: str) -> None:
    with (shared_data / "villages-411381.csv").open(encoding="utf-8") as file:
        wanted = list(csv.DictReader(file))[-1]
    assert wanted["name"] in village("create", wanted["code"], "--codes", shared_data / name).output


@pytest.fixture
def family(village: Any, tmp_path: Path) -> Path:
    """A village, and a file with its first family."""
    village("create", CODE, "--name", "新城社区")
    path = tmp_path / "family.csv"
    path.write_bytes(csv_file(FAMILY))
    return path


KEYS = ["rows", "added", "changed", "unchanged", "repaired", "refused", "households", "residents", "applied"]


def test_a_dry_run_writes_nothing(village: Any, family: Path) -> None:
    report = json.loads(village("import", family, "--dry-run", "--json").output)
    assert list(report) == KEYS
    assert (report["added"], report["residents"], report["applied"]) == (4, 4, False)
    assert json.loads(village("list", "--json").output)["villages"][0]["residents"] == 0
    village("import", family, "--dry-run")


def test_the_same_file_twice_and_a_changed_one(village: Any, family: Path) -> None:
    village("import", family)
    again = json.loads(village("import", family, "--json").output)
    assert (again["added"], again["changed"], again["unchanged"], again["applied"]) == (0, 0, 4, True)
    family.write_bytes(csv_file([*FAMILY[:2], row("00001", "子", "李军", "男", "1985-11-30", 3), FAMILY[3]]))
    shown = village("import", family, "--dry-run").output
    assert "政治面貌" in shown
    changed = json.loads(village("import", family, "--village", CODE, "--json").output)
    assert (changed["added"], changed["changed"], changed["unchanged"]) == (0, 1, 3)


def test_refusals_end_with_one_and_change_nothing(village: Any, family: Path) -> None:
    family.write_bytes(csv_file([*FAMILY, row("00002", "子", "赵小", "男", "2030-01-01", 5)]))
    done = village("import", family, "--json", code=1)
    report = json.loads(done.output)
    assert (report["applied"], report["households"], report["refused"][0]["kind"]) == (False, 1, "future_birth")
    assert set(report["refused"][0]) == {"line", "household", "column", "kind", "reason"}
    village("import", family, code=1)
    left = json.loads(village("import", family, "--leave-out-refused", "--json").output)
    assert (left["applied"], left["residents"]) == (True, 3)


def test_what_is_no_register_ends_with_two(village: Any, family: Path) -> None:
    family.write_bytes(b"a,b\n1,2\n")
    done = village("import", family, "--json", code=2)
    assert "Traceback" not in done.output
    village("import", family.parent / "absent.csv", code=2)
    village("import", family, "--village", "411381105299", code=2)
    village("import", family, "--village", "nonsense", code=2)


def test_export_and_import_agree(village: Any, family: Path, tmp_path: Path) -> None:
    village("import", family)
    for name, options in (("out.csv", ()), ("out.xlsx", ()), ("table", ("--xlsx",))):
        out = tmp_path / name
        village("export", "--village", CODE, *options, out)
        assert out.stat().st_mode & 0o077 == 0
        back = json.loads(village("import", out, "--json").output)
        assert (back["unchanged"], back["refused"], back["repaired"]) == (4, [], [])
    village("export", "--village", CODE, tmp_path / "no" / "such" / "folder.csv", code=1)


def test_offices_and_invitations_need_one_person(village: Any, family: Path) -> None:
    rows = [*FAMILY, row("00003", "户主", "李军", "男", "1970-01-01", 8)]
    family.write_bytes(csv_file(rows))
    village("import", family)
    village("office", CODE, "clerk", "没有", code=2)
    assert "00003" in village("office", CODE, "clerk", "李军", code=2).output
    village("office", CODE, "clerk", "李军", "--household", "3")
    village("office", CODE, "representative", "李大山", code=1)
    village("office", CODE, "representative", "李大山", "--constituency", 3, code=2)
    village("draw", CODE, code=1)
    village("draw", CODE, "--target", 40, code=2)
    village("invite", CODE, code=2)
    village("invite", CODE, "李军", "--all", code=2)
    assert "123456" in village("invite", CODE, "李军", "--household", "3", "--sign-in", "123456").output
    village("invite", CODE, "李大山", "--sign-in", "123456", code=1)
    village("invite", CODE, "--office", "supervisor")


@pytest.mark.slow
def test_the_known_dirty_file(village: Any, shared_data: Path) -> None:
    village("create", CODE, "--name", "新城社区")
    truth = json.loads((shared_data / f"register-{CODE}-dirty.truth.json").read_text(encoding="utf-8"))
    file = shared_data / f"register-{CODE}-dirty.csv"
    report = json.loads(village("import", file, "--dry-run", "--json").output)
    told = [one["kind"] for one in (*report["repaired"], *report["refused"])]
    assert sorted(told) == sorted(one["kind"] for one in truth)
    assert {one["kind"] for one in report["repaired"]} <= set(RepairKind)
    assert {one["kind"] for one in report["refused"]} <= set(RefusalKind)


# A process of its own measures the command: a child counts as large as the process it was split from.
MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
sys.stdout.buffer.write(done.stdout)
print(used.ru_utime + used.ru_stime, used.ru_maxrss, file=sys.stderr)
"""


@pytest.mark.slow
def test_a_large_community_within_ten_seconds_and_300_megabytes(
    village: Any, database_url: str, shared_data: Path, tmp_path: Path
) -> None:
    """Counted are the processor's seconds of the whole command, so that a busy machine proves nothing wrong."""
    village("create", CODE, "--name", "新城社区")
    file = shared_data / f"register-{CODE}.csv"
    command = [sys.executable, "-m", "flask", "--app", "webapp", "village", "import", str(file), "--json"]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *command],
        cwd=ROOT,
        env=clean_environment(database_url, tmp_path),
        capture_output=True,
        check=True,
    )
    report = json.loads(done.stdout)
    seconds, kilobytes = done.stderr.split()[-2:]
    assert (report["added"], report["households"]) == (11610, 4413)
    assert float(seconds) < 10
    assert int(kilobytes) < 300 * 1024
