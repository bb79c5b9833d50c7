"""What requests with an Idempotency-Key led to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from api.storage.database import Database
from api.storage.ids import utc_now
from api.storage.tables import IdempotencyRow


@dataclass(frozen=True, slots=True)
class Attempt:
    """A request that carries a key: whose it is, the key, and a digest of what is asked."""

    owner: str
    key: str
    request: str

    def row(self, resource: str, status: int, now: datetime) -> IdempotencyRow:
        return IdempotencyRow(
            owner=self.owner, key=self.key, request=self.request, resource=resource, status=status, created=now
        )


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the first request with the key asked and led to."""

    request: str
    resource: str
    status: int


class IdempotencyStore:
    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database = database
        self._now = now

    def find(self, attempt: Attempt) -> Earlier | None:
        with self._database.reading() as session:
            row = session.get(IdempotencyRow, (attempt.owner, attempt.key))
            return None if row is None else Earlier(row.request, row.resource, row.status)

    def put(self, attempt: Attempt, resource: str, status: int) -> None:
        """Remember it, unless it is known already."""
        try:
            with self._database.writing() as session:
                session.add(attempt.row(resource, status, self._now()))
        except IntegrityError:
            pass  # an equal request came first

    def forget(self, older_than: timedelta) -> int:
        """Drop what is older; the number of keys dropped."""
        old = delete(IdempotencyRow).where(IdempotencyRow.created < self._now() - older_than)
        with self._database.writing() as session:
            return len(session.execute(old.returning(IdempotencyRow.key)).all())
