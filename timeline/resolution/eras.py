"""First and last years of named eras, from data."""

from __future__ import annotations

from timeline.language.names import named


def name(key: str) -> str:
    """The era's usual name."""
    return named("eras")[key].names[0]


def years(key: str) -> tuple[int, int]:
    """First and last year, both included.

    >>> years("second-world-war")
    (1939, 1945)
    """
    entry = named("eras")[key].data
    return entry["first"], entry["last"]
