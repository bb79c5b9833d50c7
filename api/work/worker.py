"""A worker process: reads jobs from standard input, writes what came of them to standard output.

Started as `python -m api.work.worker MEMORY_BYTES`. It ends when its input ends or its parent is gone.
"""

from __future__ import annotations

import gc
import logging
import os
import resource
import signal
import sys
import threading
import time
import warnings

from api.work import wire
from timeline.attempt import guarded, passing, settle


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), resource.getrlimit(resource.RLIMIT_AS)[1]))
    for name in (signal.SIGINT, signal.SIGTERM):  # the parent says when to stop
        signal.signal(name, signal.SIG_IGN)
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up among the replies
    logging.disable()  # what a library has to say of an article may quote it
    warnings.simplefilter("ignore")
    while (job := wire.read(sys.stdin.buffer)) is not None:
        task, args = job
        with passing():
            result = guarded(task, *args)
        replies.write(wire.pack(result))
        replies.flush()
        if not gc.get_freeze_count():
            settle()


def _leave_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


if __name__ == "__main__":
    # by its real name: what is pickled here must be found under it at the other end
    from api.work.worker import main as work

    work()
