"""One partition worked off: what a local process and a Ray actor both do."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from timeline.article import Article
from timeline.attempt import Failed, guarded, make
from timeline.batch.plan import Partition
from timeline.batch.read import Item, items
from timeline.batch.tables import TIMELINES, Row, error_row, rows
from timeline.batch.write import parts
from timeline.export.json import to_dict

WORKING = ".working"
_WARM = "Officials met on Tuesday after the vote."
_DEATHS = 3  # of workers before an article is to blame: the first may have been another article's, or from outside
_LETHAL = Failed(None, f"{_DEATHS} workers died of this article")


class Stopped(Exception):
    """The run is being stopped; the partition is not done."""


@dataclass(frozen=True, slots=True)
class Job:
    """What all partitions of a run share. `published` is the date of articles that give none."""

    output: str
    form: str = "jsonl"
    published: str | None = None

    @property
    def folder(self) -> Path:
        return Path(self.output)


@dataclass(frozen=True, slots=True)
class Result:
    name: str
    articles: int
    failed: int


@cache
def warm() -> None:
    """Load the models, so that one that is missing ends the run instead of failing every article."""
    make(Article(text=_WARM, published="2024-01-03"))
    gc.freeze()  # models and rules live as long as the worker: no need to look through them for garbage


def work_off(partition: Partition, job: Job, stopped: Callable[[], bool] = lambda: False) -> Result:
    """Reconstruct the articles of a partition and write its parts.

    Raises OSError where they cannot be written, Stopped where `stopped` says so before an article, ModelMissing.
    """
    warm()
    attempts, failed = Attempts(job.folder, partition), 0
    with parts(job.folder, partition.name, job.form) as tables:
        for number, item in enumerate(items(partition)):
            if stopped():
                raise Stopped
            lethal = not attempts.begin(number)
            document = _LETHAL if lethal else guarded(_document, item, job.published)
            if isinstance(document, Failed):
                failed += 1
                tables[TIMELINES].add(error_row(item, document.reason))
            else:
                for table, row in rows(item, document):
                    tables[table].add(row)
    attempts.finish()
    return Result(partition.name, partition.count, failed)


def _document(item: Item, published: str | None) -> Row:
    return to_dict(make(item.article(published)).timeline, everything=True)


class Attempts:
    """Which article of a partition was begun last and how often each was, in a file, should the worker die of it."""

    def __init__(self, output: Path, partition: Partition) -> None:
        self._file = output / WORKING / partition.name
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._deaths: dict[str, int] = {}
        try:
            last, self._deaths = json.loads(self._file.read_text(encoding="ascii"))
            self._deaths[last] = self._deaths.get(last, 0) + 1
        except (FileNotFoundError, ValueError):  # nobody died here, or in the middle of writing this
            pass

    def begin(self, number: int) -> bool:
        """False where too many workers have died of the article."""
        if self._deaths.get(str(number), 0) >= _DEATHS:
            return False
        self._file.write_text(json.dumps([str(number), self._deaths]), encoding="ascii")
        return True

    def finish(self) -> None:
        self._file.unlink(missing_ok=True)
