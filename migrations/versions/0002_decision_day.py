"""Decision day: every kind of meeting, votes by every channel, secret boxes, tellers, minutes

Revision 0002, after 0001.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from webapp.core import db
from webapp.core.row_security import enclose

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = ["village_id", "id"]
HANGING = "ix_notice_village_id_taken_down_at_hangs_until_number"
TABLES = [
    "amendment",
    "archived_content",
    "archived_paper",
    "ballot_box",
    "call_support",
    "log_checkpoint",
    "meeting_call",
    "minutes",
    "minutes_signature",
    "poll_option",
    "proxy",
    "sheet",
    "sheet_entry",
    "sheet_photo",
    "speech",
    "stay",
    "tablet_try",
    "teller",
    "vote_explanation",
    "word_correction",
]


def upgrade() -> None:
    """New tables, and what meetings, seats, items, polls and ballots now know besides."""
    _create()
    _create_words()
    with op.batch_alter_table("agenda_item") as table:
        table.add_column(sa.Column("minutes", sa.Integer(), nullable=True))
        table.add_column(sa.Column("began_at", db.UtcDateTime(), nullable=True))
        table.add_column(sa.Column("ended_at", db.UtcDateTime(), nullable=True))
    _add_filled("agenda_item", "summary", sa.Text(), "")
    with op.batch_alter_table("ballot") as table:
        table.add_column(sa.Column("chosen", sa.JSON(), nullable=True))
        table.add_column(sa.Column("sheet_id", db.Key(), nullable=True))
        table.alter_column("vote", existing_type=sa.String(length=40), nullable=True)
        table.create_foreign_key(op.f("fk_ballot_village_id_sheet_id"), "sheet", ["village_id", "sheet_id"], KEY)
    _add_filled("ballot", "channel", sa.String(length=40), "browser")
    with op.batch_alter_table("household_word") as table:
        table.add_column(sa.Column("signed_at", db.UtcDateTime(), nullable=True))
    with op.batch_alter_table("meeting") as table:
        table.add_column(sa.Column("group_id", db.Key(), nullable=True))
        table.add_column(sa.Column("call_id", db.Key(), nullable=True))
        table.drop_constraint(op.f("uq_meeting_village_id_body_year_number"), type_="unique")
        table.create_unique_constraint(op.f("uq_meeting_village_id_year_number"), ["village_id", "year", "number"])
        table.create_foreign_key(
            op.f("fk_meeting_village_id_group_id"), "villagers_group", ["village_id", "group_id"], KEY
        )
        table.create_foreign_key(op.f("fk_meeting_village_id_call_id"), "meeting_call", ["village_id", "call_id"], KEY)
    _add_filled("meeting", "count_by", sa.String(length=40), "persons")
    _add_filled("meeting", "opening_words", sa.Text(), "")
    with op.batch_alter_table("poll") as table:
        table.add_column(sa.Column("amendment_id", db.Key(), nullable=True))
        table.add_column(sa.Column("repeats_id", db.Key(), nullable=True))
        table.add_column(sa.Column("closes_at", db.UtcDateTime(), nullable=True))
        table.create_foreign_key(op.f("fk_poll_village_id_repeats_id"), "poll", ["village_id", "repeats_id"], KEY)
        table.create_foreign_key(
            op.f("fk_poll_village_id_amendment_id"), "amendment", ["village_id", "amendment_id"], KEY
        )
    _add_filled("poll", "question", sa.String(length=40), "motion")
    _add_filled("poll", "most", sa.Integer(), 1)
    _add_filled("poll", "secrecy", sa.String(length=40), "named")
    _add_filled("poll", "channels", sa.JSON(), ["browser"])
    _add_filled("poll", "repeat_because", sa.Text(), "")
    _add_filled("poll", "is_runoff", sa.Boolean(), False)
    _add_filled("poll", "awaits_runoff", sa.Boolean(), False)
    with op.batch_alter_table("seat") as table:
        table.add_column(sa.Column("household_id", db.Key(), nullable=True))
        table.add_column(sa.Column("acknowledged_at", db.UtcDateTime(), nullable=True))
        table.alter_column("resident_id", existing_type=db.Key(), nullable=True)
        table.create_unique_constraint(
            op.f("uq_seat_village_id_meeting_id_household_id"), ["village_id", "meeting_id", "household_id"]
        )
        table.create_foreign_key(
            op.f("fk_seat_village_id_household_id"), "household", ["village_id", "household_id"], KEY
        )
    op.create_index(HANGING, "notice", ["village_id", "taken_down_at", "hangs_until", "number"])
    _rename_counters("meeting:representatives:", "meeting:")
    enclose(op.get_bind(), TABLES)


def downgrade() -> None:
    """Undo it."""
    op.drop_index(HANGING, "notice")
    _rename_counters("meeting:", "meeting:representatives:")
    _drop(
        "seat",
        ["household_id", "acknowledged_at"],
        ["fk_seat_village_id_household_id"],
        "uq_seat_village_id_meeting_id_household_id",
    )
    with op.batch_alter_table("seat") as table:
        table.alter_column("resident_id", existing_type=db.Key(), nullable=False)
    _drop(
        "poll",
        [
            "amendment_id",
            "repeats_id",
            "closes_at",
            "question",
            "most",
            "secrecy",
            "channels",
            "repeat_because",
            "is_runoff",
            "awaits_runoff",
        ],
        ["fk_poll_village_id_repeats_id", "fk_poll_village_id_amendment_id"],
    )
    _drop(
        "meeting",
        ["group_id", "call_id", "count_by", "opening_words"],
        ["fk_meeting_village_id_group_id", "fk_meeting_village_id_call_id"],
        "uq_meeting_village_id_year_number",
    )
    with op.batch_alter_table("meeting") as table:
        table.create_unique_constraint(
            op.f("uq_meeting_village_id_body_year_number"), ["village_id", "body", "year", "number"]
        )
    _drop("household_word", ["signed_at"], [])
    _drop("ballot", ["chosen", "sheet_id", "channel"], ["fk_ballot_village_id_sheet_id"])
    with op.batch_alter_table("ballot") as table:
        table.alter_column("vote", existing_type=sa.String(length=40), nullable=False)
    _drop("agenda_item", ["minutes", "began_at", "ended_at", "summary"], [])
    for name in [
        "vote_explanation",
        "word_correction",
        "sheet_photo",
        "sheet_entry",
        "sheet",
        "poll_option",
        "ballot_box",
        "archived_content",
        "stay",
        "speech",
        "proxy",
        "minutes_signature",
        "archived_paper",
        "amendment",
        "tablet_try",
        "teller",
        "minutes",
        "call_support",
        "meeting_call",
        "log_checkpoint",
    ]:
        op.drop_table(name)


def _add_filled(table: str, name: str, kind: Any, value: object) -> None:
    """A column that must hold something: added empty, filled for the rows there are, then made compulsory."""
    with op.batch_alter_table(table) as batch:
        batch.add_column(sa.Column(name, kind, nullable=True))
    column = sa.column(name, kind)
    op.execute(sa.table(table, column).update().values({name: sa.bindparam(None, value, type_=kind)}))
    with op.batch_alter_table(table) as batch:
        batch.alter_column(name, existing_type=kind, nullable=False)


def _drop(table: str, columns: list[str], references: list[str], unique: str = "") -> None:
    with op.batch_alter_table(table) as batch:
        for name in references:
            batch.drop_constraint(op.f(name), type_="foreignkey")
        if unique:
            batch.drop_constraint(op.f(unique), type_="unique")
        for name in columns:
            batch.drop_column(name)


def _rename_counters(old: str, new: str) -> None:
    """Meetings of every body are numbered in one series a year."""
    counter = sa.table("counter", sa.column("name", sa.String()))
    renamed = sa.literal(new) + sa.func.substr(counter.c.name, len(old) + 1)
    op.execute(counter.update().where(counter.c.name.startswith(old)).values(name=renamed))


def _create() -> None:
    op.create_table(
        "log_checkpoint",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column("at", db.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("village_id", "size", name=op.f("pk_log_checkpoint")),
    )
    op.create_table(
        "tablet_try",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("meeting_id", db.Key(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("at", db.UtcDateTime(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "meeting_id"],
            ["meeting.village_id", "meeting.id"],
            name=op.f("fk_tablet_try_village_id_meeting_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_tablet_try")),
    )
    op.create_index(op.f("ix_tablet_try_village_id_meeting_id_at"), "tablet_try", ["village_id", "meeting_id", "at"])
    op.create_table(
        "meeting_call",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
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
            name=op.f("fk_meeting_call_village_id_called_by_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_meeting_call")),
        sa.UniqueConstraint("village_id", "year", "number", name=op.f("uq_meeting_call_village_id_year_number")),
    )
    op.create_table(
        "call_support",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("call_id", db.Key(), nullable=False),
        sa.Column("resident_id", db.Key(), nullable=False),
        sa.Column("supported_at", db.UtcDateTime(), nullable=False),
        sa.Column("recorded_by_id", db.Key(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "call_id"],
            ["meeting_call.village_id", "meeting_call.id"],
            name=op.f("fk_call_support_village_id_call_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "recorded_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_call_support_village_id_recorded_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "resident_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_call_support_village_id_resident_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_call_support")),
        sa.UniqueConstraint(
            "village_id", "call_id", "resident_id", name=op.f("uq_call_support_village_id_call_id_resident_id")
        ),
    )
    op.create_table(
        "minutes",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("meeting_id", db.Key(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("laid_out_at", db.UtcDateTime(), nullable=False),
        sa.Column("archived_at", db.UtcDateTime(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "meeting_id"],
            ["meeting.village_id", "meeting.id"],
            name=op.f("fk_minutes_village_id_meeting_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("village_id", "meeting_id", name=op.f("uq_minutes_village_id_meeting_id")),
    )
    op.create_table(
        "teller",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("meeting_id", db.Key(), nullable=False),
        sa.Column("resident_id", db.Key(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("appointed_at", db.UtcDateTime(), nullable=False),
        sa.Column("relieved_at", db.UtcDateTime(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "meeting_id"],
            ["meeting.village_id", "meeting.id"],
            name=op.f("fk_teller_village_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "resident_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_teller_village_id_resident_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_teller")),
        sa.UniqueConstraint(
            "village_id", "meeting_id", "resident_id", name=op.f("uq_teller_village_id_meeting_id_resident_id")
        ),
    )
    op.create_table(
        "amendment",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("agenda_item_id", db.Key(), nullable=False),
        sa.Column("changes_id", db.Key(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("mover_seat_id", db.Key(), nullable=False),
        sa.Column("moved_at", db.UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "agenda_item_id"],
            ["agenda_item.village_id", "agenda_item.id"],
            name=op.f("fk_amendment_village_id_agenda_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "changes_id"],
            ["amendment.village_id", "amendment.id"],
            name=op.f("fk_amendment_village_id_changes_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "mover_seat_id"],
            ["seat.village_id", "seat.id"],
            name=op.f("fk_amendment_village_id_mover_seat_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_amendment")),
        sa.UniqueConstraint(
            "village_id", "agenda_item_id", "number", name=op.f("uq_amendment_village_id_agenda_item_id_number")
        ),
    )
    op.create_table(
        "archived_paper",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("minutes_id", db.Key(), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "minutes_id"],
            ["minutes.village_id", "minutes.id"],
            name=op.f("fk_archived_paper_village_id_minutes_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_archived_paper")),
        sa.UniqueConstraint(
            "village_id", "minutes_id", "media_type", name=op.f("uq_archived_paper_village_id_minutes_id_media_type")
        ),
    )
    op.create_table(
        "minutes_signature",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("minutes_id", db.Key(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("resident_id", db.Key(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("drawing", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("signed_at", db.UtcDateTime(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "minutes_id"],
            ["minutes.village_id", "minutes.id"],
            name=op.f("fk_minutes_signature_village_id_minutes_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "resident_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_minutes_signature_village_id_resident_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_minutes_signature")),
        sa.UniqueConstraint(
            "village_id",
            "minutes_id",
            "resident_id",
            name=op.f("uq_minutes_signature_village_id_minutes_id_resident_id"),
        ),
        sa.UniqueConstraint(
            "village_id", "minutes_id", "role", name=op.f("uq_minutes_signature_village_id_minutes_id_role")
        ),
    )
    op.create_table(
        "proxy",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("meeting_id", db.Key(), nullable=False),
        sa.Column("principal_seat_id", db.Key(), nullable=False),
        sa.Column("proxy_id", db.Key(), nullable=False),
        sa.Column("paper_sha256", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", db.UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", db.UtcDateTime(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "meeting_id"],
            ["meeting.village_id", "meeting.id"],
            name=op.f("fk_proxy_village_id_meeting_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "principal_seat_id"],
            ["seat.village_id", "seat.id"],
            name=op.f("fk_proxy_village_id_principal_seat_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "proxy_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_proxy_village_id_proxy_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_proxy")),
        sa.UniqueConstraint(
            "village_id",
            "meeting_id",
            "principal_seat_id",
            name=op.f("uq_proxy_village_id_meeting_id_principal_seat_id"),
        ),
    )
    op.create_table(
        "speech",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("agenda_item_id", db.Key(), nullable=False),
        sa.Column("seat_id", db.Key(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("asked_at", db.UtcDateTime(), nullable=False),
        sa.Column("began_at", db.UtcDateTime(), nullable=True),
        sa.Column("ended_at", db.UtcDateTime(), nullable=True),
        sa.Column("withdrawn_at", db.UtcDateTime(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "agenda_item_id"],
            ["agenda_item.village_id", "agenda_item.id"],
            name=op.f("fk_speech_village_id_agenda_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "seat_id"], ["seat.village_id", "seat.id"], name=op.f("fk_speech_village_id_seat_id")
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_speech")),
        sa.UniqueConstraint(
            "village_id",
            "agenda_item_id",
            "seat_id",
            "turn",
            name=op.f("uq_speech_village_id_agenda_item_id_seat_id_turn"),
        ),
    )
    op.create_table(
        "stay",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("seat_id", db.Key(), nullable=False),
        sa.Column("came_at", db.UtcDateTime(), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("left_at", db.UtcDateTime(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "seat_id"], ["seat.village_id", "seat.id"], name=op.f("fk_stay_village_id_seat_id")
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_stay")),
    )
    with op.batch_alter_table("stay", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stay_village_id_seat_id"), ["village_id", "seat_id"], unique=False)

    op.create_table(
        "archived_content",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "id"],
            ["archived_paper.village_id", "archived_paper.id"],
            name=op.f("fk_archived_content_village_id_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_archived_content")),
    )
    op.create_table(
        "ballot_box",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("slips", sa.JSON(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "id"], ["poll.village_id", "poll.id"], name=op.f("fk_ballot_box_village_id_id")
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_ballot_box")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "poll_option",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("poll_id", db.Key(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("resident_id", db.Key(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "poll_id"], ["poll.village_id", "poll.id"], name=op.f("fk_poll_option_village_id_poll_id")
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "resident_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_poll_option_village_id_resident_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_poll_option")),
        sa.UniqueConstraint(
            "village_id", "poll_id", "position", name=op.f("uq_poll_option_village_id_poll_id_position")
        ),
    )
    op.create_table(
        "sheet",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("poll_id", db.Key(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("photo_sha256", sa.String(length=64), nullable=False),
        sa.Column("replaces_id", db.Key(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opened_at", db.UtcDateTime(), nullable=False),
        sa.Column("opened_by_id", db.Key(), nullable=False),
        sa.Column("confirmed_at", db.UtcDateTime(), nullable=True),
        sa.Column("confirmed_by_id", db.Key(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "confirmed_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_sheet_village_id_confirmed_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "opened_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_sheet_village_id_opened_by_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "poll_id"], ["poll.village_id", "poll.id"], name=op.f("fk_sheet_village_id_poll_id")
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "replaces_id"],
            ["sheet.village_id", "sheet.id"],
            name=op.f("fk_sheet_village_id_replaces_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_sheet")),
        sa.UniqueConstraint("village_id", "poll_id", "number", name=op.f("uq_sheet_village_id_poll_id_number")),
    )
    op.create_table(
        "sheet_entry",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("sheet_id", db.Key(), nullable=False),
        sa.Column("teller_id", db.Key(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("entered_at", db.UtcDateTime(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "sheet_id"],
            ["sheet.village_id", "sheet.id"],
            name=op.f("fk_sheet_entry_village_id_sheet_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "teller_id"],
            ["teller.village_id", "teller.id"],
            name=op.f("fk_sheet_entry_village_id_teller_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_sheet_entry")),
        sa.UniqueConstraint(
            "village_id", "sheet_id", "teller_id", name=op.f("uq_sheet_entry_village_id_sheet_id_teller_id")
        ),
    )
    op.create_table(
        "sheet_photo",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "id"], ["sheet.village_id", "sheet.id"], name=op.f("fk_sheet_photo_village_id_id")
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_sheet_photo")),
    )


def _create_words() -> None:
    op.create_table(
        "word_correction",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("word_id", db.Key(), nullable=False),
        sa.Column("asked_by_id", db.Key(), nullable=False),
        sa.Column("says", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("asked_at", db.UtcDateTime(), nullable=False),
        sa.Column("settled_at", db.UtcDateTime(), nullable=True),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "word_id"],
            ["household_word.village_id", "household_word.id"],
            name=op.f("fk_word_correction_village_id_word_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "asked_by_id"],
            ["resident.village_id", "resident.id"],
            name=op.f("fk_word_correction_village_id_asked_by_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_word_correction")),
    )
    op.create_index(op.f("ix_word_correction_village_id_word_id"), "word_correction", ["village_id", "word_id"])
    op.create_table(
        "vote_explanation",
        sa.Column("village_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", db.Key(), nullable=False),
        sa.Column("poll_id", db.Key(), nullable=False),
        sa.Column("seat_id", db.Key(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("said_at", db.UtcDateTime(), nullable=False),
        sa.Column("salt", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["village_id", "poll_id"],
            ["poll.village_id", "poll.id"],
            name=op.f("fk_vote_explanation_village_id_poll_id"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id", "seat_id"],
            ["seat.village_id", "seat.id"],
            name=op.f("fk_vote_explanation_village_id_seat_id"),
        ),
        sa.PrimaryKeyConstraint("village_id", "id", name=op.f("pk_vote_explanation")),
        sa.UniqueConstraint(
            "village_id", "poll_id", "seat_id", name=op.f("uq_vote_explanation_village_id_poll_id_seat_id")
        ),
    )
