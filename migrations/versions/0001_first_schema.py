"""The first schema

Revision 0001, after nothing.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from webapp.core import db
from webapp.core.row_security import enclose

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = [
    "account",
    "agenda_item",
    "attachment",
    "attachment_content",
    "ballot",
    "constituency",
    "cosignature",
    "counter",
    "household",
    "household_word",
    "invitation",
    "kinship",
    "local_rule",
    "log_entry",
    "log_head",
    "log_preimage",
    "mandate",
    "matter",
    "matter_version",
    "meeting",
    "notice",
    "objection",
    "office_term",
    "opinion",
    "poll",
    "recusal",
    "register_draft",
    "resident",
    "resolution",
    "result",
    "seat",
    "sign_in_try",
    "step_attendance",
    "step_record",
    "task",
    "task_report",
    "village",
    "villagers_group",
]


def upgrade() -> None:
    """The first schema"""
    op.create_table(
        "counter",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("village_id", "name", name=op.f("pk_counter")),
    )
    op.create_table(
        "local_rule",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("rule_id", sa.String(length=80), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_local_rule")),
        sa.UniqueConstraint(
            "village_id", "rule_id", "effective_from", name=op.f("uq_local_rule_village_id_rule_id_effective_from")
        ),
    )
    op.create_table(
        "log_entry",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", db.UtcDateTime(), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("actor", sa.String(length=40), nullable=False),
        sa.Column("subject_id", db.Key(), nullable=True),
        sa.Column("matter_id", db.Key(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("village_id", "seq", name=op.f("pk_log_entry")),
    )
    with op.batch_alter_table("log_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_log_entry_village_id_matter_id_seq"), ["village_id", "matter_id", "seq"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_log_entry_village_id_subject_id_seq"), ["village_id", "subject_id", "seq"], unique=False
        )

    op.create_table(
        "log_head",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("frontier", sa.LargeBinary(), nullable=False),
        sa.Column("last_at", db.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("village_id", name=op.f("pk_log_head")),
    )
    op.create_table(
        "log_preimage",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("village_id", "seq", "name", name=op.f("pk_log_preimage")),
    )
    op.create_table(
        "mandate",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_mandate")),
    )
    op.create_table(
        "notice",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("about_table", sa.String(length=40), nullable=False),
        sa.Column("about_id", db.Key(), nullable=True),
        sa.Column("matter_id", db.Key(), nullable=True),
        sa.Column("hung_at", db.UtcDateTime(), nullable=False),
        sa.Column("hangs_until", sa.Date(), nullable=False),
        sa.Column("taken_down_at", db.UtcDateTime(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_notice")),
        sa.UniqueConstraint("village_id", "year", "number", name=op.f("uq_notice_village_id_year_number")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_village_id_about_id"), ["village_id", "about_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_village_id_matter_id"), ["village_id", "matter_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_notice_village_id_taken_down_at_hangs_until_number"),
            ["village_id", "taken_down_at", "hangs_until", "number"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_notice_village_id_taken_down_at_hung_at"),
            ["village_id", "taken_down_at", "hung_at"],
            unique=False,
        )

    op.create_table(
        "sign_in_try",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("name_digest", sa.String(length=64), nullable=False),
        sa.Column("address_digest", sa.String(length=64), nullable=False),
        sa.Column("at", db.UtcDateTime(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_sign_in_try")),
    )
    with op.batch_alter_table("sign_in_try", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_try_village_id_at"), ["village_id", "at"], unique=False)

    op.create_table(
        "village",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("township", sa.String(length=80), nullable=False),
        sa.Column("county", sa.String(length=80), nullable=False),
        sa.Column("prefecture", sa.String(length=80), nullable=False),
        sa.Column("province", sa.String(length=80), nullable=False),
        sa.Column("created_at", db.UtcDateTime(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_village")),
    )
    op.create_table(
        "villagers_group",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_villagers_group")),
        sa.UniqueConstraint("village_id", "name", name=op.f("uq_villagers_group_village_id_name")),
    )
    op.create_table(
        "constituency",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("group_id", db.Key(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "group_id"],
            ["villagers_group.village_id", "villagers_group.id"],
            name=op.f("fk_constituency_village_id_group_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_constituency")),
        sa.UniqueConstraint("village_id", "number", name=op.f("uq_constituency_village_id_number")),
    )
    op.create_table(
        "household",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("group_id", db.Key(), nullable=False),
        sa.Column("constituency_id", db.Key(), nullable=True),
        sa.Column("door", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "constituency_id"],
            ["constituency.village_id", "constituency.id"],
            name=op.f("fk_household_village_id_constituency_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "group_id"],
            ["villagers_group.village_id", "villagers_group.id"],
            name=op.f("fk_household_village_id_group_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_household")),
        sa.UniqueConstraint("village_id", "number", name=op.f("uq_household_village_id_number")),
    )
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_household_village_id_constituency_id"), ["village_id", "constituency_id"], unique=False
        )

    op.create_table(
        "resident",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("household_id", db.Key(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("pinyin", sa.String(length=60), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=False),
        sa.Column("relation", sa.String(length=40), nullable=False),
        sa.Column("identity_digest", sa.LargeBinary(length=32), nullable=True),
        sa.Column("identity_last4", sa.String(length=4), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("registered_here", sa.Boolean(), nullable=False),
        sa.Column("lives_here", sa.Boolean(), nullable=False),
        sa.Column("party_member", sa.Boolean(), nullable=False),
        sa.Column("political_status", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "household_id"],
            ["household.village_id", "household.id"],
            name=op.f("fk_resident_village_id_household_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_resident")),
        sa.UniqueConstraint("village_id", "identity_digest", name=op.f("uq_resident_village_id_identity_digest")),
    )
    with op.batch_alter_table("resident", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_resident_village_id_household_id"), ["village_id", "household_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_resident_village_id_name"), ["village_id", "name"], unique=False)

    op.create_table(
        "account",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("sign_in_name", sa.String(length=60), nullable=False),
        sa.Column("resident_id", db.Key(), nullable=True),
        sa.Column("shown_name", sa.String(length=60), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "resident_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_account_village_id_resident_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_account")),
        sa.UniqueConstraint("village_id", "resident_id", name=op.f("uq_account_village_id_resident_id")),
        sa.UniqueConstraint("village_id", "sign_in_name", name=op.f("uq_account_village_id_sign_in_name")),
    )
    op.create_table(
        "kinship",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("person_id", db.Key(), nullable=False),
        sa.Column("kin", sa.String(length=40), nullable=False),
        sa.Column("relative_id", db.Key(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "person_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_kinship_village_id_person_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "relative_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_kinship_village_id_relative_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_kinship")),
        sa.UniqueConstraint(
            "village_id", "person_id", "relative_id", name=op.f("uq_kinship_village_id_person_id_relative_id")
        ),
    )
    op.create_table(
        "matter",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("budget_fen", sa.BigInteger(), nullable=True),
        sa.Column("concerned_id", db.Key(), nullable=True),
        sa.Column("raised_by_id", db.Key(), nullable=True),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("put_forward_on", sa.Date(), nullable=True),
        sa.Column("announced_on", sa.Date(), nullable=True),
        sa.Column("returned_because", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "concerned_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_matter_village_id_concerned_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "raised_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_matter_village_id_raised_by_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_matter")),
        sa.UniqueConstraint("village_id", "year", "number", name=op.f("uq_matter_village_id_year_number")),
    )
    with op.batch_alter_table("matter", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_matter_village_id_state_step"), ["village_id", "state", "step"], unique=False
        )

    op.create_table(
        "meeting",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("body", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("starts_at", db.UtcDateTime(), nullable=False),
        sa.Column("convened_at", db.UtcDateTime(), nullable=False),
        sa.Column("convened_by_id", db.Key(), nullable=True),
        sa.Column("urgent_because", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("opened_at", db.UtcDateTime(), nullable=True),
        sa.Column("closed_at", db.UtcDateTime(), nullable=True),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("door_secret", sa.LargeBinary(length=32), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "convened_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_meeting_village_id_convened_by_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_meeting")),
        sa.UniqueConstraint(
            "village_id", "body", "year", "number", name=op.f("uq_meeting_village_id_body_year_number")
        ),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_village_id_starts_at"), ["village_id", "starts_at"], unique=False)

    op.create_table(
        "objection",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("notice_id", db.Key(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("raised_by_id", db.Key(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("raised_at", db.UtcDateTime(), nullable=False),
        sa.Column("reply_due", sa.Date(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("replied_at", db.UtcDateTime(), nullable=True),
        sa.Column("replied_by_id", db.Key(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "notice_id"],
            ["notice.village_id", "notice.id"],
            name=op.f("fk_objection_village_id_notice_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "raised_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_objection_village_id_raised_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "replied_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_objection_village_id_replied_by_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_objection")),
        sa.UniqueConstraint("village_id", "notice_id", "number", name=op.f("uq_objection_village_id_notice_id_number")),
    )
    with op.batch_alter_table("objection", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_objection_village_id_replied_at_reply_due"),
            ["village_id", "replied_at", "reply_due"],
            unique=False,
        )

    op.create_table(
        "office_term",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("office", sa.String(length=40), nullable=False),
        sa.Column("resident_id", db.Key(), nullable=False),
        sa.Column("constituency_id", db.Key(), nullable=True),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("finance_knowledge", sa.Boolean(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("ended_because", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "constituency_id"],
            ["constituency.village_id", "constituency.id"],
            name=op.f("fk_office_term_village_id_constituency_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "resident_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_office_term_village_id_resident_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_office_term")),
    )
    with op.batch_alter_table("office_term", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_office_term_village_id_office"), ["village_id", "office"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_office_term_village_id_resident_id"), ["village_id", "resident_id"], unique=False
        )

    op.create_table(
        "agenda_item",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("meeting_id", db.Key(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("matter_id", db.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "matter_id"],
            ["matter.village_id", "matter.id"],
            name=op.f("fk_agenda_item_village_id_matter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "meeting_id"],
            ["meeting.village_id", "meeting.id"],
            name=op.f("fk_agenda_item_village_id_meeting_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint(
            "village_id", "meeting_id", "matter_id", name=op.f("uq_agenda_item_village_id_meeting_id_matter_id")
        ),
        sa.UniqueConstraint(
            "village_id", "meeting_id", "position", name=op.f("uq_agenda_item_village_id_meeting_id_position")
        ),
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agenda_item_village_id_matter_id"), ["village_id", "matter_id"], unique=False
        )

    op.create_table(
        "attachment",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("matter_id", db.Key(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", db.UtcDateTime(), nullable=False),
        sa.Column("added_by_id", db.Key(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "added_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_attachment_village_id_added_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "matter_id"],
            ["matter.village_id", "matter.id"],
            name=op.f("fk_attachment_village_id_matter_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_attachment")),
        sa.UniqueConstraint(
            "village_id", "matter_id", "sha256", name=op.f("uq_attachment_village_id_matter_id_sha256")
        ),
    )
    op.create_table(
        "cosignature",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("matter_id", db.Key(), nullable=False),
        sa.Column("resident_id", db.Key(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("signing", sa.String(length=40), nullable=False),
        sa.Column("signed_at", db.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", db.Key(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "matter_id"],
            ["matter.village_id", "matter.id"],
            name=op.f("fk_cosignature_village_id_matter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "recorded_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_cosignature_village_id_recorded_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "resident_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_cosignature_village_id_resident_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_cosignature")),
        sa.UniqueConstraint(
            "village_id", "matter_id", "resident_id", name=op.f("uq_cosignature_village_id_matter_id_resident_id")
        ),
    )
    op.create_table(
        "invitation",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("account_id", db.Key(), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("expires_at", db.UtcDateTime(), nullable=False),
        sa.Column("used_at", db.UtcDateTime(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "account_id"],
            ["account.village_id", "account.id"],
            name=op.f("fk_invitation_village_id_account_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("village_id", "token_digest", name=op.f("uq_invitation_village_id_token_digest")),
    )
    op.create_table(
        "matter_version",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("matter_id", db.Key(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("written_at", db.UtcDateTime(), nullable=False),
        sa.Column("written_by_id", db.Key(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "matter_id"],
            ["matter.village_id", "matter.id"],
            name=op.f("fk_matter_version_village_id_matter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "written_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_matter_version_village_id_written_by_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_matter_version")),
        sa.UniqueConstraint(
            "village_id", "matter_id", "number", name=op.f("uq_matter_version_village_id_matter_id_number")
        ),
    )
    op.create_table(
        "opinion",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("matter_id", db.Key(), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("given_at", db.UtcDateTime(), nullable=False),
        sa.Column("given_by_id", db.Key(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "given_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_opinion_village_id_given_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "matter_id"],
            ["matter.village_id", "matter.id"],
            name=op.f("fk_opinion_village_id_matter_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_opinion")),
    )
    with op.batch_alter_table("opinion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opinion_village_id_matter_id"), ["village_id", "matter_id"], unique=False)

    op.create_table(
        "register_draft",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("account_id", db.Key(), nullable=False),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", db.UtcDateTime(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "account_id"],
            ["account.village_id", "account.id"],
            name=op.f("fk_register_draft_village_id_account_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_register_draft")),
    )
    with op.batch_alter_table("register_draft", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_register_draft_village_id_expires_at"), ["village_id", "expires_at"], unique=False
        )

    op.create_table(
        "result",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("matter_id", db.Key(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("spent_fen", sa.BigInteger(), nullable=True),
        sa.Column("published_at", db.UtcDateTime(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "matter_id"], ["matter.village_id", "matter.id"], name=op.f("fk_result_village_id_matter_id")
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_result")),
        sa.UniqueConstraint("village_id", "matter_id", name=op.f("uq_result_village_id_matter_id")),
    )
    op.create_table(
        "seat",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("meeting_id", db.Key(), nullable=False),
        sa.Column("resident_id", db.Key(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("is_woman", sa.Boolean(), nullable=False),
        sa.Column("constituency_id", db.Key(), nullable=True),
        sa.Column("households", sa.Integer(), nullable=False),
        sa.Column("checked_in_at", db.UtcDateTime(), nullable=True),
        sa.Column("checked_in_how", sa.String(length=40), nullable=True),
        sa.Column("left_at", db.UtcDateTime(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "constituency_id"],
            ["constituency.village_id", "constituency.id"],
            name=op.f("fk_seat_village_id_constituency_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "meeting_id"],
            ["meeting.village_id", "meeting.id"],
            name=op.f("fk_seat_village_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "resident_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_seat_village_id_resident_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_seat")),
        sa.UniqueConstraint(
            "village_id", "meeting_id", "position", name=op.f("uq_seat_village_id_meeting_id_position")
        ),
        sa.UniqueConstraint(
            "village_id", "meeting_id", "resident_id", name=op.f("uq_seat_village_id_meeting_id_resident_id")
        ),
    )
    op.create_table(
        "step_record",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("matter_id", db.Key(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("chair_id", db.Key(), nullable=True),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("votes_for", sa.Integer(), nullable=False),
        sa.Column("votes_against", sa.Integer(), nullable=False),
        sa.Column("votes_abstain", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("recorded_at", db.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", db.Key(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "chair_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_step_record_village_id_chair_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "matter_id"],
            ["matter.village_id", "matter.id"],
            name=op.f("fk_step_record_village_id_matter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "recorded_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_step_record_village_id_recorded_by_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_step_record")),
        sa.UniqueConstraint(
            "village_id", "matter_id", "step", "attempt", name=op.f("uq_step_record_village_id_matter_id_step_attempt")
        ),
    )
    op.create_table(
        "attachment_content",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "id"],
            ["attachment.village_id", "attachment.id"],
            name=op.f("fk_attachment_content_village_id_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_attachment_content")),
    )
    op.create_table(
        "household_word",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("agenda_item_id", db.Key(), nullable=False),
        sa.Column("household_id", db.Key(), nullable=False),
        sa.Column("asked_by_id", db.Key(), nullable=False),
        sa.Column("says", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("asked_at", db.UtcDateTime(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "agenda_item_id"],
            ["agenda_item.village_id", "agenda_item.id"],
            name=op.f("fk_household_word_village_id_agenda_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "asked_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_household_word_village_id_asked_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "household_id"],
            ["household.village_id", "household.id"],
            name=op.f("fk_household_word_village_id_household_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_household_word")),
        sa.UniqueConstraint(
            "village_id",
            "agenda_item_id",
            "household_id",
            name=op.f("uq_household_word_village_id_agenda_item_id_household_id"),
        ),
    )
    op.create_table(
        "poll",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("meeting_id", db.Key(), nullable=False),
        sa.Column("agenda_item_id", db.Key(), nullable=False),
        sa.Column("matter_id", db.Key(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("motion", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("opened_at", db.UtcDateTime(), nullable=False),
        sa.Column("closed_at", db.UtcDateTime(), nullable=True),
        sa.Column("due", sa.Integer(), nullable=True),
        sa.Column("present", sa.Integer(), nullable=True),
        sa.Column("votes_for", sa.Integer(), nullable=True),
        sa.Column("votes_against", sa.Integer(), nullable=True),
        sa.Column("votes_abstain", sa.Integer(), nullable=True),
        sa.Column("valid", sa.Boolean(), nullable=True),
        sa.Column("carried", sa.Boolean(), nullable=True),
        sa.Column("decision", sa.JSON(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "agenda_item_id"],
            ["agenda_item.village_id", "agenda_item.id"],
            name=op.f("fk_poll_village_id_agenda_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "matter_id"], ["matter.village_id", "matter.id"], name=op.f("fk_poll_village_id_matter_id")
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "meeting_id"],
            ["meeting.village_id", "meeting.id"],
            name=op.f("fk_poll_village_id_meeting_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_poll")),
        sa.UniqueConstraint("village_id", "meeting_id", "number", name=op.f("uq_poll_village_id_meeting_id_number")),
    )
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poll_village_id_matter_id"), ["village_id", "matter_id"], unique=False)

    op.create_table(
        "step_attendance",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("record_id", db.Key(), nullable=False),
        sa.Column("resident_id", db.Key(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("was_present", sa.Boolean(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "record_id"],
            ["step_record.village_id", "step_record.id"],
            name=op.f("fk_step_attendance_village_id_record_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "resident_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_step_attendance_village_id_resident_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_step_attendance")),
        sa.UniqueConstraint(
            "village_id", "record_id", "resident_id", name=op.f("uq_step_attendance_village_id_record_id_resident_id")
        ),
    )
    op.create_table(
        "ballot",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("poll_id", db.Key(), nullable=False),
        sa.Column("seat_id", db.Key(), nullable=False),
        sa.Column("vote", sa.String(length=40), nullable=False),
        sa.Column("cast_at", db.UtcDateTime(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "poll_id"], ["poll.village_id", "poll.id"], name=op.f("fk_ballot_village_id_poll_id")
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "seat_id"], ["seat.village_id", "seat.id"], name=op.f("fk_ballot_village_id_seat_id")
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_ballot")),
        sa.UniqueConstraint("village_id", "poll_id", "seat_id", name=op.f("uq_ballot_village_id_poll_id_seat_id")),
    )
    op.create_table(
        "recusal",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("poll_id", db.Key(), nullable=False),
        sa.Column("seat_id", db.Key(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "poll_id"], ["poll.village_id", "poll.id"], name=op.f("fk_recusal_village_id_poll_id")
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "seat_id"], ["seat.village_id", "seat.id"], name=op.f("fk_recusal_village_id_seat_id")
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_recusal")),
        sa.UniqueConstraint("village_id", "poll_id", "seat_id", name=op.f("uq_recusal_village_id_poll_id_seat_id")),
    )
    op.create_table(
        "resolution",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("matter_id", db.Key(), nullable=False),
        sa.Column("poll_id", db.Key(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "matter_id"],
            ["matter.village_id", "matter.id"],
            name=op.f("fk_resolution_village_id_matter_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "poll_id"], ["poll.village_id", "poll.id"], name=op.f("fk_resolution_village_id_poll_id")
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_resolution")),
        sa.UniqueConstraint("village_id", "poll_id", name=op.f("uq_resolution_village_id_poll_id")),
        sa.UniqueConstraint("village_id", "year", "number", name=op.f("uq_resolution_village_id_year_number")),
    )
    op.create_table(
        "task",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("resolution_id", db.Key(), nullable=False),
        sa.Column("matter_id", db.Key(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("owner_id", db.Key(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("assigned_at", db.UtcDateTime(), nullable=False),
        sa.Column("completed_at", db.UtcDateTime(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.CheckConstraint("progress between 0 and 100", name=op.f("ck_task_progress_in_percent")),
        sa.ForeignKeyConstraint(
            ["village_id", "matter_id"], ["matter.village_id", "matter.id"], name=op.f("fk_task_village_id_matter_id")
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "owner_id"], ["resident.village_id", "resident.id"], name=op.f("fk_task_village_id_owner_id")
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "resolution_id"],
            ["resolution.village_id", "resolution.id"],
            name=op.f("fk_task_village_id_resolution_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_task")),
        sa.UniqueConstraint("village_id", "matter_id", "number", name=op.f("uq_task_village_id_matter_id_number")),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_task_village_id_state_due_on"), ["village_id", "state", "due_on"], unique=False
        )

    op.create_table(
        "task_report",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("task_id", db.Key(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reported_at", db.UtcDateTime(), nullable=False),
        sa.Column("reported_by_id", db.Key(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "reported_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_task_report_village_id_reported_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "task_id"], ["task.village_id", "task.id"], name=op.f("fk_task_report_village_id_task_id")
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_task_report")),
        sa.UniqueConstraint("village_id", "task_id", "number", name=op.f("uq_task_report_village_id_task_id_number")),
    )
    enclose(op.get_bind(), TABLES)


def downgrade() -> None:
    """Undo it."""
    op.drop_table("task_report")
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_task_village_id_state_due_on"))

    op.drop_table("task")
    op.drop_table("resolution")
    op.drop_table("recusal")
    op.drop_table("ballot")
    op.drop_table("step_attendance")
    with op.batch_alter_table("poll", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poll_village_id_matter_id"))

    op.drop_table("poll")
    op.drop_table("household_word")
    op.drop_table("attachment_content")
    op.drop_table("step_record")
    op.drop_table("seat")
    op.drop_table("result")
    with op.batch_alter_table("register_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_draft_village_id_expires_at"))

    op.drop_table("register_draft")
    with op.batch_alter_table("opinion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_opinion_village_id_matter_id"))

    op.drop_table("opinion")
    op.drop_table("matter_version")
    op.drop_table("invitation")
    op.drop_table("cosignature")
    op.drop_table("attachment")
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_item_village_id_matter_id"))

    op.drop_table("agenda_item")
    with op.batch_alter_table("office_term", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_office_term_village_id_resident_id"))
        batch_op.drop_index(batch_op.f("ix_office_term_village_id_office"))

    op.drop_table("office_term")
    with op.batch_alter_table("objection", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_objection_village_id_replied_at_reply_due"))

    op.drop_table("objection")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_village_id_starts_at"))

    op.drop_table("meeting")
    with op.batch_alter_table("matter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matter_village_id_state_step"))

    op.drop_table("matter")
    op.drop_table("kinship")
    op.drop_table("account")
    with op.batch_alter_table("resident", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_resident_village_id_name"))
        batch_op.drop_index(batch_op.f("ix_resident_village_id_household_id"))

    op.drop_table("resident")
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_household_village_id_constituency_id"))

    op.drop_table("household")
    op.drop_table("constituency")
    op.drop_table("villagers_group")
    op.drop_table("village")
    with op.batch_alter_table("sign_in_try", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_try_village_id_at"))

    op.drop_table("sign_in_try")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_village_id_taken_down_at_hung_at"))
        batch_op.drop_index(batch_op.f("ix_notice_village_id_taken_down_at_hangs_until_number"))
        batch_op.drop_index(batch_op.f("ix_notice_village_id_matter_id"))
        batch_op.drop_index(batch_op.f("ix_notice_village_id_about_id"))

    op.drop_table("notice")
    op.drop_table("mandate")
    op.drop_table("log_preimage")
    op.drop_table("log_head")
    with op.batch_alter_table("log_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_log_entry_village_id_subject_id_seq"))
        batch_op.drop_index(batch_op.f("ix_log_entry_village_id_matter_id_seq"))

    op.drop_table("log_entry")
    op.drop_table("local_rule")
    op.drop_table("counter")
