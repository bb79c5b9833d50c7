"""The store of timelines and their revisions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.head import head
from api.storage.database import Database
from api.storage.ids import new_id, utc_now
from api.storage.listing import Cursor, Filters, Page, page_of
from api.storage.models import Change, Kept, NewTimeline, Outdated, Raced, Revision, Stored, Visibility
from api.storage.tables import RevisionRow, TimelineRow
from api.work.packing import compact, joined, pack, unpack
from api.work.values import Outcome

_STORED = tuple(getattr(TimelineRow, field.name) for field in fields(Stored))
_ID = TimelineRow.id == bindparam("id")
_BY_ID = select(*_STORED).where(_ID)
_BY_CONTENT = select(*_STORED).where(
    TimelineRow.owner == bindparam("owner"),
    TimelineRow.content == bindparam("content"),
    TimelineRow.version == bindparam("version"),
)
_KEPT = select(TimelineRow.owner, TimelineRow.visibility, TimelineRow.etag, TimelineRow.body).where(_ID)
_CURRENT = (RevisionRow.timeline == TimelineRow.id) & (RevisionRow.number == TimelineRow.revision)
_WITH_STATE = select(*_STORED, RevisionRow.state).join(RevisionRow, _CURRENT).where(_ID)
_REVISION = select(RevisionRow.state).where(
    RevisionRow.timeline == bindparam("id"), RevisionRow.number == bindparam("number")
)


class TimelineStore:
    """Timelines by id. Every method is one transaction; what it returns is detached."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database = database
        self._now = now

    def add(self, new: NewTimeline, outcome: Outcome) -> tuple[Stored, bool]:
        """The stored timeline, and whether it is new: False where another request stored the same one first.

        Raises Raced where another request with the same Idempotency-Key came first.
        """
        row = _row(new, outcome, self._now())
        try:
            with self._database.writing() as session:
                session.add(row)
                session.flush()
                session.add(_revision(row, outcome, Change(new.author, "created")))
                if new.attempt is not None:
                    session.add(new.attempt.row(row.id, 201, row.created))
        except IntegrityError:
            existing = self.by_content(new.owner, new.content, new.version)
            if existing is None:
                raise Raced from None
            return existing, False
        return _stored(row), True

    def by_content(self, owner: str, content: str, version: str) -> Stored | None:
        """The timeline that this owner has of this article, made by this version."""
        row = self._database.first(_BY_CONTENT, owner=owner, content=content, version=version)
        return None if row is None else _stored(row)

    def get(self, timeline_id: str) -> Stored | None:
        row = self._database.first(_BY_ID, id=timeline_id)
        return None if row is None else _stored(row)

    def kept(self, timeline_id: str) -> Kept | None:
        """Its answer, as it is to be sent."""
        row = self._database.first(_KEPT, id=timeline_id)
        return None if row is None else Kept(row.owner, Visibility(row.visibility), row.etag, row.body)

    def read(self, timeline_id: str) -> tuple[Stored, bytes] | None:
        """The timeline and its current state."""
        row = self._database.first(_WITH_STATE, id=timeline_id)
        return None if row is None else (_stored(row), row.state)

    def page(self, owner: str, filters: Filters, cursor: str | None, limit: int) -> Page[Stored]:
        """Newest first. Raises BadCursor."""
        query = select(TimelineRow).where(TimelineRow.owner == owner, *filters.conditions())
        with self._database.reading() as session:
            rows = session.scalars(page_of(query, TimelineRow.created, TimelineRow.id, cursor, limit)).all()
            items = [_stored(row) for row in rows[:limit]]
        more = len(rows) > limit
        return Page(items, str(Cursor(items[-1].created, items[-1].id)) if more else None)

    def delete(self, timeline_id: str) -> bool:
        """Remove it with all its revisions. False where there was none."""
        gone = delete(TimelineRow).where(TimelineRow.id == timeline_id).returning(TimelineRow.id)
        with self._database.writing() as session:
            return session.execute(gone).first() is not None

    def show_to(self, timeline_id: str, visibility: Visibility, etag: str | None) -> Stored | None:
        """Change who may read it. Raises Outdated where its ETag is another one by now."""
        with self._database.writing() as session:
            row = _locked(session, timeline_id, etag)
            if row is not None and row.visibility != visibility:
                row.visibility, row.modified = visibility.value, self._now()
                _keep(row, compact(json.loads(unpack(row.body)) | head(_stored(row))))
            return None if row is None else _stored(row)

    def revise(self, timeline_id: str, outcome: Outcome, change: Change, etag: str | None) -> Stored | None:
        """Make this outcome the current state; the ones before stay. Raises Outdated as above."""
        with self._database.writing() as session:
            row = _locked(session, timeline_id, etag)
            if row is None:
                return None
            row.revision, row.modified = row.revision + 1, self._now()
            row.published, row.events = outcome.published, outcome.events
            _keep(row, joined(head(_stored(row)), outcome.shown))
            session.add(_revision(row, outcome, change))
            return _stored(row)

    def revisions(self, timeline_id: str) -> list[Revision]:
        """All states, oldest first."""
        query = select(RevisionRow).where(RevisionRow.timeline == timeline_id).order_by(RevisionRow.number)
        with self._database.reading() as session:
            return [
                Revision(row.number, row.created, row.author, row.kind, row.note, row.changes)
                for row in session.scalars(query)
            ]

    def read_revision(self, timeline_id: str, number: int) -> bytes | None:
        """What a state was solved from, packed."""
        row = self._database.first(_REVISION, id=timeline_id, number=number)
        return None if row is None else row.state


def _locked(session: Session, timeline_id: str, etag: str | None) -> TimelineRow | None:
    """The row, kept from others until the transaction ends."""
    row = session.get(TimelineRow, timeline_id, with_for_update=True)
    if row is not None and etag is not None and row.etag != etag:
        raise Outdated
    return row


def _keep(row: TimelineRow, answer: bytes) -> None:
    """The answer to who asks for the timeline, packed once; its ETag changes whenever it does."""
    row.body = pack(answer)
    row.etag = hashlib.sha256(answer).hexdigest()[:24]


def storable(text: str | None) -> str | None:
    """Text as every database takes it: no NUL, no half of a surrogate pair."""
    return None if text is None else text.replace("\0", " ").encode("utf-8", "replace").decode()


def _row(new: NewTimeline, outcome: Outcome, now: datetime) -> TimelineRow:
    row = TimelineRow(
        id=new_id("tl"),
        owner=new.owner,
        visibility=new.visibility.value,
        created=now,
        modified=now,
        revision=1,
        content=new.content,
        version=new.version,
        published=outcome.published,
        title=storable(outcome.title),
        url=storable(outcome.url),
        source=storable(outcome.source),
        events=outcome.events,
        words=storable(outcome.words),
    )
    _keep(row, joined(head(_stored(row)), outcome.shown))
    return row


def _revision(row: TimelineRow, outcome: Outcome, change: Change) -> RevisionRow:
    return RevisionRow(
        timeline=row.id,
        number=row.revision,
        created=row.modified,
        author=change.author,
        kind=change.kind,
        note=storable(change.note),
        changes=storable(change.changes),
        state=outcome.state,
    )


def _stored(row: TimelineRow | Row[*tuple[Any, ...]]) -> Stored:
    return Stored(
        id=row.id,
        owner=row.owner,
        visibility=Visibility(row.visibility),
        created=row.created,
        modified=row.modified,
        revision=row.revision,
        etag=row.etag,
        version=row.version,
        published=row.published,
        title=row.title,
        url=row.url,
        source=row.source,
        events=row.events,
    )
