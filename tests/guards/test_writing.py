"""One place writes: transactions end in core, and statements that the session guard cannot see stay there."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

from tests.guards.source import ROOT, calls, files, imported, name, require_none, tree

ENDING = {".commit", ".rollback", ".begin", ".begin_nested", ".autocommit"}
UNSEEN = {"text", "Table", "insert", "update", "delete", "literal_column", "TextClause"}
UNSEEN_METHODS = {".exec_driver_sql", ".bulk_insert_mappings", ".bulk_save_objects", ".raw_connection"}
CORE = ROOT / "webapp" / "core"
AUDIT = ROOT / "webapp" / "audit"
ACROSS_VILLAGES = {"webapp/site", "webapp/cli", "webapp/api"}
WRITING_FILES = {"operations", "demo"}


def test_only_core_ends_a_transaction() -> None:
    require_none(
        (
            f"{name(path)}:{call.lineno} {ast.unparse(call)[:80]}"
            for path in _outside(CORE)
            for call, called in calls(path)
            if called in ENDING
        ),
        "A verb is an @operation: it starts and ends its own transaction (webapp/core/operation.py).",
    )


def test_only_core_and_audit_speak_to_tables_directly() -> None:
    require_none(
        (
            f"{name(path)}:{call.lineno} {ast.unparse(call)[:80]}"
            for path in _outside(CORE, AUDIT)
            for call, called in calls(path)
            if called in UNSEEN_METHODS
            or (
                called in UNSEEN
                and imported(path).get(called, "").startswith("sqlalchemy")
                and not _is_of_no_account(call)
            )
            or (called.lstrip(".") in UNSEEN and _is_attribute_of_sqlalchemy(call, path))
        ),
        "These statements pass by the guard that keeps villages apart: use the ORM, or move them into core.",
    )


def test_only_operations_write() -> None:
    """`session.add` and `session.delete` stand in operations; everything else reads."""
    require_none(
        (
            f"{name(path)}:{call.lineno} {ast.unparse(call)[:80]}"
            for path in _outside(CORE, AUDIT)
            if path.stem not in WRITING_FILES and path.parent.stem not in WRITING_FILES
            for call, called in calls(path)
            if called in {".add", ".add_all", ".delete", ".merge"} and _is_session(call)
        ),
        "Only operations.py writes: make this an @operation and call it.",
    )


def test_reading_across_villages_is_rare_and_said() -> None:
    require_none(
        (
            f"{name(path)}:{call.lineno}"
            for path in _outside(CORE, AUDIT)
            if not name(path).startswith(tuple(ACROSS_VILLAGES)) and not name(path).startswith("webapp/village")
            for call, called in calls(path)
            if called == ".across_villages"
        ),
        "Only the list of villages, the operator and the township read across villages.",
    )


def _outside(*folders: Path) -> list[Path]:
    return [path for path in files("webapp", ".py") if not any(folder in path.parents for folder in folders)]


def _is_of_no_account(call: ast.Call) -> bool:
    """Whether the statement clears a table that the log need not prove (`audited = False`), which the guard does see."""
    called, argument = ast.unparse(call.func), ast.unparse(call.args[0]) if call.args else ""
    return called in {"update", "delete"} and argument in _unaudited()


@functools.cache
def _unaudited() -> set[str]:
    return {
        node.name
        for path in files("webapp", ".py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and any(ast.unparse(line) == "audited = False" for line in node.body)
    }


def _is_attribute_of_sqlalchemy(call: ast.Call, path: Path) -> bool:
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    return isinstance(owner, ast.Name) and imported(path).get(owner.id) == "sqlalchemy"


def _is_session(call: ast.Call) -> bool:
    owner = ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    return owner.rpartition(".")[2] in {"session", "db", "database"}


def test_templates_hold_no_queries_and_compare_no_roles() -> None:
    forbidden = ("ctx.session", "db.session", ".query(", ".execute(", "actor.offices", "Office.")
    require_none(_template_lines(forbidden), "A template asks may('…', row) and shows what the view hands it.")


def _template_lines(forbidden: tuple[str, ...]) -> Iterator[str]:
    for path in files("webapp/templates", ".html"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if "{" in line and any(word in line for word in forbidden):
                yield f"{name(path)}:{number} {line.strip()[:100]}"


def test_the_guard_itself_sees() -> None:
    """The reader of calls finds what it is meant to find."""
    sample = ROOT / "webapp" / "core" / "database.py"
    assert any(called == "text" for _, called in calls(sample))
    assert imported(sample)["text"] == "sqlalchemy.text"
    assert isinstance(tree(sample), ast.Module)
