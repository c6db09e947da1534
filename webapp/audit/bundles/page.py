"""Building `verify.html`: one file that checks a bundle in any browser, with no network and nothing beside it.

The scripts are the site's own modules (`static/js`), each put into a function of its own, so that no other program is
needed to build it. Its security policy names the hashes of its script and style and allows nothing else.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from webapp.audit.verifier.sentences import sentences
from webapp.paths import STATIC

SCRIPTS = STATIC / "js"
START = SCRIPTS / "verify" / "page.js"
_IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";$', re.MULTILINE)
_EXPORT_FROM = re.compile(r'^export \* from "([^"]+)";$', re.MULTILINE)
_EXPORT_LIST = re.compile(r"^export \{([^}]*)\};$", re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?(?:function|const|class) (\w+))", re.MULTILINE)


@lru_cache(maxsize=16)
def verify_page(known_policy: str = "", words: str = "{}") -> bytes:
    """The page. ``words``: what events are called, as JSON; ``known_policy``: what it judges by if nothing is given."""
    data = {
        "sentences": sentences(),
        "page": json.loads((SCRIPTS / "verify" / "page.json").read_text(encoding="utf-8")),
        "words": json.loads(words),
        "policy": known_policy,
    }
    # Nothing in the data may end the script element early.
    island = json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    script = f'"use strict";\nconst DATA = {island};\n{_bundled(START)}'
    style = (SCRIPTS / "verify" / "page.css").read_text(encoding="utf-8")
    policy = f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; base-uri 'none'"
    template = (SCRIPTS / "verify" / "page.html").read_text(encoding="utf-8")
    parts = {"POLICY": escape(policy + "; form-action 'none'"), "STYLE": style, "SCRIPT": script}
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], template).encode()


def content_policy(page: bytes) -> str:
    """The security policy the page carries, for a server that hands it out."""
    found = re.search(rb'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    return found[1].decode().replace("&#x27;", "'") if found else "default-src 'none'"


def _bundled(start: Path) -> str:
    """This script and all it imports, each in a function of its own, those imported first."""
    done: dict[Path, str] = {}
    _add(start, done)
    return "\n".join(done.values())


def _add(path: Path, done: dict[Path, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for name in [found[1] for found in _IMPORT.findall(text)] + _EXPORT_FROM.findall(text):
        inner = (path.parent / name).resolve()
        if inner not in done:
            _add(inner, done)
    exported = [f"{name[1]}" for name in _EXPORT.findall(text)]
    for names in _EXPORT_LIST.findall(text):
        exported += [_renamed(one, ": ", swap=True) for one in names.split(",") if one.strip()]
    exported += [f"...{_variable((path.parent / name).resolve())}" for name in _EXPORT_FROM.findall(text)]
    body = _IMPORT.sub(lambda found: _import(found, path), text)
    body = _EXPORT.sub(r"\1", _EXPORT_LIST.sub("", _EXPORT_FROM.sub("", body)))
    done[path] = f"const {_variable(path)} = (() => {{\n{body}\nreturn {{ {', '.join(exported)} }};\n}})();"


def _import(found: re.Match[str], path: Path) -> str:
    names = ", ".join(_renamed(one, ": ") for one in found[1].split(",") if one.strip())
    return f"const {{ {names} }} = {_variable((path.parent / found[2]).resolve())};"


def _renamed(text: str, joint: str, *, swap: bool = False) -> str:
    """`a as b` as an object's pattern says it (`a: b`), or as an object does (`b: a`)."""
    first, _, second = text.strip().partition(" as ")
    if not second:
        return first
    return f"{second}{joint}{first}" if swap else f"{first}{joint}{second}"


def _variable(path: Path) -> str:
    return "m_" + re.sub(r"\W", "_", path.relative_to(STATIC.resolve()).with_suffix("").as_posix())


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


def words_as_json(words: Mapping[str, Any]) -> str:
    """The words as the page takes them."""
    return json.dumps(words, ensure_ascii=False, sort_keys=True)
