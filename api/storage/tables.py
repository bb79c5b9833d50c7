"""The tables. Changing them takes a migration (docs/operations.md); a test compares the two."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, kept as microseconds since 1970: the same, and in the same order, in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else round(value.timestamp() * 1_000_000)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromtimestamp(value / 1_000_000, UTC)


class Base(DeclarativeBase):
    pass


class TimelineRow(Base):
    """One timeline. `content` is the hash of what was posted, `body` the answer to who asks for it, in gzip."""

    __tablename__ = "timelines"
    __table_args__ = (
        UniqueConstraint("owner", "content", "version", name="uq_timelines_content"),
        Index("ix_timelines_listing", "owner", "created", "id"),
        Index("ix_timelines_published", "owner", "published"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(32))
    visibility: Mapped[str] = mapped_column(String(8))
    created: Mapped[datetime] = mapped_column(Moment)
    modified: Mapped[datetime] = mapped_column(Moment)
    revision: Mapped[int]
    etag: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(String(64))
    version: Mapped[str] = mapped_column(String(64))
    published: Mapped[str] = mapped_column(String(32))
    title: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    source: Mapped[str | None] = mapped_column(String(255), index=True)
    events: Mapped[int]
    words: Mapped[str] = mapped_column(Text, deferred=True)
    body: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class RevisionRow(Base):
    """One state of a timeline: what everything is solved from, as packed JSON (`timeline.export.json.to_stored`)."""

    __tablename__ = "revisions"

    timeline: Mapped[str] = mapped_column(ForeignKey("timelines.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    created: Mapped[datetime] = mapped_column(Moment)
    author: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(16))
    note: Mapped[str | None] = mapped_column(Text)
    changes: Mapped[str | None] = mapped_column(Text)
    state: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class IdempotencyRow(Base):
    """What a request with an Idempotency-Key led to, so that its repetition leads to the same."""

    __tablename__ = "idempotency"

    owner: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    request: Mapped[str] = mapped_column(String(64))
    resource: Mapped[str] = mapped_column(String(32))
    status: Mapped[int]
    created: Mapped[datetime] = mapped_column(Moment, index=True)


class ApiKeyRow(Base):
    """An API key: only the hash of its secret is kept. Keys of one owner see the same timelines."""

    __tablename__ = "api_keys"
    __table_args__ = (UniqueConstraint("digest", name="uq_api_keys_digest"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(32))
    name: Mapped[str] = mapped_column(String(100))
    digest: Mapped[str] = mapped_column(String(64))
    scopes: Mapped[str] = mapped_column(String(100))
    created: Mapped[datetime] = mapped_column(Moment)
    revoked: Mapped[datetime | None] = mapped_column(Moment)


class BatchRow(Base):
    __tablename__ = "batches"
    __table_args__ = (Index("ix_batches_listing", "owner", "created", "id"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner: Mapped[str] = mapped_column(String(32))
    visibility: Mapped[str] = mapped_column(String(8))
    created: Mapped[datetime] = mapped_column(Moment)
    finished: Mapped[datetime | None] = mapped_column(Moment)


class BatchItemRow(Base):
    """One article of a batch: `input` until it is worked off, then the timeline or the problem it led to."""

    __tablename__ = "batch_items"
    __table_args__ = (Index("ix_batch_items_open", "state", "batch", "position"),)

    batch: Mapped[str] = mapped_column(ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(8))
    claimed_until: Mapped[datetime | None] = mapped_column(Moment)
    input: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    timeline: Mapped[str | None] = mapped_column(String(32))
    problem: Mapped[str | None] = mapped_column(Text)
