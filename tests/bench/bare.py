"""The measure of things: a bare Flask view that inserts one row, on the same server and the same database.

    BENCH_DATABASE_URL=… PORT=8001 python -m tests.bench.bare

No session, no form check, no rules, no log: what is left is the price of Flask, SQLAlchemy and one durable commit.
"""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask, request
from sqlalchemy import Column, DateTime, Integer, MetaData, String, Table, func, insert, select

from webapp.cli.serve import production_server
from webapp.core.database import Database
from webapp.core.settings import read_settings

METADATA = MetaData()
BALLOTS = Table(
    "bench_ballot",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("voter", String(40), nullable=False),
    Column("vote", String(10), nullable=False),
    Column("cast_at", DateTime(timezone=True), nullable=False),
)


def create_app() -> Flask:
    """Two addresses: one answers without thinking, one inserts a row."""
    app = Flask("bare")
    engine = Database(read_settings().database_url).engine.execution_options(yishi_write=True)

    @app.get("/healthz")
    def healthz() -> str:
        return "ok"

    @app.post("/ballot")
    def ballot() -> tuple[str, int]:
        row = {"voter": request.form["voter"], "vote": request.form["vote"], "cast_at": datetime.now(UTC)}
        with engine.begin() as connection:
            connection.execute(insert(BALLOTS), row)
        return "", 204

    return app


def make_table(database: Database) -> None:
    """The bare view's own tiny table, beside the application's."""
    METADATA.create_all(database.engine)


def count_rows(database: Database) -> int:
    """How many rows the bare view inserted."""
    with database.engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(BALLOTS)).scalar_one())


if __name__ == "__main__":
    production_server("tests.bench.bare:create_app", read_settings()).serve()
