"""The pool as routes see it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import copy_context
from functools import partial
from typing import Any, TypeVar

from api.problems import Kind, Problem
from api.settings import Settings
from api.work import tasks
from api.work.child import Child, Local, TooSlow
from api.work.pool import Full, Pool
from api.work.values import Outcome, Source

T = TypeVar("T")

Observe = Callable[[tuple[tuple[str, float], ...]], None]
_KEPT = 16  # results


class Work:
    """Awaitable, with problems for what can go wrong, and one computation for equal articles at once."""

    def __init__(self, pool: Pool, reconstruct: tasks.Reconstruct, observe: Observe = lambda _: None) -> None:
        self.pool = pool
        self._reconstruct = reconstruct
        self._observe = observe
        self._current: dict[str, Future[Outcome]] = {}
        self._lock = threading.Lock()

    async def run(self, task: Callable[..., T], *args: Any) -> T:
        return await _outcome(self._submit(lambda: self.pool.submit(task, *args)))

    async def reconstruct(self, source: Source, *, background: bool = False) -> Outcome:
        return await _outcome(self._join(source, background))

    def _join(self, source: Source, background: bool) -> Future[Outcome]:
        """The computation of this article that is under way or just done, or a new one."""
        digest = source.digest()
        submit = self.pool.submit_in_background if background else self.pool.submit
        with self._lock:
            if (current := self._current.get(digest)) is not None:
                return current
            future = self._submit(lambda: submit(self._reconstruct, source))
            self._current[digest] = future
        context = copy_context()  # so that what observes the result knows which request it came from
        future.add_done_callback(lambda done: context.run(self._done, digest, done))
        return future

    def _done(self, digest: str, future: Future[Outcome]) -> None:
        """Forget a failure; keep a result for a while, as an equal article may come before it is stored."""
        failed = future.cancelled() or future.exception() is not None
        if not failed:
            self._observe(future.result().seconds)
        with self._lock:
            if failed:
                self._current.pop(digest, None)
            done = [name for name, each in self._current.items() if each.done()]
            for name in done[:-_KEPT]:
                del self._current[name]

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


def pool_of(settings: Settings, reconstruct: tasks.Reconstruct | None) -> Pool:
    """The pool that the settings ask for. `reconstruct` stands in for the pipeline, which is then not loaded."""
    child = partial(Child, settings.worker_memory_mb << 20)
    return Pool(
        child if settings.workers else Local,
        settings.workers or 1,
        settings.queue_size,
        settings.time_limit,
        warm=tasks.warm if reconstruct is None else None,
    )
