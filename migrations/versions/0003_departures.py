"""People who died or left are taken out of the register

Revision 0003, after 0002.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.core import db
from webapp.village.register.rules import Departure

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """People who died or left are taken out of the register"""
    op.add_column("resident", sa.Column("departed_on", sa.Date(), nullable=True))
    op.add_column("resident", sa.Column("departed_because", db.Choice(Departure), nullable=True))


def downgrade() -> None:
    """Undo it."""
    op.drop_column("resident", "departed_because")
    op.drop_column("resident", "departed_on")
