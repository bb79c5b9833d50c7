"""What routes call: the store and the workers together."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool

from api.access import Caller
from api.problems import Kind, Problem
from api.storage.models import NewTimeline, Stored, Visibility
from api.storage.timelines import TimelineStore
from api.work import tasks
from api.work.child import TooSlow
from api.work.pool import Full, Pool
from api.work.values import Outcome, Source

T = TypeVar("T")


class Work:
    """The pool as routes see it: awaitable, with problems for what can go wrong, one computation for equal articles."""

    def __init__(self, pool: Pool, reconstruct: tasks.Reconstruct) -> None:
        self.pool = pool
        self._reconstruct = reconstruct
        self._current: dict[str, Future[Outcome]] = {}
        self._lock = threading.Lock()

    async def run(self, task: Callable[..., T], *args: Any) -> T:
        return await _outcome(self._submit(lambda: self.pool.submit(task, *args)))

    async def reconstruct(self, source: Source, *, background: bool = False) -> Outcome:
        return await _outcome(self._join(source, background))

    def _join(self, source: Source, background: bool) -> Future[Outcome]:
        """The computation of this article that is under way, or a new one."""
        digest = source.digest()
        submit = self.pool.submit_in_background if background else self.pool.submit
        with self._lock:
            if (current := self._current.get(digest)) is not None:
                return current
            future = self._submit(lambda: submit(self._reconstruct, source))
            self._current[digest] = future
        future.add_done_callback(lambda _: self._forget(digest))
        return future

    def _forget(self, digest: str) -> None:
        with self._lock:
            self._current.pop(digest, None)

    def _submit(self, submit: Callable[[], Future[T]]) -> Future[T]:
        try:
            return submit()
        except Full as full:
            raise busy(full) from None


def busy(full: Full) -> Problem:
    return Problem(
        Kind.BUSY, "the service is at its limit; try again later", headers={"Retry-After": str(full.retry_after)}
    )


async def _outcome(future: Future[T]) -> T:
    try:
        # shielded: that one client goes away must not cancel what another one waits for
        return await asyncio.shield(asyncio.wrap_future(future))
    except Full as full:
        raise busy(full) from None
    except TooSlow:
        raise Problem(Kind.TOO_SLOW, "the article takes more time or memory than one may take") from None


class Timelines:
    """Timelines as one caller may see them."""

    def __init__(self, store: TimelineStore, work: Work, version: str) -> None:
        self._store = store
        self._work = work
        self._version = version

    async def create(self, source: Source, caller: Caller, visibility: Visibility) -> tuple[Stored, bool]:
        """The timeline of an article, and whether it is new."""
        new = NewTimeline(caller.owner, source.digest(), self._version, visibility)
        found = await run_in_threadpool(self._store.by_content, new.owner, new.content, new.version)
        if found is not None:
            return found, False
        outcome = await self._work.reconstruct(source)
        return await run_in_threadpool(self._store.add, new, outcome)

    def get(self, timeline_id: str, caller: Caller) -> Stored:
        """Raises a 404 problem for one that is not there or not for this caller."""
        return self._visible(self._store.get(timeline_id), caller)

    def read(self, timeline_id: str, caller: Caller, *, everything: bool = False) -> tuple[Stored, bytes]:
        """With its document, packed."""
        found = self._store.read(timeline_id, everything=everything)
        self._visible(found and found[0], caller)
        assert found is not None
        return found

    def delete(self, timeline_id: str, caller: Caller) -> None:
        stored = self.get(timeline_id, caller)
        if stored.owner != caller.owner or not self._store.delete(timeline_id):
            raise missing()

    def _visible(self, stored: Stored | None, caller: Caller) -> Stored:
        if stored is None or not caller.sees(stored):
            raise missing()
        return stored


def missing() -> Problem:
    return Problem(Kind.NOT_FOUND, "there is no such timeline")
