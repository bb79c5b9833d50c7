"""The local engine: processes, each with the model loaded once, fed a bounded number of partitions ahead."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from timeline.batch.plan import Partition
from timeline.batch.worker import Job, Result, Task, place, warm, work_off

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


def _pool(workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")  # a forked onnxruntime session hangs
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start)


def _start() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    warm()


def _until_broken(waiting: Iterator[Partition], job: Job, workers: int) -> Generator[Result, None, list[Partition]]:
    """Work partitions off until there are no more, or a worker dies; then return those that were under way."""
    running: dict[Future[Result], Partition] = {}
    with _pool(workers) as pool:
        try:
            while _refill(pool, running, waiting, job, workers * _AHEAD):
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    result = future.result()
                    del running[future]
                    yield result
        except BrokenProcessPool:
            return list(running.values())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
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
        submitted = pool.submit(work_off, Task(partition), job)
        running[submitted] = running.pop(future)
    return bool(running)


def _alone(partition: Partition, job: Job) -> Result:
    """Work a partition off in a process of its own, to find the article that kills it, if one does."""
    deaths: dict[int, int] = {}
    while True:
        poisoned = frozenset(number for number, count in deaths.items() if count > 1)
        with _pool(1) as pool:
            try:
                return pool.submit(work_off, Task(partition, poisoned), job).result()
            except BrokenProcessPool:
                marker = place(job.folder, partition)
                number = int(marker.read_text(encoding="ascii")) if marker.exists() else 0
                deaths[number] = deaths.get(number, 0) + 1
