"""The server's end of a worker process: start it, give it one job at a time, end it when it takes too long."""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any, Protocol

from api.work import wire
from timeline.attempt import Failed, guarded


class WorkerLost(Exception):
    """The worker ended in the middle of a job."""


class TooSlow(Exception):
    """The job ran out of its time or memory."""


class TaskFailed(Exception):
    """The task raised something that is not the input's fault; `where` names it, as in `Failed`."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


class Runner(Protocol):
    def call(self, task: Callable[..., Any], args: tuple[Any, ...], limit: float) -> Any: ...
    def stop(self) -> None: ...


class Local:
    """Runs jobs in the calling thread: no process, no time limit. For tests and small tools."""

    def call(self, task: Callable[..., Any], args: tuple[Any, ...], limit: float) -> Any:
        return _unwrap(guarded(task, *args))

    def stop(self) -> None:
        pass


class Child:
    """A worker process. Used by one thread at a time, except for `stop`."""

    def __init__(self, memory_bytes: int) -> None:
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
            "OMP_NUM_THREADS": "1",
            "MALLOC_ARENA_MAX": "2",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "api.work.worker", str(memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=environment,
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def call(self, task: Callable[..., Any], args: tuple[Any, ...], limit: float) -> Any:
        """Raises what the task raised of TimelineError, TooSlow, WorkerLost or TaskFailed."""
        deadline = time.monotonic() + limit
        self._send(wire.pack((task, args)))
        size = wire.length(self._receive(wire.HEADER, deadline))
        return _unwrap(pickle.loads(self._receive(size, deadline)))

    def _send(self, message: bytes) -> None:
        assert self._process.stdin is not None
        view = memoryview(message)
        try:
            while view:
                view = view[self._process.stdin.write(view) :]
        except OSError as error:
            raise WorkerLost from error

    def _receive(self, size: int, deadline: float) -> bytes:
        assert self._process.stdout is not None
        stream, parts, missing = self._process.stdout.fileno(), [], size
        while missing:
            ready, _, _ = select.select([stream], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TooSlow
            part = os.read(stream, min(missing, 1 << 20))
            if not part:
                raise WorkerLost
            parts.append(part)
            missing -= len(part)
        return b"".join(parts)

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _unwrap(result: Any) -> Any:
    if not isinstance(result, Failed):
        return result
    if result.error is not None:
        raise result.error
    raise TooSlow if result.exhausted else TaskFailed(result.where)
