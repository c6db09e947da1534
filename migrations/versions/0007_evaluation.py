"""Evaluations, hired people, the supervision committee's meetings and reports, hand-over and leaving audit

Revision 0007, after 0004.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.core import db
from webapp.core.row_security import enclose

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = [
    "hired_person",
    "sitting",
    "supervision_report",
    "audit_item",
    "leaving_record",
    "sitting_member",
    "evaluation",
    "leaving_paper",
    "evaluated",
]
CONCERNED = "fk_poll_village_id_concerned_id"


def upgrade() -> None:
    """Evaluations, hired people, the supervision committee's meetings and reports, hand-over and leaving audit"""
    with op.batch_alter_table("poll") as table:
        table.add_column(sa.Column("concerned_id", db.Key(), nullable=True))
        table.create_foreign_key(op.f(CONCERNED), "resident", ["village_id", "concerned_id"], ["village_id", "id"])
    _create()
    enclose(op.get_bind(), TABLES)


def downgrade() -> None:
    """Undo it."""
    for table in reversed(TABLES):
        op.drop_table(table)
    with op.batch_alter_table("poll") as batch:
        batch.drop_constraint(op.f(CONCERNED), type_="foreignkey")
        batch.drop_column("concerned_id")


def _create() -> None:
    op.create_table(
        "hired_person",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("resident_id", db.Key(), nullable=False),
        sa.Column("work", sa.String(length=60), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ended_because", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "resident_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_hired_person_village_id_resident_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_hired_person")),
    )
    op.create_index(op.f("ix_hired_person_village_id_resident_id"), "hired_person", ["village_id", "resident_id"])
    op.create_table(
        "sitting",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("looked_at", sa.JSON(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("decisions", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", db.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", db.Key(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "recorded_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_sitting_village_id_recorded_by_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_sitting")),
        sa.UniqueConstraint("village_id", "year", "number", name=op.f("uq_sitting_village_id_year_number")),
    )
    op.create_index(op.f("ix_sitting_village_id_held_on"), "sitting", ["village_id", "held_on"])
    op.create_table(
        "supervision_report",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("replaces_id", db.Key(), nullable=True),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("written_at", db.UtcDateTime(), nullable=False),
        sa.Column("written_by_id", db.Key(), nullable=False),
        sa.Column("published_at", db.UtcDateTime(), nullable=True),
        sa.Column("published_by_id", db.Key(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "published_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_supervision_report_village_id_published_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "replaces_id"],
            ["supervision_report.village_id", "supervision_report.id"],
            name=op.f("fk_supervision_report_village_id_replaces_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "written_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_supervision_report_village_id_written_by_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_supervision_report")),
        sa.UniqueConstraint(
            "village_id",
            "kind",
            "first_day",
            "version",
            name=op.f("uq_supervision_report_village_id_kind_first_day_version"),
        ),
    )
    op.create_table(
        "audit_item",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("term_id", db.Key(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("names", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", db.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", db.Key(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "recorded_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_audit_item_village_id_recorded_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "term_id"],
            ["office_term.village_id", "office_term.id"],
            name=op.f("fk_audit_item_village_id_term_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_audit_item")),
    )
    op.create_table(
        "leaving_record",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("term_id", db.Key(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("who", sa.String(length=120), nullable=False),
        sa.Column("paper", sa.String(length=120), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", db.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", db.Key(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "recorded_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_leaving_record_village_id_recorded_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "term_id"],
            ["office_term.village_id", "office_term.id"],
            name=op.f("fk_leaving_record_village_id_term_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_leaving_record")),
        sa.UniqueConstraint("village_id", "term_id", "kind", name=op.f("uq_leaving_record_village_id_term_id_kind")),
    )
    op.create_table(
        "sitting_member",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("sitting_id", db.Key(), nullable=False),
        sa.Column("resident_id", db.Key(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("is_present", sa.Boolean(), nullable=False),
        sa.Column("signed_at", db.UtcDateTime(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "resident_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_sitting_member_village_id_resident_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "sitting_id"],
            ["sitting.village_id", "sitting.id"],
            name=op.f("fk_sitting_member_village_id_sitting_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_sitting_member")),
        sa.UniqueConstraint(
            "village_id", "sitting_id", "resident_id", name=op.f("uq_sitting_member_village_id_sitting_id_resident_id")
        ),
    )
    op.create_table(
        "evaluation",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("matter_id", db.Key(), nullable=False),
        sa.Column("meeting_id", db.Key(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("called_at", db.UtcDateTime(), nullable=False),
        sa.Column("called_by_id", db.Key(), nullable=True),
        sa.Column("opened_at", db.UtcDateTime(), nullable=True),
        sa.Column("closed_at", db.UtcDateTime(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "called_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_evaluation_village_id_called_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "matter_id"],
            ["matter.village_id", "matter.id"],
            name=op.f("fk_evaluation_village_id_matter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "meeting_id"],
            ["meeting.village_id", "meeting.id"],
            name=op.f("fk_evaluation_village_id_meeting_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_evaluation")),
        sa.UniqueConstraint("village_id", "year", "number", name=op.f("uq_evaluation_village_id_year_number")),
    )
    op.create_table(
        "leaving_paper",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "id"],
            ["leaving_record.village_id", "leaving_record.id"],
            name=op.f("fk_leaving_paper_village_id_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_leaving_paper")),
    )
    op.create_table(
        "evaluated",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("evaluation_id", db.Key(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("resident_id", db.Key(), nullable=False),
        sa.Column("term_id", db.Key(), nullable=True),
        sa.Column("hired_id", db.Key(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("work", sa.String(length=60), nullable=False),
        sa.Column("poll_id", db.Key(), nullable=False),
        sa.Column("result", sa.String(length=40), nullable=True),
        sa.Column("given", sa.Integer(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("office_ended", sa.Boolean(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "evaluation_id"],
            ["evaluation.village_id", "evaluation.id"],
            name=op.f("fk_evaluated_village_id_evaluation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "hired_id"],
            ["hired_person.village_id", "hired_person.id"],
            name=op.f("fk_evaluated_village_id_hired_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "poll_id"], ["poll.village_id", "poll.id"], name=op.f("fk_evaluated_village_id_poll_id")
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "resident_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_evaluated_village_id_resident_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "term_id"],
            ["office_term.village_id", "office_term.id"],
            name=op.f("fk_evaluated_village_id_term_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_evaluated")),
        sa.UniqueConstraint(
            "village_id", "evaluation_id", "position", name=op.f("uq_evaluated_village_id_evaluation_id_position")
        ),
        sa.UniqueConstraint(
            "village_id", "evaluation_id", "resident_id", name=op.f("uq_evaluated_village_id_evaluation_id_resident_id")
        ),
        sa.UniqueConstraint("village_id", "poll_id", name=op.f("uq_evaluated_village_id_poll_id")),
    )
    op.create_index(op.f("ix_evaluated_village_id_resident_id"), "evaluated", ["village_id", "resident_id"])
