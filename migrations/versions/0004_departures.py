"""People who died or left are taken out of the register

Revision 0004, after 0003.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """People who died or left are taken out of the register"""
    op.add_column("resident", sa.Column("departed_on", sa.Date(), nullable=True))
    op.add_column("resident", sa.Column("departed_because", sa.String(length=40), nullable=True))


def downgrade() -> None:
    """Undo it."""
    op.drop_column("resident", "departed_because")
    op.drop_column("resident", "departed_on")
