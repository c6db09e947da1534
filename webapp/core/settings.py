"""The configuration of an installation: environment variables in one table, and the combinations refused at start."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

DATABASES = ("sqlite", "postgresql", "postgres")
MOST_WORKERS = 64
LOOPBACK = ("127.0.0.1", "localhost", "::1")
LOG_HOST = re.compile(r"[A-Za-z0-9.\-]{1,120}(:[0-9]{1,5})?")
KNOWN_SECRETS = ("change-me", "changeme", "secret", "dev", "development", "password", "yishi")


class UnsafeSetting(RuntimeError):
    """A setting that would put the village at risk; the sentence says the remedy."""


@dataclasses.dataclass(frozen=True)
class Variable:
    """One environment variable: its name, what it falls back to, and what it means."""

    name: str
    default: str
    meaning: str


VARIABLES = (
    Variable("YISHI_DATA", "instance", "folder for the embedded database and the installation's keys"),
    Variable(
        "YISHI_DATABASE_URL", "sqlite:///<YISHI_DATA>/yishi.db", "SQLite file or postgresql://user:password@host/name"
    ),
    Variable(
        "YISHI_PUBLIC_URL",
        "http://127.0.0.1:<PORT>",
        "address people open; must begin with https:// unless it is this machine's own",
    ),
    Variable(
        "YISHI_SECRET_KEY", "made at first start in <YISHI_DATA>/secret_key", "signs cookies; at least 32 characters"
    ),
    Variable(
        "YISHI_REGISTER_KEY",
        "made at first start in <YISHI_DATA>/register_key",
        "keys the hashes of identity numbers; at least 32 characters; never change it",
    ),
    Variable(
        "YISHI_LOG_HOST",
        "host of YISHI_PUBLIC_URL",
        "begins the name under which each village's log is signed (<host>/v/<code>/log); a log keeps the name it was "
        "first signed with",
    ),
    Variable(
        "YISHI_WITNESSES",
        "none",
        "outside witnesses of the logs (tlog-witness): for each its https address and its key (vkey), parted by blanks",
    ),
    Variable("YISHI_LOCALE", "zh_Hans", "language of a first visit: zh_Hans or en"),
    Variable("HOST", "127.0.0.1", "address to listen on"),
    Variable("PORT", "8000", "port to listen on"),
    Variable("YISHI_WORKERS", "number of processors, 4 at most", "server processes"),
)


@dataclasses.dataclass(frozen=True)
class Settings:
    """What the installation runs with."""

    database_url: str
    public_url: str
    secret_key: str
    register_key: str
    locale: str = "zh_Hans"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    testing: bool = False
    password_cost: int = 19456
    data: Path | None = None
    log_host: str = "localhost"
    witnesses: str = ""

    @property
    def is_https(self) -> bool:
        """Whether cookies may travel only over TLS."""
        return self.public_url.startswith("https://")


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in the environment; keys not given are made once and kept in files only the owner reads.

    Raises UnsafeSetting with the sentence to show.
    """
    data = Path(environment.get("YISHI_DATA") or "instance")
    port = _number("PORT", environment.get("PORT") or "8000", 65535)
    workers = environment.get("YISHI_WORKERS") or str(min(os.cpu_count() or 1, 4))
    public_url = (environment.get("YISHI_PUBLIC_URL") or f"http://127.0.0.1:{port}").rstrip("/")
    settings = Settings(
        database_url=environment.get("YISHI_DATABASE_URL") or f"sqlite:///{data.resolve()}/yishi.db",
        public_url=public_url,
        secret_key=environment.get("YISHI_SECRET_KEY") or _kept_key(data, "secret_key"),
        register_key=environment.get("YISHI_REGISTER_KEY") or _kept_key(data, "register_key"),
        locale=environment.get("YISHI_LOCALE") or "zh_Hans",
        host=environment.get("HOST") or "127.0.0.1",
        port=port,
        workers=_number("YISHI_WORKERS", workers, MOST_WORKERS),
        data=data,
        log_host=environment.get("YISHI_LOG_HOST") or urlsplit(public_url).netloc,
        witnesses=environment.get("YISHI_WITNESSES") or "",
    )
    check_settings(settings)
    return settings


def check_settings(settings: Settings) -> None:
    """Refuse what is unsafe. Raises UnsafeSetting."""
    for name, key in (("YISHI_SECRET_KEY", settings.secret_key), ("YISHI_REGISTER_KEY", settings.register_key)):
        if len(key) < 32 or key.lower() in KNOWN_SECRETS or len(set(key)) < 8:
            raise UnsafeSetting(
                f"{name} is too easy to guess. Remove it (a good one is made at the next start), "
                "or set at least 32 random characters: python -c 'import secrets; print(secrets.token_hex(32))'"
            )
    if urlsplit(settings.database_url).scheme.partition("+")[0] not in DATABASES:
        raise UnsafeSetting(
            "YISHI_DATABASE_URL names no database that is known here (it is not shown: it may hold a password). "
            "Set sqlite:////folder/yishi.db or postgresql://user:password@host/name."
        )
    host = urlsplit(settings.public_url).hostname or ""
    if not settings.is_https and host not in LOOPBACK:
        raise UnsafeSetting(
            f"YISHI_PUBLIC_URL is {settings.public_url}: passwords and cookies would travel readable for anyone. "
            "Put a TLS proxy in front and set YISHI_PUBLIC_URL=https://…"
        )
    if settings.host not in LOOPBACK and not settings.is_https:
        raise UnsafeSetting(
            f"HOST={settings.host} is open to the network while YISHI_PUBLIC_URL is plain http. "
            "Set YISHI_PUBLIC_URL=https://… for the address of your TLS proxy, or HOST=127.0.0.1."
        )
    if not LOG_HOST.fullmatch(settings.log_host):
        raise UnsafeSetting(
            f"YISHI_LOG_HOST={settings.log_host:.80} cannot name a log. Set a host name as in village.example.cn."
        )
    if settings.locale not in ("zh_Hans", "en"):
        raise UnsafeSetting(f"YISHI_LOCALE={settings.locale} is not known. Set zh_Hans or en.")


def _number(name: str, text: str, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) <= most):
        raise UnsafeSetting(f"{name}={text} cannot be. Set a number from 1 to {most}.")
    return int(text)


def _kept_key(data: Path, name: str) -> str:
    """The key in this file; made on the first call. File and folder are readable by their owner only."""
    path = data / name
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_hex(32))
        return path.read_text().strip()
    except OSError as error:
        raise UnsafeSetting(
            f"{path} cannot be kept ({error.strerror}). Set YISHI_DATA to a folder that this user may write."
        ) from error
