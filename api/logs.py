"""Structured logs: one JSON object a line on standard error. No text of an article ever goes in."""

from __future__ import annotations

import logging
import sys
from typing import TextIO, cast

import structlog
from structlog.typing import FilteringBoundLogger


class _StandardError:
    """Standard error as it is when a line is written, not as it was when the application was made."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def logger(level: str = "info") -> FilteringBoundLogger:
    bound: FilteringBoundLogger = structlog.wrap_logger(
        structlog.PrintLogger(cast(TextIO, _StandardError())),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )
    return bound


class Libraries(logging.Handler):
    """What libraries log, as lines of ours: their message before anything is put into it, for that may be text."""

    def __init__(self, log: FilteringBoundLogger) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        error = None if record.exc_info is None else getattr(record.exc_info[0], "__name__", None)
        self._log.log(record.levelno, "library", logger=record.name, message=str(record.msg)[:300], error=error)


def take_over(level: str) -> None:
    """Let the libraries of this process log as the service does. For a process that is the service's own."""
    logging.basicConfig(handlers=[Libraries(logger(level))], level=logging.WARNING, force=True)
