"""The log is found by person and by kind; looks at personal data are noted

Revision 0008, after 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.core import db
from webapp.core.row_security import enclose

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

NO_BALLOTS = sa.text("event NOT IN ('ballot_cast', 'ballot_written', 'choice_cast', 'secret_ballot_cast')")


def upgrade() -> None:
    """The log is found by person and by kind; looks at personal data are noted"""
    op.create_table(
        "look",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("account_id", db.Key(), nullable=False),
        sa.Column("page", sa.String(length=40), nullable=False),
        sa.Column("whose", sa.String(length=40), nullable=False),
        sa.Column("about_id", db.Key(), nullable=False),
        sa.Column("hour", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", db.UtcDateTime(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "account_id"],
            ["account.village_id", "account.id"],
            name=op.f("fk_look_village_id_account_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_look")),
        sa.UniqueConstraint(
            "village_id",
            "account_id",
            "hour",
            "page",
            "about_id",
            name=op.f("uq_look_village_id_account_id_hour_page_about_id"),
        ),
    )
    op.create_index(op.f("ix_look_village_id_about_id_seen_at"), "look", ["village_id", "about_id", "seen_at"])
    op.create_index(op.f("ix_look_village_id_seen_at"), "look", ["village_id", "seen_at"])
    for name, columns in (("person", ["actor", "seq", "event"]), ("kind", ["event", "seq"])):
        op.create_index(
            f"ix_log_entry_{name}",
            "log_entry",
            ["village_id", *columns],
            sqlite_where=NO_BALLOTS,
            postgresql_where=NO_BALLOTS,
        )
    enclose(op.get_bind(), ["look"])


def downgrade() -> None:
    """Undo it."""
    op.drop_index("ix_log_entry_kind", table_name="log_entry")
    op.drop_index("ix_log_entry_person", table_name="log_entry")
    op.drop_table("look")
