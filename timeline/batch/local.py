"""The local engine: processes, each with the model loaded once, fed a bounded number of partitions ahead."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait as wait_for
from multiprocessing.synchronize import Event

from timeline.batch.plan import Partition
from timeline.batch.worker import Job, Result, work_off

_THREADS = "OMP_NUM_THREADS"
_AHEAD = 2  # partitions queued for each worker: enough to keep it busy, few enough to stop soon


def run_local(partitions: Iterable[Partition], job: Job, workers: int) -> Iterator[Result]:
    """Results as partitions finish, in any order. A worker's death costs its partition a retry, nothing else."""
    waiting = iter(partitions)
    while True:
        lost = yield from _until_broken(waiting, job, workers)
        if not lost:
            return
        for partition in lost:
            yield _alone(partition, job)


@contextlib.contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Worker processes that end when this does, however it does: at the next article if it is left by an error."""
    context = multiprocessing.get_context("spawn")  # a forked onnxruntime session hangs
    stop = context.Event()
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(stop,)) as pool:
        try:
            with _single_threaded(), _without_interrupts():
                pool.submit(os.getpid)  # starts the processes
            yield pool
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


@contextlib.contextmanager
def _single_threaded() -> Iterator[None]:
    """Processes started here do their arithmetic in one thread: there is one of them a core."""
    before = os.environ.get(_THREADS)
    os.environ[_THREADS] = "1"
    try:
        yield
    finally:
        del os.environ[_THREADS]
        if before is not None:
            os.environ[_THREADS] = before


@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    """Processes started here never see Ctrl-C, which is the parent's to handle."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_stop: Event | None = None


def _start(stop: Event) -> None:
    global _stop
    _stop = stop
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    if (parent := multiprocessing.parent_process()) is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _work(partition: Partition, job: Job) -> Result:
    return work_off(partition, job, stopped=lambda: _stop is not None and _stop.is_set())


def _until_broken(waiting: Iterator[Partition], job: Job, workers: int) -> Generator[Result, None, list[Partition]]:
    """Work partitions off until there are no more, or a worker dies; then return those that were under way."""
    running: dict[Future[Result], Partition] = {}
    try:
        with _pool(workers) as pool:
            while _refill(pool, running, waiting, job, workers * _AHEAD):
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    result = future.result()
                    del running[future]
                    yield result
    except BrokenProcessPool:
        return list(running.values())
    return []


def _refill(
    pool: ProcessPoolExecutor,
    running: dict[Future[Result], Partition],
    waiting: Iterator[Partition],
    job: Job,
    most: int,
) -> bool:
    """Submit partitions until `most` are under way; False where there is nothing left to wait for."""
    for partition in islice(waiting, most - len(running)):
        # Known as under way before it is submitted: a pool that breaks just then must not lose it.
        future: Future[Result] = Future()
        running[future] = partition
        submitted = pool.submit(_work, partition, job)
        running[submitted] = running.pop(future)
    return bool(running)


def _alone(partition: Partition, job: Job) -> Result:
    """Work a partition off in processes of its own: it marks the articles that kill one, and passes over them."""
    while True:
        with contextlib.suppress(BrokenProcessPool), _pool(1) as pool:
            return pool.submit(_work, partition, job).result()
