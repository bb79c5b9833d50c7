"""The store of timelines and their revisions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.storage.database import Database
from api.storage.ids import new_id, utc_now
from api.storage.listing import Cursor, Filters, Page, page_of
from api.storage.models import Change, NewTimeline, Outdated, Raced, Revision, Stored, Visibility
from api.storage.tables import RevisionRow, TimelineRow
from api.work.values import Outcome


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
        with self._database.reading() as session:
            row = session.scalar(
                select(TimelineRow).where(
                    TimelineRow.owner == owner, TimelineRow.content == content, TimelineRow.version == version
                )
            )
            return None if row is None else _stored(row)

    def get(self, timeline_id: str) -> Stored | None:
        with self._database.reading() as session:
            row = session.get(TimelineRow, timeline_id)
            return None if row is None else _stored(row)

    def read(self, timeline_id: str, *, everything: bool = False) -> tuple[Stored, bytes] | None:
        """The timeline and its current document, packed: the one with all events, or with those shown."""
        document = RevisionRow.complete if everything else RevisionRow.shown
        query = (
            select(TimelineRow, document)
            .join(RevisionRow, (RevisionRow.timeline == TimelineRow.id) & (RevisionRow.number == TimelineRow.revision))
            .where(TimelineRow.id == timeline_id)
        )
        with self._database.reading() as session:
            found = session.execute(query).one_or_none()
            return None if found is None else (_stored(found[0]), found[1])

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
                row.etag = etag_of(visibility, row.revision, _document(session, row))
            return None if row is None else _stored(row)

    def revise(self, timeline_id: str, outcome: Outcome, change: Change, etag: str | None) -> Stored | None:
        """Make this outcome the current state; the ones before stay. Raises Outdated as above."""
        with self._database.writing() as session:
            row = _locked(session, timeline_id, etag)
            if row is None:
                return None
            row.revision, row.modified = row.revision + 1, self._now()
            row.published, row.events = outcome.published, outcome.events
            row.etag = etag_of(Visibility(row.visibility), row.revision, outcome.complete)
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

    def read_revision(self, timeline_id: str, number: int, *, everything: bool = False) -> bytes | None:
        """The document of one state, packed."""
        document = RevisionRow.complete if everything else RevisionRow.shown
        query = select(document).where(RevisionRow.timeline == timeline_id, RevisionRow.number == number)
        with self._database.reading() as session:
            return session.scalar(query)


def _locked(session: Session, timeline_id: str, etag: str | None) -> TimelineRow | None:
    """The row, kept from others until the transaction ends."""
    row = session.get(TimelineRow, timeline_id, with_for_update=True)
    if row is not None and etag is not None and row.etag != etag:
        raise Outdated
    return row


def _document(session: Session, row: TimelineRow) -> bytes:
    query = select(RevisionRow.complete).where(RevisionRow.timeline == row.id, RevisionRow.number == row.revision)
    return session.scalars(query).one()


def etag_of(visibility: Visibility, revision: int, document: bytes) -> str:
    """Changes whenever the representation does."""
    digest = hashlib.sha256(document)
    digest.update(f"{visibility} {revision}".encode())
    return digest.hexdigest()[:24]


def storable(text: str | None) -> str | None:
    """Text as every database takes it: no NUL, no half of a surrogate pair."""
    return None if text is None else text.replace("\0", " ").encode("utf-8", "replace").decode()


def _row(new: NewTimeline, outcome: Outcome, now: datetime) -> TimelineRow:
    return TimelineRow(
        id=new_id("tl"),
        owner=new.owner,
        visibility=new.visibility.value,
        created=now,
        modified=now,
        revision=1,
        etag=etag_of(new.visibility, 1, outcome.complete),
        content=new.content,
        version=new.version,
        published=outcome.published,
        title=storable(outcome.title),
        url=storable(outcome.url),
        source=storable(outcome.source),
        events=outcome.events,
        words=storable(outcome.words),
    )


def _revision(row: TimelineRow, outcome: Outcome, change: Change) -> RevisionRow:
    return RevisionRow(
        timeline=row.id,
        number=row.revision,
        created=row.modified,
        author=change.author,
        kind=change.kind,
        note=storable(change.note),
        changes=storable(change.changes),
        complete=outcome.complete,
        shown=outcome.shown,
    )


def _stored(row: TimelineRow) -> Stored:
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
