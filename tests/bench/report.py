"""The report: a table with ratios first, and the same as JSON."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench import finds
from tests.bench.pages import slowest

Line = tuple[str, str, str, bool | None]


def machine(folder: Path) -> dict[str, Any]:
    """Where and when this was measured."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "system": platform.platform(),
        "processor": _processor(),
        "processors": os.cpu_count(),
        "load_before": os.getloadavg()[0],
        "fsync_ms": _fsync(folder),
    }


def lines_of(report: dict[str, Any]) -> Iterator[Line]:
    """What was measured, the figure, what is asked, and whether it is met (nothing asked: None). Ratios first."""
    databases: dict[str, Any] = report.get("ballots", {})
    for kind, found in databases.items():
        yield _line(f"{kind}: ballots against bare inserts", found["ratio"], "{:.2f}", 1 / 3)
    for kind, found in databases.items():
        if "flat" in found:
            rates = [one["ratio"] for one in found["flat"].values()]
            sizes = " → ".join(f"{int(size):,}" for size in found["flat"])
            yield _line(f"{kind}: the same ratio, {sizes} entries", rates[-1] / rates[0], "{:.2f}", 0.85)
    for kind, found in report.get("screens", {}).items():
        yield from _screen_lines(kind, found)
    if "log" in report:
        yield _line("verifying the log against bare hashing", report["log"]["verify_ratio"], "{:.3f}", None)
    if "pages" in report:
        yield _line("page unchanged (304) against page drawn", report["pages"]["unchanged"]["ratio"], "{:.1f}", None)
    for kind, found in databases.items():
        yield from _ballot_lines(kind, found)
    if "pages" in report:
        yield from _page_lines(report["pages"])
    if "log" in report:
        yield from _log_lines(report["log"])
    for kind, found in report.get("finds", {}).items():
        for what, figure, form, most in finds.lines_of(kind, found):
            yield _line(what, figure, form, most, least=False)
    if "register" in report:
        yield from _register_lines(report["register"])
    if "evidence" in report:
        yield from _evidence_lines(report["evidence"])
        for kind in report["evidence"]["logs"].keys() & report.get("ballots", {}).keys():
            yield _share_line(kind, report)
    for kind, found in report.get("soak", {}).items():
        yield from _soak_lines(kind, found)


def table(report: dict[str, Any]) -> str:
    """The report for people."""
    where = report["machine"]
    lines = list(lines_of(report))
    widths = [max(len(line[column]) for line in lines) for column in range(3)]  # type: ignore[arg-type]
    marks = {True: "yes", False: "NO", None: ""}
    body = [
        f"{what.ljust(widths[0])}  {figure.rjust(widths[1])}  {asked.ljust(widths[2])}  {marks[met]}".rstrip()
        for what, figure, asked, met in lines
    ]
    head = (
        f"{where['at']} · {where['processors']} × {where['processor']} · Python {where['python']} · "
        f"fsync {where['fsync_ms']:.2f} ms · load before {where['load_before']:.1f}"
    )
    return "\n".join([head, "", *body])


def all_met(report: dict[str, Any]) -> bool:
    """Whether nothing that is asked was missed."""
    return all(met is not False for *_, met in lines_of(report))


def _screen_lines(kind: str, found: dict[str, Any]) -> Iterator[Line]:
    """The delay from a ballot's acknowledgement to its appearance, and that no page missed one."""
    pages = f"{found['screens']} screens, {found['phones']} phones"
    yield _line(f"{kind}: answers a second to {pages}", found["answers_per_second"], "{:,.0f}", None)
    yield _line(f"{kind}: processors the server was busy with meanwhile", found["server_share"], "{:.2f}", None)
    yield _line(f"{kind}: processors this measuring was busy with", found["client_share"], "{:.2f}", None)
    for place in ("screen", "phone"):
        yield _line(f"{kind}: a ballot on every {place}, p50 ms", found[place]["p50_ms"], "{:.0f}", None)
        yield _line(f"{kind}: a ballot on every {place}, p99 ms", found[place]["p99_ms"], "{:.0f}", 1000, least=False)
    yield _line(f"{kind}: ballot meanwhile p99, ms", found["cast"]["p99_ms"], "{:.0f}", 250, least=False)
    yield _line(f"{kind}: pages that missed a ballot", found["missing"], "{:d}", 0, least=False)


def _ballot_lines(kind: str, found: dict[str, Any]) -> Iterator[Line]:
    ballots, inserts, client, count = found["ballots"], found["bare_inserts"], found["client"], found["count"]
    yield _line(f"{kind}: ballots a second, 64 voters at once", ballots["per_second"], "{:,.0f}", None)
    yield _line(f"{kind}: bare inserts a second", inserts["per_second"], "{:,.0f}", None)
    for share in ("p50", "p95"):
        yield _line(f"{kind}: ballot {share}, ms", ballots[f"{share}_ms"], "{:.0f}", None)
    yield _line(f"{kind}: ballot p99, ms", ballots["p99_ms"], "{:.0f}", 250, least=False)
    wrong = count["lost"] + count["doubled"] + count["otherwise"] + abs(count["entries"] - count["taken"])
    wrong += count["refused"] + abs(count["rows"] - count["expected_rows"]) + (not count["audit_verify"])
    yield _line(
        f"{kind}: of {count['taken']:,} ballots lost, doubled, altered or unproved", wrong, "{:d}", 0, least=False
    )
    yield _line(
        f"{kind}: the measuring itself, static answers a second", client["static_answers_per_second"], "{:,.0f}", None
    )
    share = client["share_of_one_core_during_ballots"]
    yield _line(f"{kind}: the measuring itself, share of one core during ballots", share, "{:.2f}", None)
    for size, flat in found.get("flat", {}).items():
        yield _line(f"{kind}: ballots a second at {int(size):,} entries", flat["per_second"], "{:,.0f}", None)


