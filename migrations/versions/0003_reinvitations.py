"""New invitations that take two people

Revision 0003, after 0002.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.core import db
from webapp.core.row_security import enclose

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """New invitations that take two people"""
    op.create_table(
        "reinvitation",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("account_id", db.Key(), nullable=False),
        sa.Column("asked_by_id", db.Key(), nullable=False),
        sa.Column("asked_at", db.UtcDateTime(), nullable=False),
        sa.Column("ends_at", db.UtcDateTime(), nullable=False),
        sa.Column("agreed_by_id", db.Key(), nullable=True),
        sa.Column("agreed_at", db.UtcDateTime(), nullable=True),
        sa.Column("handed_at", db.UtcDateTime(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "account_id"],
            ["account.village_id", "account.id"],
            name=op.f("fk_reinvitation_village_id_account_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "asked_by_id"],
            ["account.village_id", "account.id"],
            name=op.f("fk_reinvitation_village_id_asked_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "agreed_by_id"],
            ["account.village_id", "account.id"],
            name=op.f("fk_reinvitation_village_id_agreed_by_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_reinvitation")),
    )
    op.create_index(op.f("ix_reinvitation_village_id_account_id"), "reinvitation", ["village_id", "account_id"])
    op.create_index(op.f("ix_reinvitation_village_id_ends_at"), "reinvitation", ["village_id", "ends_at"])
    enclose(op.get_bind(), ["reinvitation"])


def downgrade() -> None:
    """Undo it."""
    op.drop_table("reinvitation")
