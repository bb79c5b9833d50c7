"""Pages of rows, newest first, by a cursor that stays valid while rows come and go."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from api.storage.ids import is_id
from api.storage.tables import TimelineRow

T = TypeVar("T")


class BadCursor(ValueError):
    """A cursor that no listing gave out."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of the page before: its moment and its id."""

    created: datetime
    id: str

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(f"{self.created.timestamp():.6f} {self.id}".encode()).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> Cursor:
        try:
            moment, row_id = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().split(" ")
            created = datetime.fromtimestamp(float(moment), UTC)
        except (ValueError, OverflowError, OSError, binascii.Error) as error:
            raise BadCursor from error
        if not is_id(row_id):
            raise BadCursor
        return cls(created, row_id)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows, and the cursor of the next page, None on the last one."""

    items: Sequence[T]
    next: str | None


@dataclass(frozen=True, slots=True)
class Filters:
    """Which timelines to list. `text`: every word of it stands in the title or the article."""

    published_from: date | None = None
    published_to: date | None = None
    source: str | None = None
    text: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.published_from is not None:
            found.append(TimelineRow.published >= self.published_from.isoformat())
        if self.published_to is not None:
            found.append(TimelineRow.published < self.published_to.isoformat() + "~")
        if self.source is not None:
            found.append(TimelineRow.source == self.source.lower().removeprefix("www."))
        words = (self.text or "").lower().split()[:20]
        return found + [TimelineRow.words.contains(word, autoescape=True) for word in words]


def page_of(
    query: Select[Any],
    created: InstrumentedAttribute[datetime],
    row_id: InstrumentedAttribute[str],
    cursor: str | None,
    limit: int,
) -> Select[Any]:
    """The query, newest first, from the cursor on; one row more than the limit, to see whether there are more."""
    if cursor is not None:
        last = Cursor.parse(cursor)
        query = query.where(or_(created < last.created, and_(created == last.created, row_id < last.id)))
    return query.order_by(created.desc(), row_id.desc()).limit(limit + 1)
