"""The store of batches. An article stays in it until it is worked off, so that a restart loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select, update

from api.storage.database import Database
from api.storage.idempotency import Attempt
from api.storage.ids import new_id, utc_now
from api.storage.models import Visibility
from api.storage.tables import BatchItemRow, BatchRow

WAITING, DONE, FAILED = "waiting", "done", "failed"


@dataclass(frozen=True, slots=True)
class Batch:
    id: str
    owner: str
    visibility: Visibility
    created: datetime
    finished: datetime | None
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Item:
    """One article's state. `problem` is a problem document, as JSON."""

    position: int
    state: str
    timeline: str | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class Claimed:
    """An article to work off now, and for whom. `input` is what `BatchStore.add` was given."""

    batch: str
    position: int
    owner: str
    visibility: Visibility
    input: bytes


class BatchStore:
    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database = database
        self._now = now

    def add(self, owner: str, visibility: Visibility, inputs: Sequence[bytes], attempt: Attempt | None = None) -> Batch:
        batch = BatchRow(id=new_id("ba"), owner=owner, visibility=visibility.value, created=self._now())
        items = [
            BatchItemRow(batch=batch.id, position=position, state=WAITING, input=each)
            for position, each in enumerate(inputs)
        ]
        with self._database.writing() as session:
            session.add(batch)
            session.flush()
            session.add_all(items)
            if attempt is not None:
                session.add(attempt.row(batch.id, 202, batch.created))
        return Batch(batch.id, owner, visibility, batch.created, None, {WAITING: len(items)})

    def get(self, batch_id: str) -> Batch | None:
        counted = select(BatchItemRow.state, func.count().label("number")).where(BatchItemRow.batch == batch_id)
        with self._database.reading() as session:
            batch = session.get(BatchRow, batch_id)
            if batch is None:
                return None
            counted_rows = session.execute(counted.group_by(BatchItemRow.state))
            counts: dict[str, int] = {row.state: row.number for row in counted_rows}
            return Batch(batch.id, batch.owner, Visibility(batch.visibility), batch.created, batch.finished, counts)

    def items(self, batch_id: str, after: int, limit: int) -> list[Item]:
        query = select(BatchItemRow).where(BatchItemRow.batch == batch_id, BatchItemRow.position > after)
        with self._database.reading() as session:
            rows = session.scalars(query.order_by(BatchItemRow.position).limit(limit))
            return [Item(row.position, row.state, row.timeline, row.problem) for row in rows]

    def delete(self, batch_id: str) -> bool:
        """What was not worked off yet never will be. The timelines stay."""
        gone = delete(BatchRow).where(BatchRow.id == batch_id).returning(BatchRow.id)
        with self._database.writing() as session:
            return session.execute(gone).first() is not None

    def claim(self, for_seconds: float) -> Claimed | None:
        """The next article that nobody works on. It is another's again when the time is over."""
        now = self._now()
        free = or_(BatchItemRow.claimed_until.is_(None), BatchItemRow.claimed_until < now)
        query = (
            select(BatchItemRow, BatchItemRow.input, BatchRow)
            .join(BatchRow, BatchRow.id == BatchItemRow.batch)
            .where(BatchItemRow.state == WAITING, free)
            .order_by(BatchRow.created, BatchItemRow.batch, BatchItemRow.position)
            .limit(1)
            .with_for_update(skip_locked=True, of=BatchItemRow)
        )
        with self._database.writing() as session:
            found = session.execute(query).first()
            if found is None:
                return None
            item, content, batch = found
            item.claimed_until = now + timedelta(seconds=for_seconds)
            return Claimed(batch.id, item.position, batch.owner, Visibility(batch.visibility), content or b"")

    def release(self) -> int:
        """Give up every claim: whoever held one has ended. The number of claims given up."""
        held = update(BatchItemRow).where(BatchItemRow.claimed_until.is_not(None), BatchItemRow.state == WAITING)
        with self._database.writing() as session:
            return len(session.execute(held.values(claimed_until=None).returning(BatchItemRow.position)).all())

    def unclaim(self, claimed: Claimed) -> None:
        """Give one back, unfinished."""
        mine = (BatchItemRow.batch == claimed.batch) & (BatchItemRow.position == claimed.position)
        with self._database.writing() as session:
            session.execute(update(BatchItemRow).where(mine).values(claimed_until=None))

    def settle(self, claimed: Claimed, *, timeline: str | None = None, problem: str | None = None) -> None:
        """Say what became of an article; the input is dropped. The last one finishes its batch."""
        mine = (BatchItemRow.batch == claimed.batch) & (BatchItemRow.position == claimed.position)
        state = FAILED if timeline is None else DONE
        settled = update(BatchItemRow).where(mine).values(
            state=state, timeline=timeline, problem=problem, input=None, claimed_until=None
        )  # fmt: skip
        waiting = select(BatchItemRow.position).where(
            BatchItemRow.batch == claimed.batch, BatchItemRow.state == WAITING
        )
        with self._database.writing() as session:
            batch = session.get(BatchRow, claimed.batch, with_for_update=True)
            session.execute(settled)
            if batch is not None and session.execute(waiting).first() is None:
                batch.finished = self._now()
