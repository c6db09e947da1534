"""The shape of every table: whose village it is comes first in every key."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, DateTime, ForeignKeyConstraint, LargeBinary, MetaData, String, UniqueConstraint, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import JSON, TypeDecorator, TypeEngine

from webapp.core.ids import new_id, new_salt


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept and returned in UTC; a moment without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Key(TypeDecorator[uuid.UUID]):
    """A UUID in 16 bytes on every database."""

    impl = LargeBinary(16)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Uuid() if dialect.name == "postgresql" else LargeBinary(16))

    def process_bind_param(self, value: uuid.UUID | None, dialect: Dialect) -> Any:
        if value is None or dialect.name == "postgresql":
            return value
        return value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> uuid.UUID | None:
        if value is None or isinstance(value, uuid.UUID):
            return value
        return uuid.UUID(bytes=bytes(value))


class Choice(TypeDecorator[StrEnum]):
    """One word out of a fixed list, kept as text."""

    impl = String(40)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.words(value)


class Base(DeclarativeBase):
    """All tables of the system."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime, uuid.UUID: Key, dict[str, Any]: JSON, list[Any]: JSON}


class VillageKeyed:
    """A row that belongs to one village: every statement is filtered by it."""

    village_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, sort_order=-2)


class VillageScoped(VillageKeyed):
    """A row of a village with a key of its own.

    `salt` makes the digest of the row in the log unguessable; it goes when the row is erased.
    A table with `audited = False` holds nothing the village needs to prove (counters, tries).
    """

    audited = True

    id: Mapped[uuid.UUID] = mapped_column(Key, primary_key=True, default=new_id, sort_order=-1)
    salt: Mapped[bytes] = mapped_column(LargeBinary(32), default=new_salt, sort_order=99)


ABSENT = "absent"


def added(absent: object, *arguments: Any, **options: Any) -> Any:
    """A column that came to a table later. While a row holds `absent` there, its digest in the log stays what it was.

    The migration that adds the column fills it with the same value.
    """
    return mapped_column(*arguments, info={ABSENT: absent}, **options)


def village_fk(column: str, table: str, **options: Any) -> ForeignKeyConstraint:
    """A reference that cannot leave the village: (village_id, column) → (table.village_id, table.id)."""
    return ForeignKeyConstraint(["village_id", column], [f"{table}.village_id", f"{table}.id"], **options)


def village_unique(*columns: str) -> UniqueConstraint:
    """No two rows of one village share these columns."""
    return UniqueConstraint("village_id", *columns)
