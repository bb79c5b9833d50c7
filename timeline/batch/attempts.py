"""Notes on the articles of a partition under way: of which one a worker died, and which one took too long."""

from __future__ import annotations

import faulthandler
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from timeline.attempt import Failed
from timeline.batch.plan import Partition
from timeline.errors import TookTooLong

WORKING = ".working"
_DEATHS = 3  # of workers before an article is to blame: the first may have been another article's, or from outside
_LETHAL = Failed(None, f"{_DEATHS} workers died of this article")


class Attempts:
    """Files that outlive the worker. One notes the article begun last, how many workers died of each, and which took
    too long; the other is empty unless the time of the article begun last ran out.

    A worker out of time ends itself, from a thread of C that waits for nobody: neither a regular expression nor a
    network can hold it up. What it leaves is the place in our code where the time ran out.
    """

    def __init__(self, output: Path, partition: Partition, limit: float) -> None:
        self._note = output / WORKING / partition.name
        self._expired = self._note.with_suffix(".expired")
        self._limit = limit
        self._note.parent.mkdir(parents=True, exist_ok=True)
        self._deaths: dict[str, int] = {}
        self._slow: list[str] = []
        try:
            last, self._deaths, self._slow = json.loads(self._note.read_text(encoding="ascii"))
        except (FileNotFoundError, ValueError):  # nobody died here, or in the middle of writing this
            return
        if self._expired.exists() and self._expired.stat().st_size:
            self._slow.append(last)
        else:
            self._deaths[last] = self._deaths.get(last, 0) + 1

    def verdict(self, number: int) -> Failed | None:
        """Why the article is not to be tried again."""
        if str(number) in self._slow:
            return Failed(TookTooLong(f"more than {self._limit:g} seconds"))
        return _LETHAL if self._deaths.get(str(number), 0) >= _DEATHS else None

    @contextmanager
    def begun(self, number: int) -> Iterator[None]:
        """The article is worked on inside; the process ends if that takes longer than the limit."""
        with self._expired.open("wb") as place:  # first: what is in it must never be taken for the new article's
            self._note.write_text(json.dumps([str(number), self._deaths, self._slow]), encoding="ascii")
            faulthandler.dump_traceback_later(self._limit, exit=True, file=place)
            try:
                yield
            finally:
                faulthandler.cancel_dump_traceback_later()

    def finish(self) -> None:
        self._note.unlink(missing_ok=True)
        self._expired.unlink(missing_ok=True)
