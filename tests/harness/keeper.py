"""Runs a server for as long as the test run lives, and not a moment longer.

The keeper is a process of its own that holds one end of a pipe. When the tests end, in whatever way (finished,
interrupted, killed), the pipe closes; the keeper then stops the server's whole process group and removes its folders.

    python keeper.py '{"command": [...], "user": 105, "group": 110, "signal": "SIGINT", "folders": [...]}'
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

GRACE = 10.0


class Kept:
    """A server held by a keeper; `stop()` ends it, and so does the end of this process."""

    def __init__(
        self,
        command: Sequence[str | Path],
        output: Path,
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        user: int | None = None,
        group: int | None = None,
        ends_with: signal.Signals = signal.SIGTERM,
        folders: Sequence[Path] = (),
    ) -> None:
        task = {
            "command": [str(part) for part in command],
            "user": user,
            "group": group,
            "signal": ends_with.name,
            "folders": [str(folder) for folder in folders],
        }
        self.output = output
        with output.open("ab") as sink:
            self._process = subprocess.Popen(
                [sys.executable, str(Path(__file__).resolve()), json.dumps(task)],
                stdin=subprocess.PIPE,
                stdout=sink,
                stderr=sink,
                env=None if env is None else dict(env),
                cwd=cwd,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """The keeper's own process, above the server's."""
        return self._process.pid

    def has_ended(self) -> bool:
        """Whether the server stopped on its own."""
        return self._process.poll() is not None

    def said(self) -> str:
        """What the server printed so far (its last 4,000 characters)."""
        return self.output.read_text(encoding="utf-8", errors="replace")[-4000:] if self.output.exists() else ""

    def kill(self) -> None:
        """SIGKILL to the server and all its children at once, then wait until the keeper has cleaned up."""
        found = subprocess.run(["pgrep", "-P", str(self._process.pid)], capture_output=True, text=True, check=True)
        for child in found.stdout.split():
            _signal_group(int(child), signal.SIGKILL)
        self.stop()

    def stop(self) -> None:
        """End the server and wait until it is gone and its folders are removed."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(timeout=2 * GRACE)


def keep(task: dict[str, Any]) -> int:
    """Run the command until it ends or the pipe on standard input closes; then clean up."""
    identity = {} if task["user"] is None else {"user": task["user"], "group": task["group"], "extra_groups": []}
    for name in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)
    child = subprocess.Popen(
        task["command"],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        restore_signals=True,
        preexec_fn=_heed_signals,
        **identity,
    )
    threading.Thread(target=_end_with_the_pipe, args=(child, signal.Signals[task["signal"]]), daemon=True).start()
    code = child.wait()
    _signal_group(child.pid, signal.SIGKILL)
    for folder in task["folders"]:
        shutil.rmtree(folder, ignore_errors=True)
    return code


def _heed_signals() -> None:
    for name in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(name, signal.SIG_DFL)


def _end_with_the_pipe(child: subprocess.Popen[bytes], ends_with: signal.Signals) -> None:
    while os.read(0, 4096):
        pass
    with contextlib.suppress(ProcessLookupError):
        child.send_signal(ends_with)
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(timeout=GRACE)
        return
    _signal_group(child.pid, signal.SIGKILL)


def _signal_group(group: int, name: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, name)


if __name__ == "__main__":
    sys.exit(keep(json.loads(sys.argv[1])))
