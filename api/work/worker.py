"""A worker process: reads jobs from standard input, writes what came of them to standard output.

Started as `python -m api.work.worker MEMORY_BYTES`. It ends when its input ends or its parent is gone.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from api.work import wire
from timeline.errors import TimelineError


@dataclass(frozen=True, slots=True)
class Failure:
    """What a task raised: the error itself where the input is at fault, else where it happened.

    `where` names the exception's type and the code it passed through, never its message: that may quote the article.
    """

    error: TimelineError | None
    where: str
    exhausted: bool = False


def perform(task: Callable[..., Any], args: tuple[Any, ...]) -> Any | Failure:
    try:
        return task(*args)
    except TimelineError as error:
        return Failure(error, "")
    except (MemoryError, RecursionError) as error:
        return Failure(None, type(error).__name__, exhausted=True)
    except Exception as error:
        return Failure(None, place(error))


def place(error: BaseException) -> str:
    """The exception's type and the frames it passed through, in a worker where it came from there."""
    if isinstance(told := getattr(error, "where", None), str):
        return told
    frames = traceback.extract_tb(error.__traceback__)[-12:]
    return " < ".join([type(error).__name__, *(f"{os.path.basename(f.filename)}:{f.lineno}" for f in reversed(frames))])


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), resource.getrlimit(resource.RLIMIT_AS)[1]))
    for name in (signal.SIGINT, signal.SIGTERM):  # the parent says when to stop
        signal.signal(name, signal.SIG_IGN)
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up among the replies
    while (job := wire.read(sys.stdin.buffer)) is not None:
        replies.write(wire.pack(perform(*job)))
        replies.flush()


def _leave_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


if __name__ == "__main__":
    # by its real name: what is pickled here must be found under it at the other end
    from api.work.worker import main as work

    work()
