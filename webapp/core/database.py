"""One database, three sizes: SQLite embedded, PostgreSQL as the server, Citus as the cluster."""

from __future__ import annotations

import dataclasses
import functools
import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import (
    BigInteger,
    Engine,
    Executable,
    Select,
    bindparam,
    create_engine,
    event,
    inspect,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, with_loader_criteria

from webapp.core import postgresql, sqlite
from webapp.core.compiled import run
from webapp.core.db import VillageKeyed, VillageScoped
from webapp.core.ids import new_id, new_salt

ALL_VILLAGES = 0
GUARDED = "yishi_guarded"
Prepared = TypeVar("Prepared", bound=Executable)
Row = TypeVar("Row", bound=VillageScoped)
Found = TypeVar("Found")
OWN_VILLAGE = bindparam("yishi_village", type_=BigInteger())
# One criterion for all villages, with the village as a parameter: so each statement is compiled once for all of them.
OWN_ROWS = with_loader_criteria(
    VillageKeyed, lambda model: model.village_id == OWN_VILLAGE, include_aliases=True, track_closure_variables=False
)


def prepared(statement: Prepared) -> Prepared:
    """A statement made once and run often, with parameters: the first lock is fitted to it here, not at every run.

    It sees the rows of its session's village only, so it is not for reading across villages.
    """
    return statement.options(OWN_ROWS).execution_options(**{GUARDED: True})


def once(session: Session, ask: Callable[[Session], Found]) -> Found:
    """What `ask` finds, asked of the database once: remembered until something is written or the transaction ends."""
    found: Found = session.info[ask] if ask in session.info else session.info.setdefault(ask, ask(session))
    return found


@dataclasses.dataclass(frozen=True)
class Named:
    """A row by what people call it, where its key is not known: a statement that selects the key, its parameters."""

    keys: Select[uuid.UUID]
    asked: dict[str, Any]


class VillageSession(Session):
    """A session bound to one village: it can neither read nor write another's rows.

    `village_id = ALL_VILLAGES` reads across villages and must be asked for by name (`Database.across_villages`).
    """

    def __init__(self, engine: Engine, village_id: int) -> None:
        super().__init__(engine, autoflush=False, expire_on_commit=False)
        self.village_id = village_id
        self._written: dict[int, VillageScoped] = {}
        self._gone: dict[int, VillageScoped] = {}
        self._own: Connection | None = None

    def own_connection(self) -> Connection:
        """The connection of this transaction, begun if need be: asked for at every statement of the shortest way."""
        if self._own is None:
            self._own = self.connection()
        return self._own

    def forget_connection(self) -> None:
        """The transaction is over."""
        self._own = None

    def touch(self, written: Iterable[object], gone: Iterable[object]) -> None:
        """Note what a flush wrote, for the log to commit to."""
        self.info.clear()
        self._written |= {id(row): row for row in written if isinstance(row, VillageScoped) and row.audited}
        self._gone |= {id(row): row for row in gone if isinstance(row, VillageScoped) and row.audited}

    def take_touched(self) -> tuple[list[VillageScoped], list[VillageScoped]]:
        """The rows written and the rows removed since the last call."""
        written = [row for key, row in self._written.items() if key not in self._gone]
        gone = list(self._gone.values())
        self._written, self._gone = {}, {}
        return written, gone

    def begin_write(self) -> None:
        """Start a write transaction; what was read before is forgotten, so decisions are taken on fresh rows.

        A transaction that only read is turned into one that writes: PostgreSQL shows every statement what is committed
        by then, and SQLite is given a new one on the same connection.
        """
        self.take_touched()
        self.info.clear()
        if not self.in_transaction() or self.new or self.dirty or self.deleted:
            self.rollback()
            self.connection(execution_options={"yishi_write": True})
            return
        self.expire_all()
        connection = self.connection()
        if connection.dialect.name == "sqlite":
            sqlite.begin_writing_instead(connection)

    def put(self, row: Row, under: Sequence[str]) -> Row:
        """Insert a row at once, or give its values to the row that has the same values `under` these columns.

        For the verb that everybody does in the same minute: one statement, and of two at the same moment the later
        one counts. The row as it then stands is returned, a value of its own, outside the session.
        """
        row.village_id, row.id, row.salt = self.village_id, new_id(), new_salt()
        statement = _put(type(row), tuple(under), self.get_bind().dialect.name)  # type: ignore[arg-type]
        values = {column.key: getattr(row, column.key) for column in inspect(type(row)).local_table.columns}
        found = _detached(type(row), run(self.own_connection(), statement, values)[0])
        self.touch([found], [])
        return found

    def hold(self, model: type[Row], key: uuid.UUID | Named) -> Row | None:
        """The row of a key as the database has it now, held against change until the transaction ends.

        It is to be read only: a value of its own, outside the session.
        """
        if isinstance(key, Named):
            rows = self.look_up(_held(model, key.keys), **key.asked)  # type: ignore[arg-type]
        else:
            rows = self.look_up(_held(model), key=key)  # type: ignore[arg-type]
        return _detached(model, rows[0]) if rows else None

    def look_up(self, statement: Executable, **asked: Any) -> list[Any]:
        """The rows of a prepared statement that selects columns, not whole rows, on the shortest way."""
        if not statement.get_execution_options().get(GUARDED):
            raise RuntimeError("only a prepared statement keeps to the village here")
        return run(self.own_connection(), statement, {OWN_VILLAGE.key: self.village_id, **asked})


def _detached(model: type[Row], values: Any) -> Row:
    found: Row = inspect(model).class_manager.new_instance()
    found.__dict__.update(values._asdict())
    return found


@functools.cache
def _put(model: type[VillageScoped], under: tuple[str, ...], dialect: str) -> Executable:
    table: Any = inspect(model).local_table
    kept = {"village_id", "id", "salt", *under}
    insert: Any = postgresql_insert if dialect == "postgresql" else sqlite_insert
    statement = insert(table).values({column.key: bindparam(column.key) for column in table.columns})
    changed = {column.key: statement.excluded[column.key] for column in table.columns if column.key not in kept}
    put: Executable = statement.on_conflict_do_update(index_elements=["village_id", *under], set_=changed).returning(
        *table.columns
    )
    return put


@functools.cache
def _held(model: type[VillageScoped], keys: Select[uuid.UUID] | None = None) -> Executable:
    key: Any = bindparam("key") if keys is None else keys.correlate(None).scalar_subquery()
    columns = [getattr(model, attribute.key).label(attribute.key) for attribute in inspect(model).column_attrs]
    return prepared(select(*columns).where(model.id == key).with_for_update(read=True))


class Database:
    """The engine of an installation."""

    def __init__(self, url: str, pool_size: int = 5) -> None:
        parsed = make_url(url)
        options: dict[str, Any] = {}
        if parsed.get_backend_name() == "sqlite":
            parsed = parsed.set(drivername="sqlite+pysqlite")
            options = {"connect_args": {"timeout": 30, "check_same_thread": False}}
        else:
            parsed = parsed.set(drivername="postgresql+psycopg")
        self.engine = create_engine(parsed, pool_size=pool_size, max_overflow=pool_size, **options)
        self.kind = self.engine.dialect.name
        if self.kind == "sqlite":
            sqlite.prepare(self.engine)
        else:
            postgresql.prepare(self.engine)

    def session(self, village_id: int) -> VillageSession:
        """A session that sees one village."""
        return VillageSession(self.engine, village_id)

    def across_villages(self) -> VillageSession:
        """A session that reads every village: for the list of villages, the operator and the township."""
        return VillageSession(self.engine, ALL_VILLAGES)

    def ping(self) -> bool:
        """Whether the database answers."""
        with self.engine.connect() as connection:
            return connection.execute(text("select 1")).scalar() == 1


@event.listens_for(VillageSession, "after_begin")
def _tell_postgresql(session: VillageSession, transaction: SessionTransaction, connection: Connection) -> None:
    """The second lock: PostgreSQL's row-level security learns the village of this transaction as it begins."""
    if connection.dialect.name == "postgresql":
        postgresql.begin(connection, session.village_id)


@event.listens_for(VillageSession, "after_transaction_end")
def _forget(session: VillageSession, transaction: SessionTransaction) -> None:
    session.info.clear()
    session.forget_connection()


@event.listens_for(VillageSession, "do_orm_execute")
def _keep_to_the_village(state: ORMExecuteState) -> None:
    """The first lock: every statement, without exception, is filtered by the session's village."""
    village_id = state.session.village_id  # type: ignore[attr-defined]
    if state.is_select:
        state.parameters = {**cast(dict[str, Any], state.parameters or {}), OWN_VILLAGE.key: village_id}
        if state.execution_options.get(GUARDED):
            if village_id == ALL_VILLAGES:
                raise RuntimeError("a prepared statement sees one village only")
        elif village_id != ALL_VILLAGES:
            state.statement = state.statement.options(OWN_ROWS)
    elif village_id != ALL_VILLAGES and (state.is_update or state.is_delete):
        state.statement = state.statement.options(
            with_loader_criteria(VillageKeyed, lambda model: model.village_id == village_id, include_aliases=True)
        )


@event.listens_for(VillageSession, "before_flush")
def _write_to_the_village(session: VillageSession, context: Any, instances: Any) -> None:
    """A new row takes the session's village; a row of another village stops the transaction."""
    for row in session.new:
        if isinstance(row, VillageKeyed):
            if inspect(row).dict.get("village_id") is None:
                row.village_id = session.village_id
            if row.village_id != session.village_id:
                raise RuntimeError(f"a row of village {row.village_id} in a session of {session.village_id}")


@event.listens_for(VillageSession, "after_flush")
def _note_what_was_written(session: VillageSession, context: Any) -> None:
    changed = [row for row in session.dirty if session.is_modified(row)]
    session.touch([*session.new, *changed], session.deleted)
