"""Tasks for the pool's tests; workers import them."""

from __future__ import annotations

import os
import time

from timeline.errors import EmptyText


def refuse(message: str) -> None:
    raise EmptyText(message)


def fail(text: str) -> float:
    return len(text) / 0 if text else 0.0


def pid_after(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()
