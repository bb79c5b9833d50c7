"""Ordering, measured on every corpus that says something of it.

    python -m benchmarks.ordering CORPORA [event-times timeset timeset-raw questions dense awareness]

Without names, all of them. The trained model has seen none of the documents measured.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import awareness, dense, event_times, questions, timeset
from training.corpora import corpora_path

CORPORA: dict[str, tuple[str, Callable[[Path], list[str]]]] = {
    "event-times": ("event times, event-times/dev, gold triggers", lambda c: event_times.report(event_times.count(c))),
    "timeset": ("timeset-dev, gold triggers", lambda c: timeset.report(timeset.count(c, timeset.gold_events))),
    "timeset-raw": ("timeset-dev, raw text", lambda c: timeset.report(timeset.count(c, timeset.own_events))),
    "questions": ("qa-tempeval-train, raw text", lambda c: questions.report(questions.count(c))),
    "dense": ("TimeBank-Dense dev, gold events and times", lambda c: dense.report(dense.count(c))),
    "awareness": (
        "temporal awareness, AQUAINT documents held out, raw text",
        lambda c: awareness.report(awareness.count(c, "AQUAINT")),
    ),
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table for each corpus."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    corpora = corpora_path(argv[0] if argv else None)
    for name in argv[1:] or CORPORA:
        title, measure = CORPORA[name]
        print("\n".join([title, *measure(corpora)]), flush=True)


if __name__ == "__main__":
    main()
