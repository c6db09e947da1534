"""Making an empty database of the application, the way an installation does."""

from __future__ import annotations

import functools
import importlib
import pkgutil

import webapp
from webapp.core.database import Database
from webapp.core.migrate import upgrade
from webapp.paths import MIGRATIONS
from webapp.schema import METADATA


@functools.cache
def load_every_module() -> tuple[str, ...]:
    """Import the whole application, so that all operations are known; the modules' names."""
    names = [module.name for module in pkgutil.walk_packages(webapp.__path__, "webapp.")]
    names = [name for name in names if not name.startswith("webapp._")]
    for name in names:
        importlib.import_module(name)
    return tuple(names)


def has_migrations() -> bool:
    """Whether the schema comes from migrations, as it does in an installation."""
    return any(MIGRATIONS.glob("versions/*.py"))


def build_schema(url: str) -> None:
    """Create every table in the empty database behind the address."""
    database = Database(url)
    if has_migrations():
        upgrade(database)
    else:
        METADATA.create_all(database.engine)
    database.engine.dispose()
