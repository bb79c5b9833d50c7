"""The articles that a command is given: files by path, "-" for standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from timeline.article import Article

STDIN = "-"


def name_of(source: str) -> str:
    """The name that its output carries: the file's without the suffix."""
    return "stdin" if source == STDIN else Path(source).stem or Path(source).name


def load(source: str, published: str | None, zone: str | None) -> Article:
    """Raises TimelineError for what the file holds, OSError where it cannot be read."""
    from timeline.intake import MAX_BYTES, read, read_file

    if source != STDIN:
        return read_file(source, published, zone)
    return read(sys.stdin.buffer.read(MAX_BYTES + 1)).article(published, zone)
