"""The schema's history, applied."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from webapp.core.database import Database
from webapp.paths import MIGRATIONS


def alembic_config(database: Database) -> Config:
    """Alembic's settings, without a file of its own."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["engine"] = database.engine
    return config


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring a database to a revision; nothing to do if it is there."""
    command.upgrade(alembic_config(database), revision)


def is_newest(database: Database) -> bool:
    """Whether nothing is left to upgrade."""
    newest = ScriptDirectory.from_config(alembic_config(database)).get_current_head()
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


def downgrade(database: Database, revision: str) -> None:
    """Take a database back to a revision."""
    command.downgrade(alembic_config(database), revision)
