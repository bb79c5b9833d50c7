"""Batches worked off in the background, behind whatever is asked for at once."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import zlib
from collections.abc import Callable
from dataclasses import asdict

from sqlalchemy.exc import IntegrityError
from starlette.concurrency import run_in_threadpool

from api.access import Caller, Scope
from api.problems import Kind, Problem, of_library
from api.schemas.batches import BatchIn
from api.service import Posting, Timelines, same_key
from api.storage.batches import Batch, BatchStore, Claimed, Item
from api.storage.idempotency import Attempt, IdempotencyStore
from api.storage.ids import is_id
from api.storage.models import Visibility
from api.work.values import Source, SourceKind
from timeline.errors import TimelineError

Log = Callable[..., object]


class Batches:
    """Batches as one caller may see them."""

    def __init__(self, store: BatchStore, keys: IdempotencyStore) -> None:
        self.store = store
        self._keys = keys

    def create(self, posted: BatchIn, visibility: Visibility, caller: Caller, key: str | None) -> Batch:
        sources = [article.as_source() for article in posted.articles]
        attempt = None if key is None else Attempt(caller.owner, key, _digest(sources, visibility))
        if attempt is not None and (earlier := self._keys.find(attempt)) is not None:
            if earlier.request != attempt.request:
                raise Problem(Kind.KEY_REUSED, "this Idempotency-Key was used for another request")
            return self.get(earlier.resource, caller)
        try:
            return self.store.add(caller.owner, visibility, [_pack(source) for source in sources], attempt)
        except IntegrityError:
            raise same_key() from None

    def get(self, batch_id: str, caller: Caller) -> Batch:
        batch = self.store.get(batch_id) if is_id(batch_id) else None
        if batch is None or batch.owner != caller.owner:
            raise Problem(Kind.NOT_FOUND, "there is no such batch")
        return batch

    def items(self, batch_id: str, caller: Caller, after: int, limit: int) -> list[Item]:
        self.get(batch_id, caller)
        return self.store.items(batch_id, after, limit)

    def delete(self, batch_id: str, caller: Caller) -> None:
        self.get(batch_id, caller)
        self.store.delete(batch_id)


class Runner:
    """Works off what waits, as many articles at once as there are workers, until it is stopped."""

    def __init__(self, store: BatchStore, timelines: Timelines, at_once: int, lease: float, log: Log) -> None:
        self._store = store
        self._timelines = timelines
        self._at_once = at_once
        self._lease = lease
        self._log = log
        self._tasks: list[asyncio.Task[None]] = []
        self._wake = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._tasks = [asyncio.create_task(self._work()) for _ in range(self._at_once)]

    def wake(self) -> None:
        """Something new waits. May be called from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._wake.set)

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _work(self) -> None:
        while True:
            try:
                claimed = await run_in_threadpool(self._store.claim, self._lease)
                if claimed is not None:
                    await self._settle(claimed)
                    continue
            except Exception as error:  # the database may be away for a while
                self._log("batch runner paused", error=type(error).__name__)
            self._wake.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), 2)

    async def _settle(self, claimed: Claimed) -> None:
        posting = Posting(_unpack(claimed.input), claimed.visibility)
        caller = Caller(claimed.owner, frozenset(Scope), claimed.owner)
        try:
            stored, _ = await self._timelines.create(posting, caller, background=True)
        except TimelineError as error:
            await self._fail(claimed, of_library(error))
        except Problem as problem:
            if problem.kind is Kind.BUSY:
                await run_in_threadpool(self._store.unclaim, claimed)
                raise
            await self._fail(claimed, problem)
        except Exception as error:
            self._log("failed", batch=claimed.batch, position=claimed.position, where=_where(error))
            await self._fail(claimed, Problem(Kind.INTERNAL, "something went wrong on our side"))
        else:
            await run_in_threadpool(self._store.settle, claimed, timeline=stored.id)

    async def _fail(self, claimed: Claimed, problem: Problem) -> None:
        await run_in_threadpool(self._store.settle, claimed, problem=json.dumps(problem.document()))


def _where(error: Exception) -> str:
    return str(getattr(error, "where", type(error).__name__))


def _digest(sources: list[Source], visibility: Visibility) -> str:
    digest = hashlib.sha256(f"batch {visibility}".encode())
    for source in sources:
        digest.update(source.digest().encode())
    return digest.hexdigest()


def _pack(source: Source) -> bytes:
    return zlib.compress(json.dumps(asdict(source)).encode())


def _unpack(packed: bytes) -> Source:
    fields = json.loads(zlib.decompress(packed))
    return Source(**fields | {"kind": SourceKind(fields["kind"])})
