"""The verifier's folder can be copied to another machine and run there."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import webapp.audit.verifier

FOLDER = Path(webapp.audit.verifier.__file__).parent
ALLOWED = sys.stdlib_module_names | {"cryptography"}


def test_it_imports_its_own_files_the_standard_library_and_cryptography() -> None:
    for path in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            strange = [name for name in names if name.partition(".")[0] not in ALLOWED]
            assert not strange, f"{path.name} imports {strange[0]}: the verifier could not be published alone"


def test_a_copy_of_it_runs_elsewhere(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "verifier")
    names = ", ".join(sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in ("__init__", "__main__")))
    code = f"from verifier import {names}"
    subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, '.'); {code}"], cwd=tmp_path, check=True
    )
