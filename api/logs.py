"""Structured logs: one JSON object a line on standard error. No text of an article ever goes in."""

from __future__ import annotations

import sys

import structlog
from structlog.typing import FilteringBoundLogger


def logger() -> FilteringBoundLogger:
    bound: FilteringBoundLogger = structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger("info"),
    )
    return bound
