"""One partition worked off: what a local process and a Ray actor both do."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from timeline.article import Article
from timeline.batch.plan import Partition
from timeline.batch.read import items
from timeline.batch.tables import Tables, work
from timeline.batch.write import write
from timeline.chronology import Timeline

_WARM = "Officials met on Tuesday after the vote."


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
class Task:
    """A partition to work off. `poisoned` are the places in it (from 0) of articles that killed their worker twice."""

    partition: Partition
    poisoned: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Result:
    name: str
    articles: int
    failed: int


def warm() -> None:
    """Load the models, so that the first article of a worker is no slower than the others."""
    make(Article(text=_WARM, published="2024-01-03"))


def make(article: Article) -> Timeline:
    from timeline.pipeline import reconstruct

    return reconstruct(article)


def work_off(task: Task, job: Job) -> Result:
    """Reconstruct the articles of a partition and write its parts. Raises OSError where they cannot be written."""
    tables, marker = Tables(), place(job.folder, task.partition)
    marker.parent.mkdir(parents=True, exist_ok=True)
    for number, item in enumerate(items(task.partition)):
        if number in task.poisoned:
            tables.fail(item, "the worker died of this article twice")
            continue
        marker.write_text(str(number), encoding="ascii")
        work(item, job.published, make, tables)
    write(job.folder, task.partition.name, job.form, tables)
    marker.unlink(missing_ok=True)
    return Result(task.partition.name, task.partition.count, tables.failed)


def place(output: Path, partition: Partition) -> Path:
    """The file that says which article of the partition is being worked on, should the worker die of it."""
    return output / ".working" / partition.name
