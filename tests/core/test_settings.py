"""What an installation may be started with, and the sentence for what it may not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click import ClickException

from webapp import create_app
from webapp.core.settings import UnsafeSetting, read_settings

GOOD_KEY = "0123456789abcdef0123456789abcdef"
REFUSED = {
    "a short secret": ({"YISHI_SECRET_KEY": "short"}, "YISHI_SECRET_KEY is too easy to guess"),
    "one letter again and again": ({"YISHI_SECRET_KEY": "a" * 64}, "YISHI_SECRET_KEY is too easy to guess"),
    "a short register key": ({"YISHI_REGISTER_KEY": "short"}, "YISHI_REGISTER_KEY is too easy to guess"),
    "a public address in the clear": ({"YISHI_PUBLIC_URL": "http://yishi.example.cn"}, "set YISHI_PUBLIC_URL=https://"),
    "an address without a scheme": ({"YISHI_PUBLIC_URL": "yishi.example.cn"}, "set YISHI_PUBLIC_URL=https://"),
    "listening to the network in the clear": ({"HOST": "0.0.0.0"}, "or HOST=127.0.0.1"),
    "a language nobody wrote": ({"YISHI_LOCALE": "fr"}, "Set zh_Hans or en"),
    "a port that is none": ({"PORT": "70000"}, "from 1 to 65535"),
    "a port in words": ({"PORT": "http"}, "from 1 to 65535"),
    "no workers": ({"YISHI_WORKERS": "0"}, "from 1 to 64"),
    "workers in words": ({"YISHI_WORKERS": "many"}, "from 1 to 64"),
    "another kind of database": (
        {"YISHI_DATABASE_URL": "mysql://a:secret@b/c"},
        "postgresql://user:password@host/name",
    ),
    "no address of a database": ({"YISHI_DATABASE_URL": "yishi.db"}, "sqlite:////folder/yishi.db"),
}


@pytest.mark.parametrize(("given", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(given: dict[str, str], sentence: str, tmp_path: Path) -> None:
    with pytest.raises(UnsafeSetting) as refused:
        read_settings({"YISHI_DATA": str(tmp_path)} | given)
    assert sentence in str(refused.value)
    assert "a:secret" not in str(refused.value)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"HOST": "0.0.0.0", "YISHI_PUBLIC_URL": "https://yishi.example.cn/"},
        {"YISHI_PUBLIC_URL": "http://localhost:9000"},
        {"PORT": "", "YISHI_LOCALE": "", "YISHI_PUBLIC_URL": "", "YISHI_WORKERS": "", "HOST": ""},
        {"YISHI_SECRET_KEY": GOOD_KEY, "YISHI_REGISTER_KEY": GOOD_KEY},
    ],
    ids=lambda given: " ".join(given) or "nothing set",
)
def test_what_is_taken(given: dict[str, str], tmp_path: Path) -> None:
    settings = read_settings({"YISHI_DATA": str(tmp_path)} | given)
    assert not settings.public_url.endswith("/")
    assert settings.workers >= 1


def test_keys_are_made_once_and_are_their_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first, second = (read_settings({"YISHI_DATA": str(folder)}) for _ in range(2))
    assert first.secret_key == second.secret_key != first.register_key == second.register_key
    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


def test_a_folder_that_cannot_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnsafeSetting, match="Set YISHI_DATA to a folder"):
        read_settings({"YISHI_DATA": str(tmp_path / "file" / "data")})


def test_the_command_line_shows_the_sentence_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("YISHI_DATA", str(tmp_path))
    monkeypatch.setenv("HOST", "0.0.0.0")
    with pytest.raises(ClickException, match="open to the network"):
        create_app()
