"""A bounded pool: one thread a worker, which hands it one job at a time."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from api.work.child import Runner, TooSlow, WorkerLost

P = ParamSpec("P")
T = TypeVar("T")

_START_LIMIT = 120.0  # seconds a worker may take to load the model


class Full(Exception):
    """No room in the queue, or the pool is closed. `retry_after` seconds may help."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("the queue is full")
        self.retry_after = retry_after


@dataclass(order=True, slots=True)
class _Job:
    priority: int
    number: int
    task: Callable[..., Any] = field(compare=False)
    args: tuple[Any, ...] = field(compare=False)
    future: Future[Any] = field(compare=False)
    again: bool = field(default=False, compare=False)


class Pool:
    """`workers` runners made by `make`, each warmed by a `warm` task before its first job.

    Jobs wait in one queue of at most `queue_size`; those in the background wait behind all others and are not counted.
    """

    def __init__(
        self,
        make: Callable[[], Runner],
        workers: int,
        queue_size: int,
        time_limit: float,
        warm: Callable[[], object] | None = None,
    ) -> None:
        self._make, self._warm = make, warm
        self._queue_size, self._limit = queue_size, time_limit
        self._jobs: list[_Job] = []
        self._numbers = itertools.count()
        self._changed = threading.Condition()
        self._runners: set[Runner] = set()
        self._running = 0
        self._warmed = False
        self._closed = False
        self.trouble: str | None = None  # why the last worker could not start
        self._seconds = 0.2  # moving mean of what a job takes
        self._threads = [threading.Thread(target=self._serve, name=f"worker-{n}", daemon=True) for n in range(workers)]

    def start(self) -> None:
        for thread in self._threads:
            if not thread.is_alive():
                thread.start()

    @property
    def ready(self) -> bool:
        """A worker has loaded the model."""
        return self._warmed and not self._closed

    @property
    def waiting(self) -> int:
        return len(self._jobs)

    @property
    def running(self) -> int:
        return self._running

    @property
    def workers(self) -> int:
        return len(self._threads)

    def submit(self, task: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Raises Full at once where there is no room."""
        assert not kwargs
        return self._enqueue(0, task, args)

    def submit_in_background(self, task: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        assert not kwargs
        return self._enqueue(1, task, args)

    def _enqueue(self, priority: int, task: Callable[..., T], args: tuple[Any, ...]) -> Future[T]:
        future: Future[T] = Future()
        with self._changed:
            ahead = sum(job.priority == 0 for job in self._jobs)
            if self._closed or (priority == 0 and ahead >= self._queue_size):
                raise Full(max(1, round((ahead + 1) * self._seconds / max(1, self.workers))))
            heapq.heappush(self._jobs, _Job(priority, next(self._numbers), task, args, future))
            self._changed.notify()
        return future

    def close(self, grace: float) -> None:
        """Refuse new jobs, give those running `grace` seconds, cancel the rest and end the workers."""
        with self._changed:
            self._closed = True
            waiting, self._jobs = self._jobs, []
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._running == 0, grace)
        for job in waiting:
            job.future.cancel()
        for runner in list(self._runners):
            runner.stop()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(5)

    def _serve(self) -> None:
        runner: Runner | None = None
        while not self._closed:
            runner = runner or self._start_runner()
            if runner is None:
                time.sleep(1)  # a worker that cannot start: `ready` stays false
            elif (job := self._next()) is not None and not self._work(runner, job):
                self._discard(runner)
                runner = None
        if runner is not None:
            self._discard(runner)

    def _start_runner(self) -> Runner | None:
        runner = self._make()
        self._runners.add(runner)
        try:
            if self._warm is not None:
                runner.call(self._warm, (), _START_LIMIT)
        except Exception as error:
            self.trouble = f"{type(error).__name__}: {error}"
            self._discard(runner)
            return None
        self.trouble, self._warmed = None, True
        return runner

    def _discard(self, runner: Runner) -> None:
        self._runners.discard(runner)
        runner.stop()

    def _next(self) -> _Job | None:
        with self._changed:
            self._changed.wait_for(lambda: self._jobs or self._closed)
            if self._closed:
                return None
            self._running += 1
            return heapq.heappop(self._jobs)

    def _work(self, runner: Runner, job: _Job) -> bool:
        """Do the job. False where the runner cannot go on."""
        started = time.monotonic()
        try:
            if job.again or job.future.set_running_or_notify_cancel():
                job.future.set_result(runner.call(job.task, job.args, self._limit))
        except WorkerLost:
            self._retry(job)
            return False
        except TooSlow as error:
            job.future.set_exception(error)
            return False
        except Exception as error:
            job.future.set_exception(error)
        finally:
            self._seconds += 0.1 * (time.monotonic() - started - self._seconds)
            with self._changed:
                self._running -= 1
                self._changed.notify_all()
        return True

    def _retry(self, job: _Job) -> None:
        """A job whose worker was lost gets a second, last chance: the worker may have been ended from outside."""
        with self._changed:
            if self._closed:
                job.future.set_exception(Full(1))
            elif job.again:
                job.future.set_exception(TooSlow())
            else:
                job.again = True
                heapq.heappush(self._jobs, job)
                self._changed.notify()
