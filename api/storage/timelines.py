"""The store of timelines and their revisions."""

from __future__ import annotations

import hashlib
import secrets
from base64 import b32encode
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.storage.database import Database
from api.storage.models import NewTimeline, Stored, Visibility
from api.storage.tables import RevisionRow, TimelineRow
from api.work.values import Outcome


def utc_now() -> datetime:
    return datetime.now(UTC)


def new_id(prefix: str) -> str:
    """Not to be guessed: 120 random bits. An unlisted timeline is as secret as its id."""
    return f"{prefix}_{b32encode(secrets.token_bytes(15)).decode().lower()}"


class TimelineStore:
    """Timelines by id. Every method is one transaction; what it returns is detached."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database = database
        self._now = now

    def add(self, new: NewTimeline, outcome: Outcome) -> tuple[Stored, bool]:
        """The stored timeline, and whether it is new: False where another request stored the same one first."""
        row = _row(new, outcome, self._now())
        try:
            with self._database.writing() as session:
                session.add(row)
                session.flush()
                session.add(_revision(row, outcome, author=new.owner, kind="created"))
        except IntegrityError:
            existing = self.by_content(new.owner, new.content, new.version)
            if existing is None:
                raise
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

    def delete(self, timeline_id: str) -> bool:
        """Remove it with all its revisions. False where there was none."""
        with self._database.writing() as session:
            return _count(session, timeline_id) > 0


def _count(session: Session, timeline_id: str) -> int:
    done = session.execute(delete(TimelineRow).where(TimelineRow.id == timeline_id).returning(TimelineRow.id))
    return len(done.all())


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


def _revision(row: TimelineRow, outcome: Outcome, author: str, kind: str) -> RevisionRow:
    return RevisionRow(
        timeline=row.id,
        number=row.revision,
        created=row.modified,
        author=author,
        kind=kind,
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
