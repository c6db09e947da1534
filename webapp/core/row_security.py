"""PostgreSQL's row-level security: the second lock around a village's rows."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.engine import Connection

POLICY = "one_village"
# The setting holds the village of the transaction; "0" (asked for by name) sees all villages; nothing sees nothing.
_CONDITION = (
    "village_id = nullif(current_setting('yishi.village', true), '')::bigint "
    "or current_setting('yishi.village', true) = '0'"
)


def is_walked_past(connection: Connection) -> bool:
    """Whether this role is one that PostgreSQL exempts from the lock; then only the session's own remains."""
    if connection.dialect.name != "postgresql":
        return False
    exempt = "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
    return bool(connection.execute(text(exempt)).scalar_one())


def enclose(connection: Connection, tables: list[str]) -> None:
    """Let every statement on these tables see one village, the owner's statements included. No effect on SQLite."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        connection.execute(text(f'alter table "{table}" enable row level security'))
        connection.execute(text(f'alter table "{table}" force row level security'))
        connection.execute(text(f'create policy {POLICY} on "{table}" using ({_CONDITION})'))
