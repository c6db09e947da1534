"""Files stay small, functions short, directions visible, and nothing is left half said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.guards.source import ROOT, decorator_names, files, functions, name, require_none, text, tree

LONGEST_FILE = 300
LONGEST_TEMPLATE = 200
LONGEST_FUNCTION = 50
LONGEST_VIEW = 15
VAGUE_NAMES = re.compile(r"(^|_)(utils?|helpers?|misc|common|manager)(_|$)")
MARKS = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]) + r")\b(?=[:(]|\s+\w|\s*$)")
OPTIONAL_PACKAGES: dict[str, str] = {"weasyprint": "needs Pango, which pip cannot bring, and is loaded only for paper"}
PYTHON = files("webapp", ".py")


def test_files_are_short() -> None:
    long = [(path, LONGEST_FILE) for path in PYTHON + files("tests", ".py")]
    long += [(path, LONGEST_TEMPLATE) for path in files("webapp", ".html") + files("static", ".css", ".js")]
    require_none(
        (f"{name(path)}: {text(path).count(chr(10))} lines" for path, limit in long if text(path).count("\n") > limit),
        f"Split these by noun: a file holds at most {LONGEST_FILE} lines, a template or script {LONGEST_TEMPLATE}.",
    )


def test_functions_are_short() -> None:
    require_none(
        (
            f"{name(path)}:{function.lineno} {function.name}: {function.end_lineno - function.lineno + 1} lines"
            for path in PYTHON + files("tests", ".py")
            for function in functions(path)
            if function.end_lineno and function.end_lineno - function.lineno >= LONGEST_FUNCTION
        ),
        f"Give the parts of these functions names of their own: at most {LONGEST_FUNCTION} lines each.",
    )


def test_views_only_parse_call_and_answer() -> None:
    require_none(
        (
            f"{name(path)}:{function.lineno} {function.name}: {length} lines"
            for path in PYTHON
            if path.stem == "views" or path.parent.name == "views"
            for function in functions(path)
            if any("." in decorator for decorator in decorator_names(function))
            and (length := _body_lines(function)) > LONGEST_VIEW
        ),
        f"A view parses, calls one operation or query, and answers, in {LONGEST_VIEW} lines: move the rest down.",
    )


def test_imports_stand_at_the_top() -> None:
    require_none(
        (
            f"{name(path)}:{node.lineno} in {function.name}: {ast.unparse(node)}"
            for path in PYTHON
            for function in functions(path)
            for node in ast.walk(function)
            if isinstance(node, (ast.Import, ast.ImportFrom)) and ast.unparse(node).split()[1] not in OPTIONAL_PACKAGES
        ),
        "An import inside a function hides a direction: move it to the top, or the verb to the higher room.",
    )


def test_every_file_says_what_it_is_for() -> None:
    require_none(
        (name(path) for path in PYTHON if text(path).strip() and not ast.get_docstring(tree(path))),
        "Begin the file with one sentence that says what it holds.",
    )


def test_annotations_are_lazy_everywhere() -> None:
    require_none(
        (
            name(path)
            for path in PYTHON
            if any(True for _ in functions(path)) and "from __future__ import annotations" not in text(path)
        ),
        "Write `from __future__ import annotations` under the docstring.",
    )


def test_names_say_something() -> None:
    require_none(
        (name(path) for path in PYTHON if VAGUE_NAMES.search(path.stem) or VAGUE_NAMES.search(path.parent.name)),
        "Name the concept: a file called utils or helpers holds whatever nobody thought about.",
    )


def test_nothing_is_left_for_later() -> None:
    everything = (
        PYTHON + files("webapp", ".html", ".css", ".js") + files("tests", ".py") + files("static", ".css", ".js")
    )
    require_none(_lines_with(MARKS, everything), "Do it now or file it: no marks are left in the code.")


def test_open_pages_ask_in_one_way() -> None:
    require_none(
        _lines_with(re.compile(r"\bhx-[a-z]+"), files("webapp", ".html")),
        "What changes by itself is a piece with data-live and data-every (kit/live.py, static/js/live.js).",
    )


def test_no_machine_is_named() -> None:
    """A path of the machine where somebody built this helps nobody else."""
    places = {str(ROOT), f"{ROOT.parent}/" if ROOT.parent.parent != ROOT.parent else str(ROOT)}
    pattern = re.compile("|".join(re.escape(place) for place in places) + r"|(?<![\w.])/(home|Users|root)/\w|file:///")
    tops = [
        path for path in ROOT.iterdir() if path.is_file() and path.suffix in {".md", ".cfg", ".toml", ".txt", ".in", ""}
    ]
    kinds = (".py", ".html", ".css", ".js", ".md", ".po", ".toml", ".mako")
    checked = [path for folder in ("webapp", "tests", "migrations", "translations") for path in files(folder, *kinds)]
    own = ROOT / "tests/guards/test_shape.py"
    require_none(
        _lines_with(pattern, [path for path in checked + tops if path != own and path.name != ".git"]),
        "Name places relative to the project, not on one person's machine.",
    )


def _body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def _lines_with(pattern: re.Pattern[str], paths: list) -> Iterator[str]:
    for path in paths:
        for number, line in enumerate(text(path).splitlines(), 1):
            if pattern.search(line):
                yield f"{name(path)}:{number} {line.strip()[:100]}"
