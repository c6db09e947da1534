"""When the demonstration may be loaded and served: its passwords stand in the documentation for everyone to read."""

from __future__ import annotations

from urllib.parse import urlsplit

import click
from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from webapp.cli.demo.cast import VILLAGE_CODE
from webapp.core.database import Database
from webapp.core.settings import LOOPBACK, Settings
from webapp.council.polls.models import Poll
from webapp.village.queries import all_codes, village

POLLS_OF_THE_STORY = 6
FLAG = "--yes-on-a-public-address"


def is_private(settings: Settings) -> bool:
    """Whether only people at this machine can open the pages."""
    return settings.host in LOOPBACK and (urlsplit(settings.public_url).hostname or "") in LOOPBACK


def require_private(settings: Settings, allowed: bool) -> None:
    """Refuse known passwords on an address others can reach."""
    if not allowed and not is_private(settings):
        raise click.ClickException(
            f"The demonstration's passwords are known to everyone, and {settings.public_url} can be opened by others. "
            f"For a village of your own: flask --app webapp village create CODE. "
            f"To show the demonstration there all the same, say {FLAG}."
        )


def require_demo_kept_private(settings: Settings, database: Database, allowed: bool) -> None:
    """Before serving: refuse when an installation that others can reach still holds the demonstration."""
    if not allowed and not is_private(settings) and f"{VILLAGE_CODE:012d}" in codes(database):
        require_private(settings, allowed)


def codes(database: Database) -> list[str]:
    """The villages of this installation. Raises ClickException when there are no tables yet."""
    try:
        with database.across_villages() as session:
            return all_codes(session)
    except DatabaseError as error:
        raise click.ClickException(
            "The database has no tables yet, or cannot be opened. First: flask --app webapp migrate. "
            f"The database says: {str(error.__cause__ or error).strip()[:200]}"
        ) from None


def is_loaded(database: Database) -> bool:
    """Whether the demonstration village is here. Raises ClickException if its loading was interrupted."""
    with database.session(VILLAGE_CODE) as session:
        if village(session) is None:
            return False
        if _polls(session) >= POLLS_OF_THE_STORY:
            return True
    raise click.ClickException(
        "The demonstration village was loaded only in part: the loading was interrupted. A log is never shortened, "
        "so begin with an empty database: remove the file or choose another with YISHI_DATA or YISHI_DATABASE_URL "
        f"(this one is {database.engine.url.render_as_string()})."
    )


def _polls(session: Session) -> int:
    return session.execute(select(func.count()).select_from(Poll)).scalar_one()
