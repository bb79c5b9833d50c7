"""The local engine: processes, each with the model loaded once, fed a bounded number of partitions ahead."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for
from multiprocessing.context import SpawnContext
from multiprocessing.synchronize import Event

from timeline.batch.plan import Partition
from timeline.batch.worker import Job, Result, work_off

_THREADS = "OMP_NUM_THREADS"
_AHEAD = 2  # partitions queued for each worker: enough to keep it busy, few enough to stop soon


def run_local(partitions: Iterable[Partition], job: Job, workers: int) -> Iterator[Result]:
    """Results as partitions finish, in any order. A worker's death costs its partition a retry, nothing else."""
    waiting = iter(partitions)
    context = multiprocessing.get_context("spawn")  # a forked onnxruntime session hangs
    stop = context.Event()
    slots = [_Slot(job, context, stop) for _ in range(workers)]
    try:
        while True:
            for slot in slots:
                slot.fill(waiting)
            running = {future: slot for slot in slots for future in slot.running}
            if not running:
                break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                if (result := running[future].taken(future)) is not None:
                    yield result
    except BaseException:
        stop.set()
        raise
    finally:  # processes end when this does, however it does: at the next article if it is left by an error
        for slot in slots:
            slot.close(wait=not stop.is_set())


class _Slot:
    """One worker process and its partitions. If it dies, another takes its place and goes on with them."""

    def __init__(self, job: Job, context: SpawnContext, stop: Event) -> None:
        self._job, self._context, self._stop = job, context, stop
        self._pool: ProcessPoolExecutor | None = None
        self._again: list[Partition] = []
        self.running: dict[Future[Result], Partition] = {}

    def fill(self, waiting: Iterator[Partition]) -> None:
        """Take partitions until `_AHEAD` are under way, those of a worker that died first."""
        while len(self.running) < _AHEAD:
            partition = self._again.pop(0) if self._again else next(waiting, None)
            if partition is None:
                return
            try:
                self.running[self._workers().submit(_work, partition, self._job)] = partition
            except BrokenProcessPool:  # died just now
                self._again.insert(0, partition)
                self._lost()

    def taken(self, future: Future[Result]) -> Result | None:
        """What came of a partition; None where its worker died, and it is to be done again."""
        if future not in self.running:  # was with one that died
            return None
        try:
            result = future.result()
        except BrokenProcessPool:
            self._lost()
            return None
        del self.running[future]
        return result

    def close(self, wait: bool) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=wait, cancel_futures=True)

    def _lost(self) -> None:
        self._again = [*self.running.values(), *self._again]
        self.running.clear()
        self.close(wait=False)
        self._pool = None

    def _workers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, self._context, _start, (self._stop,))
            with _single_threaded(), _without_interrupts():
                self._pool.submit(os.getpid)  # starts the process
        return self._pool


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
