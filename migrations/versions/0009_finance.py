"""The village's money: vouchers, the books, statements

Revision 0009, after 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.core import db
from webapp.core.row_security import enclose

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The village's money: vouchers, the books, statements"""
    op.create_table(
        "statement",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("period", sa.String(length=7), nullable=False),
        sa.Column("opening_fen", sa.BigInteger(), nullable=False),
        sa.Column("received_fen", sa.BigInteger(), nullable=False),
        sa.Column("paid_fen", sa.BigInteger(), nullable=False),
        sa.Column("closing_fen", sa.BigInteger(), nullable=False),
        sa.Column("published_at", db.UtcDateTime(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint(
            "opening_fen + received_fen - paid_fen = closing_fen", name=op.f("ck_statement_balance_is_proved")
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_statement")),
        sa.UniqueConstraint("village_id", "period", name=op.f("uq_statement_village_id_period")),
    )
    op.create_table(
        "holding",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("quantity", sa.String(length=60), nullable=False),
        sa.Column("partner", sa.String(length=60), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("matter_id", db.Key(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", db.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", db.Key(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_because", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint(
            "amount_fen is null or amount_fen >= 0", name=op.f("ck_holding_amount_is_not_below_nothing")
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "matter_id"],
            ["matter.village_id", "matter.id"],
            name=op.f("fk_holding_village_id_matter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "recorded_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_holding_village_id_recorded_by_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_holding")),
        sa.UniqueConstraint("village_id", "year", "number", name=op.f("uq_holding_village_id_year_number")),
    )
    op.create_index(op.f("ix_holding_village_id_kind_until"), "holding", ["village_id", "kind", "until"], unique=False)
    op.create_table(
        "voucher",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("fund", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("payee_name", sa.String(length=60), nullable=False),
        sa.Column("payee_id", db.Key(), nullable=True),
        sa.Column("payee_account", sa.String(length=40), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("handler_id", db.Key(), nullable=True),
        sa.Column("recorded_by_id", db.Key(), nullable=True),
        sa.Column("matter_id", db.Key(), nullable=True),
        sa.Column("resolution_id", db.Key(), nullable=True),
        sa.Column("committees_on", sa.Date(), nullable=True),
        sa.Column("tier", sa.String(length=40), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("returned_because", sa.Text(), nullable=False),
        sa.Column("drafted_at", db.UtcDateTime(), nullable=False),
        sa.Column("handed_in_at", db.UtcDateTime(), nullable=True),
        sa.Column("signed_by_id", db.Key(), nullable=True),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("ledger", sa.Integer(), nullable=True),
        sa.Column("reverses_id", db.Key(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint(
            "state <> 'posted' or (posted_on is not null and ledger is not null and signed_by_id is not null)",
            name=op.f("ck_voucher_in_the_books_only_when_signed"),
        ),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_voucher_amount_is_more_than_nothing")),
        sa.ForeignKeyConstraint(
            ["village_id", "handler_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_voucher_village_id_handler_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "matter_id"],
            ["matter.village_id", "matter.id"],
            name=op.f("fk_voucher_village_id_matter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "payee_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_voucher_village_id_payee_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "recorded_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_voucher_village_id_recorded_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "resolution_id"],
            ["resolution.village_id", "resolution.id"],
            name=op.f("fk_voucher_village_id_resolution_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "reverses_id"],
            ["voucher.village_id", "voucher.id"],
            name=op.f("fk_voucher_village_id_reverses_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "signed_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_voucher_village_id_signed_by_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_voucher")),
        sa.UniqueConstraint("village_id", "ledger", name=op.f("uq_voucher_village_id_ledger")),
        sa.UniqueConstraint("village_id", "year", "number", name=op.f("uq_voucher_village_id_year_number")),
    )
    op.create_index(op.f("ix_voucher_village_id_matter_id"), "voucher", ["village_id", "matter_id"], unique=False)
    op.create_index(
        op.f("ix_voucher_village_id_state_posted_on"), "voucher", ["village_id", "state", "posted_on"], unique=False
    )
    op.create_table(
        "posting",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("voucher_id", db.Key(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("debit", sa.String(length=12), nullable=False),
        sa.Column("credit", sa.String(length=12), nullable=False),
        sa.Column("item", sa.String(length=8), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(length=60), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_posting_amount_is_more_than_nothing")),
        sa.CheckConstraint("debit <> credit", name=op.f("ck_posting_two_accounts")),
        sa.ForeignKeyConstraint(
            ["village_id", "voucher_id"],
            ["voucher.village_id", "voucher.id"],
            name=op.f("fk_posting_village_id_voucher_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_posting")),
        sa.UniqueConstraint("village_id", "voucher_id", "number", name=op.f("uq_posting_village_id_voucher_id_number")),
    )
    op.create_table(
        "voucher_paper",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("voucher_id", db.Key(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", db.UtcDateTime(), nullable=False),
        sa.Column("added_by_id", db.Key(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "added_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_voucher_paper_village_id_added_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "voucher_id"],
            ["voucher.village_id", "voucher.id"],
            name=op.f("fk_voucher_paper_village_id_voucher_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_voucher_paper")),
        sa.UniqueConstraint(
            "village_id", "voucher_id", "sha256", name=op.f("uq_voucher_paper_village_id_voucher_id_sha256")
        ),
    )
    op.create_table(
        "voucher_review",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("voucher_id", db.Key(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("supervisor_id", db.Key(), nullable=False),
        sa.Column("finding", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("given_at", db.UtcDateTime(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "supervisor_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_voucher_review_village_id_supervisor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "voucher_id"],
            ["voucher.village_id", "voucher.id"],
            name=op.f("fk_voucher_review_village_id_voucher_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_voucher_review")),
        sa.UniqueConstraint(
            "village_id",
            "voucher_id",
            "round",
            "supervisor_id",
            name=op.f("uq_voucher_review_village_id_voucher_id_round_supervisor_id"),
        ),
    )
    op.create_table(
        "voucher_paper_content",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "id"],
            ["voucher_paper.village_id", "voucher_paper.id"],
            name=op.f("fk_voucher_paper_content_village_id_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_voucher_paper_content")),
    )
    enclose(
        op.get_bind(),
        ["statement", "holding", "voucher", "posting", "voucher_paper", "voucher_review", "voucher_paper_content"],
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("voucher_paper_content")
    op.drop_table("voucher_review")
    op.drop_table("voucher_paper")
    op.drop_table("posting")
    op.drop_index(op.f("ix_voucher_village_id_state_posted_on"), table_name="voucher")
    op.drop_index(op.f("ix_voucher_village_id_matter_id"), table_name="voucher")
    op.drop_table("voucher")
    op.drop_index(op.f("ix_holding_village_id_kind_until"), table_name="holding")
    op.drop_table("holding")
    op.drop_table("statement")
