"""The document is valid, and every address answers as it says: on both databases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from tests.api.decisions import Decided
from tests.harness.acting import VILLAGE
from tests.harness.client import LintingClient

# What stands in an address of the document, by path and name.
KEYS = {"number": "2026-1", "matter": "2026-1", "meeting": "2026-1", "task": 1, "version": 1, "seq": 0, "poll": 1}
ASKED = {"/log/consistency": "?old_size=1"}


@pytest.fixture
def document(client: LintingClient) -> dict[str, Any]:
    """The OpenAPI document."""
    answer: dict[str, Any] = client.get("/api/v1/openapi.json").get_json()
    return answer


def addresses(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every path of the document with its keys filled in, and what it promises."""
    for path, item in document["paths"].items():
        real = path.replace("{village}", str(VILLAGE))
        for name, value in KEYS.items():
            real = real.replace(f"{{{name}}}", str(value))
        assert "{" not in real, f"say in KEYS what stands in {path}"
        yield real + next((query for end, query in ASKED.items() if path.endswith(end)), ""), item["get"]


def require_promised(document: dict[str, Any], operation: dict[str, Any], status: int, answer: Any) -> None:
    """The answer has the shape the document promises for this status, and no other."""
    response = operation["responses"].get(str(status), operation["responses"]["default"])
    while "$ref" in response:
        response = document["components"]["responses"][response["$ref"].rpartition("/")[2]]
    schema = response["content"]["application/json"]["schema"] | {"components": document["components"]}
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(answer)


def test_the_document_is_openapi_3_1(document: dict[str, Any]) -> None:
    validate(document)
    assert document["openapi"].startswith("3.1")
    assert all(set(item) <= {"get", "parameters"} for item in document["paths"].values())
    names = [item["get"]["operationId"] for item in document["paths"].values()]
    assert len(set(names)) == len(names)


def test_every_shape_is_closed_and_every_value_described(document: dict[str, Any]) -> None:
    for name, schema in document["components"]["schemas"].items():
        if name == "PaginationMetadata":
            continue
        assert schema["additionalProperties"] is False, name
        assert set(schema["required"]) == set(schema["properties"]), name
        for field, said in schema["properties"].items():
            assert said.get("description") or "$ref" in said or "items" in said, f"{name}.{field}"
    assert '"number"' not in json.dumps(list(_types(document["components"]["schemas"])))


def _types(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        if isinstance(node.get("type"), (str, list)):
            yield node["type"]
        for value in node.values():
            yield from _types(value)
    elif isinstance(node, list):
        for value in node:
            yield from _types(value)


@pytest.mark.both_databases
def test_every_address_answers_as_it_says(decided: Decided, document: dict[str, Any], client: LintingClient) -> None:
    seen = 0
    for address, operation in addresses(document):
        response = client.get(address)
        assert response.status_code == 200, f"{address}: {response.get_data(as_text=True)}"
        require_promised(document, operation, 200, response.get_json())
        seen += 1
    assert seen == len(document["paths"]) > 25


def test_an_empty_village_answers_as_well(village: Any, document: dict[str, Any], client: LintingClient) -> None:
    for address, operation in addresses(document):
        response = client.get(address)
        assert response.status_code in (200, 404), address
        require_promised(document, operation, response.status_code, response.get_json())


def test_the_document_is_not_sent_twice(client: LintingClient) -> None:
    first = client.get("/api/v1/openapi.json")
    again = client.get("/api/v1/openapi.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Cache-Control"] == "no-cache"
