"""How migrations run: on the engine handed in by the application, or on the one its settings name."""

from __future__ import annotations

from typing import Any

from alembic import context

from webapp.core.database import Database
from webapp.core.db import Choice, Key, UtcDateTime
from webapp.core.settings import read_settings
from webapp.schema import METADATA


def render_item(kind: str, item: Any, autogen_context: Any) -> str | bool:
    """Write our column types so that an old migration stays readable when the code moves on."""
    if kind != "type":
        return False
    if isinstance(item, Choice):
        return "sa.String(length=40)"
    if isinstance(item, (Key, UtcDateTime)):
        autogen_context.imports.add("from webapp.core import db")
        return f"db.{type(item).__name__}()"
    return False


def run() -> None:
    """Run inside one transaction; SQLite alters tables by copying them."""
    engine = context.config.attributes.get("engine") or Database(read_settings().database_url).engine
    with engine.connect() as connection:
        is_sqlite = engine.dialect.name == "sqlite"
        driver = connection.connection.driver_connection
        if is_sqlite:  # copying a table drops the old one; references to it are checked at the end instead
            driver.execute("PRAGMA foreign_keys=OFF")
        context.configure(
            connection=connection,
            target_metadata=METADATA,
            render_item=render_item,
            render_as_batch=is_sqlite,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        if connection.in_transaction():
            connection.commit()
        if is_sqlite:
            broken = driver.execute("PRAGMA foreign_key_check").fetchall()
            driver.execute("PRAGMA foreign_keys=ON")
            if broken:
                raise RuntimeError(f"the migration left references that lead nowhere: {broken[:5]}")


run()
