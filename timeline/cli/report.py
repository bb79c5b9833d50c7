"""What the command says on standard error: one line for each thing that went wrong."""

from __future__ import annotations

import os
import sys
import traceback

FAULT = 1
UNUSABLE = 2


def complain(message: str, about: str | None = None) -> None:
    """One line: "timeline: story.txt: the file is empty"."""
    parts = ["timeline", *([_one_line(about)] if about else []), _one_line(message)]
    print(": ".join(parts).encode("utf-8", "replace").decode(), file=sys.stderr)


def fault(error: Exception, about: str | None = None) -> None:
    """A fault of the program: one line, and the traceback where TIMELINE_DEBUG asks for it."""
    complain(f"internal error: {type(error).__name__}: {error} (set TIMELINE_DEBUG=1 for details)", about)
    if os.environ.get("TIMELINE_DEBUG"):
        traceback.print_exception(error)


def _one_line(words: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
