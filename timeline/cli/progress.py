"""How far a batch is: a bar on a terminal, a line now and then elsewhere. Standard error, both."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from timeline.batch import Progress

_EVERY = 10.0  # seconds between two lines

Observe = Callable[[Progress], None]


@contextmanager
def progress(output: str) -> Iterator[Observe]:
    """Shows what it is called with; at the end, what there is in the folder."""
    clock = _Clock()
    with _bar(clock) if sys.stderr.isatty() else _lines(clock) as show:
        yield lambda now: show(clock.at(now))
    print(f"timeline: {clock.summary} in {output}", file=sys.stderr)


class _Clock:
    """The rate of this run, which need not have done all that is done."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._first: Progress | None = None
        self._now = Progress(0, 0, 0)

    def at(self, now: Progress) -> Progress:
        if self._first is None:
            self._began, self._first = time.monotonic(), now
        self._now = now
        return now

    @property
    def rate(self) -> float:
        """Articles a second."""
        done = self._now.done - (self._first or self._now).done
        return done / max(time.monotonic() - self._began, 1e-9)

    @property
    def remaining(self) -> str:
        left = self._now.total - self._now.done
        return "?" if self.rate == 0 else span(left / self.rate)

    @property
    def summary(self) -> str:
        failed = f", {self._now.failed} of them error rows" if self._now.failed else ""
        done = self._now.done - (self._first or self._now).done
        rate = f" ({self.rate:.1f} articles a second)" if done else ""
        return f"{self._now.done} of {self._now.total} articles{failed}{rate}"


def span(seconds: float) -> str:
    """Hours, minutes and seconds.

    >>> span(3725)
    '1:02:05'
    """
    minutes, second = divmod(round(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}"


@contextmanager
def _lines(clock: _Clock) -> Iterator[Observe]:
    shown = 0.0

    def show(now: Progress) -> None:
        nonlocal shown
        if time.monotonic() - shown >= _EVERY and now.done < now.total:
            shown = time.monotonic()
            about = f"{clock.rate:.1f} a second, {clock.remaining} left"
            print(f"timeline: {now.done} of {now.total} articles, {about}", file=sys.stderr, flush=True)

    yield show


@contextmanager
def _bar(clock: _Clock) -> Iterator[Observe]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading the inputs", total=None, rate="")

        def show(now: Progress) -> None:
            about = f"{clock.rate:.1f}/s, {clock.remaining} left" + (f", {now.failed} failed" if now.failed else "")
            bar.update(task, description="articles", completed=now.done, total=now.total, rate=about)

        yield show
