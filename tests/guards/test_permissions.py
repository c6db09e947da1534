"""Every verb asks for a permission, and every permission is somebody's."""

from __future__ import annotations

import ast

import pytest

from tests.guards.source import ROOT, decorator_names, files, functions, name, require_none, tree
from tests.harness.schema import load_every_module
from webapp.core.operation import REGISTRY
from webapp.core.permissions import Permission
from webapp.grants import GRANTS

# Permissions that guard a page or a command and no operation, with the reason.
WITHOUT_OPERATION: dict[Permission, str] = {
    Permission.LOOK_REVIEW: "the supervisors read who looked at whose data; nothing is done there",
}
# Operations that only other operations may call: nobody holds their permission.
ONLY_FROM_WITHIN: dict[str, str] = {
    "BOX_HANDLE": "the box of a secret poll is filled by voting and opened by closing, never by itself",
    "ACCOUNT_CLOSE": "an account ends with the person's place in the register",
    "ACCOUNT_RENEW": "a new link is made because two people agreed, or by the operator in the open",
    "CALL_ANSWER": "a request is answered by convening, and no longer by a meeting that was not held, never by itself",
    "ESCALATION_RECORD": "a paper to a higher authority comes with the question or order that it takes further",
    "MATTER_ADVANCE": "a matter moves on because a step was taken, never by itself",
    "VOUCHER_NUMBER": "a voucher gets its number by being written, opened or reversed, never by itself",
}


@pytest.fixture(scope="module", autouse=True)
def everything_loaded() -> None:
    load_every_module()


def test_every_permission_is_granted() -> None:
    require_none((p.name for p in Permission if p not in GRANTS), "Say in webapp/grants.py who may do this.")
    require_none(
        (p.name for p in Permission if not GRANTS.get(p) and p.name not in ONLY_FROM_WITHIN),
        "Nobody may do this: grant it, or name it in ONLY_FROM_WITHIN with the reason.",
    )


def test_every_permission_is_asked_for_by_an_operation() -> None:
    asked = set(REGISTRY.values()) | set(WITHOUT_OPERATION)
    require_none(
        (p.name for p in Permission if p not in asked), "No operation asks for this: remove it or write the verb."
    )


def test_the_list_is_in_order_and_regular() -> None:
    names = [permission.name for permission in Permission]
    assert names == sorted(names), "webapp/core/permissions.py is alphabetical, so that two branches meet in git"
    rooms = {path.name for path in (ROOT / "webapp").iterdir() if path.is_dir()}
    require_none(
        (p.value for p in Permission if len(p.value.split(":")) != 3 or p.value.split(":")[0] not in rooms),
        "A permission is room:noun:verb, and the room exists.",
    )


def test_every_verb_is_an_operation() -> None:
    require_none(
        (
            f"{name(path)}:{node.lineno} {node.name}"
            for path in files("webapp", ".py")
            if path.stem == "operations" or path.parent.name == "operations"
            for node in tree(path).body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if "operation" not in decorator_names(node)
        ),
        "A public function of operations.py carries @operation(Permission.…); others begin with an underscore.",
    )


def test_operations_stand_in_operations() -> None:
    require_none(
        (
            f"{name(path)}:{function.lineno} {function.name}"
            for path in files("webapp", ".py")
            if path.stem != "operations" and path.parent.name != "operations"
            for function in functions(path)
            if "operation" in decorator_names(function)
        ),
        "A verb belongs into its room's operations.py, where a newcomer looks for it.",
    )


def test_holders_are_known_by_a_name() -> None:
    keys: dict[str, object] = {}
    for holders in GRANTS.values():
        for holder in holders:
            assert keys.setdefault(holder.key, holder) is holder, f"two holders are called {holder.key}"
