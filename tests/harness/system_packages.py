"""The programs the tests need and pip cannot bring: a browser, Chinese fonts, a PostgreSQL server.

As a script (`make test` calls it) it installs what is missing where it may, and otherwise names what is missing
and the command that installs it. Standard library only: it runs before anything else is there.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

CHROMIUM = (
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
LIBRARIES = ("/usr/lib/*-linux-gnu", "/usr/lib", "/usr/lib64", "/opt/homebrew/lib", "/usr/local/lib")
POSTGRESQL = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin")
CJK_FONTS = ("/usr/share/fonts/**/*CJK*", "/usr/local/share/fonts/**/*CJK*", "/System/Library/Fonts/PingFang*")


def chromium() -> Path:
    """The browser the tests drive."""
    named = [os.environ.get("CHROMIUM", ""), *CHROMIUM, shutil.which("chromium") or ""]
    for path in named:
        if path and Path(path).exists():
            return Path(path)
    raise FileNotFoundError("no Chromium: set CHROMIUM to its path, or install it (make test says how)")


@functools.cache
def postgresql_binaries() -> Path:
    """The folder of the newest PostgreSQL server on this machine."""
    folders = [path for pattern in POSTGRESQL for path in _glob(pattern) if (path / "initdb").exists()]
    found = shutil.which("initdb")
    if folders:
        return max(folders, key=_version)
    if found:
        return Path(found).parent
    raise FileNotFoundError("no PostgreSQL server: install it (make test says how)")


def cjk_fonts() -> Path:
    """A font with Chinese characters; without one every page photographs as boxes."""
    for pattern in CJK_FONTS:
        for path in _glob(pattern):
            return path
    raise FileNotFoundError("no Chinese fonts")


def library(name: str) -> Path:
    """A library that sets the type of PDFs: Pango, its link to FreeType, the maker of small fonts."""
    for folder in LIBRARIES:
        for path in _glob(f"{folder}/lib{name}*"):
            return path
    raise FileNotFoundError(f"no {name}")


NEEDED: dict[str, tuple[Callable[[], Path], str]] = {
    "chromium": (chromium, "--cask chromium"),
    "fonts-noto-cjk": (cjk_fonts, "--cask font-noto-sans-cjk"),
    "libpango-1.0-0": (functools.partial(library, "pango-1.0"), "pango"),
    "libpangoft2-1.0-0": (functools.partial(library, "pangoft2-1.0"), "pango"),
    "libharfbuzz-subset0": (functools.partial(library, "harfbuzz-subset"), "pango"),
    "postgresql": (postgresql_binaries, "postgresql@17"),
}


def missing() -> list[str]:
    """The names, as Debian calls them, of the packages that are not there."""
    absent = []
    for package, (find, _) in NEEDED.items():
        try:
            find()
        except FileNotFoundError:
            absent.append(package)
    return absent


def install_command(packages: list[str]) -> str:
    """The command that a person would type to install them on this machine."""
    if sys.platform == "darwin":
        return " && ".join(f"brew install {NEEDED[package][1]}" for package in packages)
    prefix = "" if os.geteuid() == 0 else "sudo "
    return f"{prefix}apt-get update && {prefix}apt-get install -y --no-install-recommends {' '.join(packages)}"


def may_install() -> bool:
    """Whether packages can be installed without asking anybody: as root, or with sudo that asks no password."""
    if sys.platform == "darwin" or shutil.which("apt-get") is None:
        return False
    if os.geteuid() == 0:
        return True
    return shutil.which("sudo") is not None and subprocess.run(["sudo", "-n", "true"], check=False).returncode == 0


def main() -> int:
    """Make sure everything is there: 0 when it is, 1 when a person must install something first."""
    absent = missing()
    if absent and may_install():
        print(f"Installing {', '.join(absent)} (once) ...", flush=True)
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["sh", "-c", install_command(absent)], env=environment, stdout=sys.stderr, check=False)
        absent = missing()
    if absent:
        print(f"The tests need {', '.join(absent)}, missing on this machine. Install with:\n\n"
              f"    {install_command(absent)}\n\nThen run `make test` again.", file=sys.stderr)  # fmt: skip
        return 1
    return 0


def _glob(pattern: str) -> list[Path]:
    return sorted(Path("/").glob(pattern.removeprefix("/")))


def _version(folder: Path) -> tuple[int, ...]:
    digits = "".join(character if character.isdigit() else " " for character in folder.parent.name)
    return tuple(int(part) for part in digits.split())


if __name__ == "__main__":
    sys.exit(main())
