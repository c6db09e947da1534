"""What `make check` says, said by the tests too: imports run one way, types fit, style is one."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.guards.source import ROOT

CHECKS = {
    "imports": ["-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(cache_dir=None))"],
    "types": ["-m", "mypy"],
    "style": ["-m", "ruff", "check", "."],
    "format": ["-m", "ruff", "format", "--check", "."],
}


@pytest.mark.parametrize("check", CHECKS)
def test_check(check: str) -> None:
    """Run from the top of the project, as `make check` does."""
    done = subprocess.run([sys.executable, *CHECKS[check]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"make check ({check}) says:\n{done.stdout[-6000:]}{done.stderr[-2000:]}"