def _page_lines(pages: dict[str, Any]) -> Iterator[Line]:
    yield _line("slowest page's median, ms (1,000 notices, 200 matters)", slowest(pages), "{:.1f}", 15, least=False)
    for name, page in pages["pages"].items():
        yield _line(f"page {name}: median ms, {page['statements']} statements", page["p50_ms"], "{:.1f}", None)
    yield _line("304 answers a second", pages["unchanged"]["not_modified"]["per_second"], "{:,.0f}", None)


def _log_lines(log: dict[str, Any]) -> Iterator[Line]:
    yield _line("append of one entry, µs (without its commit)", log["append_us"], "{:,.0f}", None)
    yield _line(
        "operation that only makes an entry, µs", log["operation_with_nothing_but_an_entry_us"], "{:,.0f}", None
    )
    yield _line(f"verified a second, of {log['entries']:,} entries", log["verify_entries_per_second"], "{:,.0f}", None)
    yield _line("proof of one entry out of all, median ms", log["inclusion_proof_ms"]["p50_ms"], "{:.2f}", None)


def _evidence_lines(found: dict[str, Any]) -> Iterator[Line]:
    """A bundle of 10,000 entries in a slow browser, a log of a million, and the log's share of a ballot."""
    page = found["page"]
    yield _line("verify.html: 10,000 entries, s", page["at_1"], "{:.2f}", None)
    yield _line("verify.html: 10,000 entries, processor four times slower, s", page["at_4"], "{:.2f}", 5, least=False)
    for kind, one in found["logs"].items():
        ballot, million = one["ballot"], one["million"]
        bare, anew = million["bare_hashing_s"], million["from_database_s"]
        share = ballot["append_us"] / ballot["operation_us"]
        yield _line(f"{kind}: append, share of the operation without page and server", share, "{:.3f}", None)
        what = f"{kind}: tree over a million entries against bare hashing, times"
        yield _line(what, million["tree_s"] / bare, "{:.2f}", 3, least=False)
        what = f"{kind}: a log of a million read and hashed anew against bare hashing in memory, times"
        yield _line(what, anew / bare, "{:.2f}", 3, least=False)
        what = f"{kind}: the same against reading those rows and bare hashing, times"
        yield _line(what, anew / million["read_and_hashed_s"], "{:.2f}", 3, least=False)
        p99 = one["proof"]["p99_ms"]
        yield _line(f"{kind}: proof of one entry out of a million, p99 ms", p99, "{:.2f}", 5, least=False)


def _share_line(kind: str, report: dict[str, Any]) -> Line:
    """The log's share of the processor time of a ballot through the whole stack."""
    ballot = report["machine"]["processors"] / report["ballots"][kind]["ballots"]["per_second"]
    share = report["evidence"]["logs"][kind]["ballot"]["append_us"] / 1e6 / ballot
    return _line(f"{kind}: append, share of a ballot through the whole stack", share, "{:.3f}", 0.1, least=False)


def _register_lines(register: dict[str, Any]) -> Iterator[Line]:
    first, again = register["first"], register["again"]
    yield _line(f"import of {first['rows']:,} people, s", first["seconds"], "{:.1f}", 10, least=False)
    yield _line("import, peak MB", first["peak_mb"], "{:.0f}", 300, least=False)
    yield _line("the same file again, s", again["seconds"], "{:.1f}", None)


def _soak_lines(kind: str, found: dict[str, Any]) -> Iterator[Line]:
    held, count = found["megabytes"], found["count"]
    what = f"{kind}: memory after {found['minutes']:g} minutes against the first of them, {held[-1]:.0f} MB"
    yield _line(what, found["growth"], "{:.3f}", 1.05, least=False)
    wrong = found["failed"] + count["lost"] + count["doubled"] + count["otherwise"] + (not count["audit_verify"])
    yield _line(f"{kind}: of {found['answers']:,} answers failed, lost or doubled", wrong, "{:d}", 0, least=False)


def _line(what: str, figure: float, form: str, asked: float | None, *, least: bool = True) -> Line:
    if asked is None:
        return what, form.format(figure), "", None
    met = figure >= asked if least else figure <= asked
    return what, form.format(figure), f"{'at least' if least else 'at most'} {asked:.3g}", met


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _fsync(folder: Path) -> float:
    """What one durable write of a page costs on this disk, the median of fifty, in milliseconds."""
    times = []
    with (folder / "fsync").open("wb", buffering=0) as file:
        for _ in range(50):
            file.write(bytes(4096))
            began = datetime.now(UTC)
            os.fsync(file.fileno())
            times.append((datetime.now(UTC) - began).total_seconds())
    return 1000 * sorted(times)[len(times) // 2]
