"""One partition worked off: what a local process and a Ray actor both do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from timeline.article import Article
from timeline.attempt import Failed, guarded, make, passing, settle
from timeline.batch.attempts import Attempts
from timeline.batch.plan import Partition
from timeline.batch.read import Item, items
from timeline.batch.tables import TIMELINES, Row, error_row, rows
from timeline.batch.write import parts
from timeline.export.json import to_dict

TIME_LIMIT = 300.0  # seconds: an article of 200,000 characters takes a tenth of that
_WARM = "Officials met on Tuesday after the vote."


class Stopped(Exception):
    """The run is being stopped; the partition is not done."""


@dataclass(frozen=True, slots=True)
class Job:
    """What all partitions of a run share. `published` is the date of articles that give none, `time_limit` the seconds
    that one article may take."""

    output: str
    form: str = "jsonl"
    published: str | None = None
    time_limit: float = TIME_LIMIT

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
    settle()


def work_off(partition: Partition, job: Job, stopped: Callable[[], bool] = lambda: False) -> Result:
    """Reconstruct the articles of a partition and write its parts.

    Raises OSError where they cannot be written, Stopped where `stopped` says so before an article, ModelMissing. Ends
    the process where an article takes longer than it may; called again, it passes over that one.
    """
    warm()
    attempts, failed = Attempts(job.folder, partition, job.time_limit), 0
    with parts(job.folder, partition.name, job.form) as tables:
        for number, item in enumerate(items(partition)):
            if stopped():
                raise Stopped
            document: Row | Failed | None = attempts.verdict(number)
            if document is None:
                with attempts.begun(number), passing():
                    document = guarded(_document, item, job.published)
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
