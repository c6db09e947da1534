"""The source tree as the guards read it: files, syntax trees, and one way to report."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SKIPPED = {".git", ".venv", "__pycache__", "build", "dist", "instance", "var", "vendor", ".screenshots", ".hypothesis"}
SHOWN = 40
SKIPPED_ENDS = (".egg-info", "_cache")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(folder: str, *suffixes: str) -> list[Path]:
    """The files below a folder of the project with one of these endings, vendored and generated ones left out."""
    found = (path for path in sorted((ROOT / folder).rglob("*")) if path.is_file())
    return [path for path in found if path.suffix in suffixes and not _is_skipped(path.relative_to(ROOT))]


def name(path: Path) -> str:
    """The path as people say it: from the top of the project."""
    return path.relative_to(ROOT).as_posix()


@functools.cache
def text(path: Path) -> str:
    """What stands in the file."""
    return path.read_text(encoding="utf-8")


@functools.cache
def tree(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(text(path), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of the file, inner ones too."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Every call in the file with the name called: `commit` for `session.commit()`, `text` for `text()`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node, f".{node.func.attr}"
            elif isinstance(node.func, ast.Name):
                yield node, node.func.id


def imported(path: Path) -> dict[str, str]:
    """The names a file imports at its top: local name → `module.name`."""
    found = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.asname or alias.name: alias.name for alias in node.names}
    return found


def decorator_names(function: Function) -> list[str]:
    """The decorators as written, without their arguments: `operation`, `board.get`, `public`."""
    return [ast.unparse(item.func if isinstance(item, ast.Call) else item) for item in function.decorator_list]


def require_none(forgotten: Iterable[str], remedy: str) -> None:
    """Fail with the list of what was forgotten and one sentence that says what to do about it."""
    found = list(forgotten)
    more = [f"... and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    assert not found, f"{remedy}\n  " + "\n  ".join([*found[:SHOWN], *more])


def _is_skipped(path: Path) -> bool:
    return any(part in SKIPPED or part.endswith(SKIPPED_ENDS) for part in path.parts)
