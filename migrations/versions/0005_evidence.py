"""Signed checkpoints, the keys that sign them, and the witnesses who say that they saw them

Revision 0005, after 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.core import db
from webapp.core.row_security import enclose

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = ("log_cosignature", "log_key", "outside_witness", "witness_key")


def upgrade() -> None:
    """Signed checkpoints, the keys that sign them, and the witnesses who say that they saw them"""
    op.add_column("log_checkpoint", sa.Column("note", sa.Text(), nullable=True))
    op.create_table(
        "log_key",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("origin", sa.String(length=255), nullable=False),
        sa.Column("public", sa.LargeBinary(length=32), nullable=False),
        sa.Column("since_size", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("village_id", "number", name=op.f("pk_log_key")),
    )
    op.create_table(
        "log_cosignature",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("public", sa.LargeBinary(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("time", sa.BigInteger(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("village_id", "size", "public", name=op.f("pk_log_cosignature")),
    )
    op.create_table(
        "outside_witness",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("public", sa.LargeBinary(length=32), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("tried_at", db.UtcDateTime(), nullable=True),
        sa.Column("error", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("village_id", "name", name=op.f("pk_outside_witness")),
    )
    _witness_keys()
    enclose(op.get_bind(), list(TABLES))


def _witness_keys() -> None:
    people = ("resident_id", "confirmed_by_id", "ending_asked_by_id", "ended_by_id")
    op.create_table(
        "witness_key",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("public", sa.LargeBinary(length=32), nullable=False),
        sa.Column("resident_id", db.Key(), nullable=False),
        sa.Column("registered_at", db.UtcDateTime(), nullable=False),
        sa.Column("because", sa.String(length=300), nullable=False),
        sa.Column("confirmed_at", db.UtcDateTime(), nullable=True),
        sa.Column("confirmed_by_id", db.Key(), nullable=True),
        sa.Column("ending_asked_at", db.UtcDateTime(), nullable=True),
        sa.Column("ending_asked_by_id", db.Key(), nullable=True),
        sa.Column("ending_because", sa.String(length=300), nullable=False),
        sa.Column("ended_at", db.UtcDateTime(), nullable=True),
        sa.Column("ended_by_id", db.Key(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                ["village_id", person],
                ["resident.village_id", "resident.id"],
                name=op.f(f"fk_witness_key_village_id_{person}"),
            )
            for person in people
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_witness_key")),
        sa.UniqueConstraint("village_id", "number", name=op.f("uq_witness_key_village_id_number")),
        sa.UniqueConstraint("village_id", "public", name=op.f("uq_witness_key_village_id_public")),
    )
    op.create_index(op.f("ix_witness_key_village_id_resident_id"), "witness_key", ["village_id", "resident_id"])


def downgrade() -> None:
    """Undo it."""
    for table in TABLES[::-1]:
        op.drop_table(table)
    op.drop_column("log_checkpoint", "note")
