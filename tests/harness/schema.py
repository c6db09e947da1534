"""Making an empty database of the application, the way an installation does."""

from __future__ import annotations

import importlib
import pkgutil

import webapp
from webapp.core.database import Database
from webapp.core.db import Base
from webapp.paths import MIGRATIONS

MIGRATE = "webapp.core.migrate"


def load_models() -> None:
    """Import every `models` module, so that the metadata knows all tables."""
    for module in pkgutil.walk_packages(webapp.__path__, "webapp."):
        if module.name.rpartition(".")[2] == "models" and not module.name.startswith("webapp._"):
            importlib.import_module(module.name)


def has_migrations() -> bool:
    """Whether the schema comes from migrations (as it does in an installation)."""
    return any(MIGRATIONS.glob("versions/*.py")) and importlib.util.find_spec(MIGRATE) is not None


def build_schema(url: str) -> None:
    """Create every table in the empty database behind the address."""
    if has_migrations():
        importlib.import_module(MIGRATE).upgrade(url)
        return
    load_models()
    database = Database(url)
    Base.metadata.create_all(database.engine)
    database.engine.dispose()
