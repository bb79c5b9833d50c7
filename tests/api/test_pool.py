"""The pool with real processes: time limits, lost workers, memory, a full queue, shutdown."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from functools import partial

import pytest

from api.work.child import Child, TaskFailed, TooSlow
from api.work.pool import Full, Pool
from tests.api import pool_tasks
from timeline.errors import EmptyText


@pytest.fixture
def pool() -> Iterator[Pool]:
    pool = Pool(partial(Child, 2 << 30), workers=1, queue_size=1, time_limit=1.5)
    pool.start()
    yield pool
    pool.close(0)


def test_work_is_done_in_another_process(pool: Pool) -> None:
    assert pool.submit(os.getpid).result(20) != os.getpid()


def test_errors_cross_and_leave_the_worker_alive(pool: Pool) -> None:
    first = pool.submit(os.getpid).result(20)
    with pytest.raises(EmptyText, match="nothing"):
        pool.submit(pool_tasks.refuse, "nothing").result(20)
    with pytest.raises(TaskFailed, match=r"ZeroDivisionError < pool_tasks\.py") as caught:
        pool.submit(pool_tasks.fail, "secret text").result(20)
    assert "secret" not in str(caught.value)
    assert pool.submit(os.getpid).result(20) == first


def test_what_takes_too_long_is_ended_and_the_worker_replaced(pool: Pool) -> None:
    first = pool.submit(os.getpid).result(20)
    started = time.monotonic()
    with pytest.raises(TooSlow):
        pool.submit(time.sleep, 60).result(20)
    assert time.monotonic() - started < 5
    assert pool.submit(os.getpid).result(20) != first
    assert not os.path.exists(f"/proc/{first}")


def test_what_takes_too_much_memory_is_refused(pool: Pool) -> None:
    with pytest.raises(TooSlow):
        pool.submit(bytearray, 4 << 30).result(20)
    assert pool.submit(os.getpid).result(20)


def test_a_job_whose_worker_is_lost_is_tried_once_more(pool: Pool) -> None:
    lost = pool.submit(os.getpid).result(20)
    waiting = pool.submit(pool_tasks.pid_after, 0.5)
    time.sleep(0.1)
    os.kill(lost, signal.SIGKILL)
    assert waiting.result(20) != lost
    with pytest.raises(TooSlow):
        pool.submit(os.abort).result(20)


def test_a_full_queue_and_a_closed_pool_refuse(pool: Pool) -> None:
    pool.submit(os.getpid).result(20)
    running = pool.submit(pool_tasks.pid_after, 0.5)
    while not pool.running:
        time.sleep(0.01)
    waiting = pool.submit(os.getpid)
    with pytest.raises(Full):
        pool.submit(os.getpid)
    behind = pool.submit_in_background(os.getpid)
    assert running.result(20) == waiting.result(20) == behind.result(20)
    pool.close(1)
    with pytest.raises(Full):
        pool.submit(os.getpid)


def test_closing_lets_running_work_end(pool: Pool) -> None:
    pool.submit(os.getpid).result(20)
    running = pool.submit(pool_tasks.pid_after, 0.4)
    time.sleep(0.1)
    pool.close(5)
    assert running.result(0)
