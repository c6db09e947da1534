"""A wheel built from the tree is whole: it runs elsewhere, with its templates, migrations, catalogues and styles."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.source import ROOT, files, name, require_none
from tests.harness.server import clean_environment

INGREDIENTS = ("webapp", "migrations", "static", "translations", "setup.cfg", "setup.py", "pyproject.toml", "README.md")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The wheel, built from a copy of the tree and unpacked like an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    tree = folder / "tree"
    tree.mkdir()
    for ingredient in INGREDIENTS:
        source = ROOT / ingredient
        if source.is_dir():
            shutil.copytree(source, tree / ingredient, ignore=LEFT_OUT)
        elif source.exists():
            shutil.copy(source, tree)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, tree]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def test_everything_is_in_it(unpacked: Path) -> None:
    inside = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    expected = [
        name(path) for path in files("webapp", ".py", ".html", ".typed", ".xml", ".txt", ".csv", ".json", ".md")
    ]
    for folder in ("migrations", "static", "translations"):
        beside = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        expected += [f"webapp/_{name(path)}" for path in beside]
    require_none(
        (path for path in expected if path not in inside), "Missing in the wheel: see package_data in setup.py."
    )


def test_it_runs_elsewhere(unpacked: Path, tmp_path: Path) -> None:
    environment = clean_environment(f"sqlite:///{tmp_path}/yishi.sqlite3", tmp_path) | {"PYTHONPATH": str(unpacked)}
    script = (
        "import webapp; from pathlib import Path; app = webapp.create_app(); client = app.test_client()\n"
        "print(Path(webapp.__file__).parent, client.get('/healthz').status_code, client.get('/').status_code)"
    )
    for command in (["-m", "flask", "--app", "webapp", "migrate"], ["-c", script]):
        done = subprocess.run(
            [sys.executable, *command],
            cwd=tmp_path,
            env=dict(os.environ) | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
    place, health, home = done.stdout.split()
    assert Path(place) == unpacked / "webapp"
    assert health == "200"
    assert home in ("200", "302")
