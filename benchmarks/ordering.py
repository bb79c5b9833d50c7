"""Ordering, measured on every corpus that says something of it.

    python -m benchmarks.ordering CORPORA [event-times timeset timeset-raw marked marked-raw questions dense awareness]

Without names, all of them. The trained model has seen none of the documents measured.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks import awareness, dense, event_times, marked, questions, timeset
from benchmarks.timeset import Partial
from timeline.network import Solution
from training.corpora import corpora_path

CORPORA: dict[str, tuple[str, Callable[[Path], list[str]]]] = {
    "event-times": ("event times, event-times/dev, gold triggers", lambda c: event_times.report(event_times.count(c))),
    "timeset": ("timeset-dev, gold triggers", lambda c: _order(timeset.partials(c), timeset.gold_events)),
    "timeset-raw": ("timeset-dev, raw text", lambda c: _order(timeset.partials(c), timeset.own_events)),
    "marked": ("marked newswire held out, gold triggers", lambda c: _order(marked.partials(c), timeset.gold_events)),
    "marked-raw": ("marked newswire held out, raw text", lambda c: _order(marked.partials(c), timeset.own_events)),
    "questions": ("qa-tempeval-train, raw text", lambda c: questions.report(questions.count(c))),
    "dense": ("TimeBank-Dense dev, gold events and times", lambda c: dense.report(dense.count(c))),
    "awareness": (
        "temporal awareness, AQUAINT documents held out, raw text",
        lambda c: awareness.report(awareness.count(c, "AQUAINT")),
    ),
}


def _order(stories: Iterable[Partial], solver: Callable[[Partial], tuple[Solution, dict[str, str]]]) -> list[str]:
    return timeset.report(timeset.count(stories, solver))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table for each corpus."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    corpora = corpora_path(argv[0] if argv else None)
    for name in argv[1:] or CORPORA:
        title, measure = CORPORA[name]
        print("\n".join([title, *measure(corpora)]), flush=True)


if __name__ == "__main__":
    main()
