"""Notices are drafted, reviewed and proved; the duty to publish

Revision 0010, after 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.core import db
from webapp.core.row_security import enclose

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = [
    "notice_cover",
    "disclosure_call",
    "disclosure_occasion",
    "notice_draft",
    "notice_proof",
    "disclosure_support",
    "draft_review",
    "mask_lift",
    "notice_proof_content",
]


def upgrade() -> None:
    """Notices are drafted, reviewed and proved; the duty to publish"""
    op.create_table(
        "notice_cover",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("notice_id", db.Key(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("period", sa.String(length=12), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "notice_id"],
            ["notice.village_id", "notice.id"],
            name=op.f("fk_notice_cover_village_id_notice_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_notice_cover")),
        sa.UniqueConstraint(
            "village_id", "notice_id", "item", "period", name=op.f("uq_notice_cover_village_id_notice_id_item_period")
        ),
    )
    with op.batch_alter_table("notice_cover", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_notice_cover_village_id_item_period"), ["village_id", "item", "period"], unique=False
        )

    op.create_table(
        "disclosure_call",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("called_by_id", db.Key(), nullable=False),
        sa.Column("called_at", db.UtcDateTime(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("reached_at", db.UtcDateTime(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "called_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_disclosure_call_village_id_called_by_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_disclosure_call")),
        sa.UniqueConstraint("village_id", "year", "number", name=op.f("uq_disclosure_call_village_id_year_number")),
    )
    op.create_table(
        "disclosure_occasion",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("noted_by_id", db.Key(), nullable=False),
        sa.Column("noted_at", db.UtcDateTime(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "noted_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_disclosure_occasion_village_id_noted_by_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_disclosure_occasion")),
        sa.UniqueConstraint("village_id", "year", "number", name=op.f("uq_disclosure_occasion_village_id_year_number")),
    )
    with op.batch_alter_table("disclosure_occasion", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_disclosure_occasion_village_id_due_on"), ["village_id", "due_on"], unique=False
        )

    op.create_table(
        "notice_draft",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("covers", sa.Text(), nullable=False),
        sa.Column("concerned_id", db.Key(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("written_by_id", db.Key(), nullable=False),
        sa.Column("written_at", db.UtcDateTime(), nullable=False),
        sa.Column("notice_id", db.Key(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "concerned_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_notice_draft_village_id_concerned_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "notice_id"],
            ["notice.village_id", "notice.id"],
            name=op.f("fk_notice_draft_village_id_notice_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "written_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_notice_draft_village_id_written_by_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_notice_draft")),
        sa.UniqueConstraint("village_id", "year", "number", name=op.f("uq_notice_draft_village_id_year_number")),
    )
    with op.batch_alter_table("notice_draft", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_notice_draft_village_id_state_written_at"),
            ["village_id", "state", "written_at"],
            unique=False,
        )

    op.create_table(
        "notice_proof",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("notice_id", db.Key(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("pinned_on", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("attached_by_id", db.Key(), nullable=False),
        sa.Column("attached_at", db.UtcDateTime(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "attached_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_notice_proof_village_id_attached_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "notice_id"],
            ["notice.village_id", "notice.id"],
            name=op.f("fk_notice_proof_village_id_notice_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_notice_proof")),
        sa.UniqueConstraint(
            "village_id", "notice_id", "number", name=op.f("uq_notice_proof_village_id_notice_id_number")
        ),
        sa.UniqueConstraint(
            "village_id", "notice_id", "sha256", name=op.f("uq_notice_proof_village_id_notice_id_sha256")
        ),
    )
    op.create_table(
        "disclosure_support",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("call_id", db.Key(), nullable=False),
        sa.Column("resident_id", db.Key(), nullable=False),
        sa.Column("supported_at", db.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", db.Key(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "call_id"],
            ["disclosure_call.village_id", "disclosure_call.id"],
            name=op.f("fk_disclosure_support_village_id_call_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "recorded_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_disclosure_support_village_id_recorded_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "resident_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_disclosure_support_village_id_resident_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_disclosure_support")),
        sa.UniqueConstraint(
            "village_id", "call_id", "resident_id", name=op.f("uq_disclosure_support_village_id_call_id_resident_id")
        ),
    )
    op.create_table(
        "draft_review",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("draft_id", db.Key(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("passing", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("given_by_id", db.Key(), nullable=False),
        sa.Column("given_at", db.UtcDateTime(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "draft_id"],
            ["notice_draft.village_id", "notice_draft.id"],
            name=op.f("fk_draft_review_village_id_draft_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "given_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_draft_review_village_id_given_by_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_draft_review")),
        sa.UniqueConstraint(
            "village_id", "draft_id", "number", name=op.f("uq_draft_review_village_id_draft_id_number")
        ),
    )
    op.create_table(
        "mask_lift",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("draft_id", db.Key(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("shown", sa.String(length=200), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by_id", db.Key(), nullable=False),
        sa.Column("asked_at", db.UtcDateTime(), nullable=False),
        sa.Column("agreed_by_id", db.Key(), nullable=True),
        sa.Column("agreed_at", db.UtcDateTime(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "agreed_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_mask_lift_village_id_agreed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "asked_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_mask_lift_village_id_asked_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "draft_id"],
            ["notice_draft.village_id", "notice_draft.id"],
            name=op.f("fk_mask_lift_village_id_draft_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_mask_lift")),
        sa.UniqueConstraint("village_id", "draft_id", "number", name=op.f("uq_mask_lift_village_id_draft_id_number")),
    )
    op.create_table(
        "notice_proof_content",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "id"],
            ["notice_proof.village_id", "notice_proof.id"],
            name=op.f("fk_notice_proof_content_village_id_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_notice_proof_content")),
    )
    enclose(op.get_bind(), TABLES)


def downgrade() -> None:
    """Undo it."""
    for table in reversed(TABLES):
        op.drop_table(table)
