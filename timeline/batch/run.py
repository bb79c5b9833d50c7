"""A run: plan, skip what is done, work the rest off, say how far it is."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import timeline
from timeline.batch.attempts import WORKING
from timeline.batch.local import run_local
from timeline.batch.plan import PARTITION_ARTICLES, Partition, plan
from timeline.batch.worker import Job, Result
from timeline.batch.write import clean, done, whole
from timeline.errors import TimelineError

MANIFEST = "run.json"


class BatchError(TimelineError):
    """The run cannot start, or cannot go on."""

    title = "Batch stopped"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is, in articles; `failed` counts those that became error rows in this run."""

    done: int
    total: int
    failed: int


def run(
    inputs: list[Path],
    job: Job,
    *,
    engine: str = "local",
    workers: int | None = None,
    resume: bool = False,
    address: str | None = None,
    partition_size: int = PARTITION_ARTICLES,
    observe: Callable[[Progress], None] = lambda progress: None,
) -> Progress:
    """Reconstruct all articles of the inputs into parts under `job.output`.

    `resume` goes on where an earlier run of the same inputs stopped, however it was stopped, and ends with the rows of
    an undisturbed one. Raises BatchError, and BadDocument for inputs nobody can read.
    """
    todo = plan(inputs, partition_size)
    _claim(job, {"fingerprint": todo.fingerprint, **_shared(job)}, resume)
    _clean(job)
    left = [p for p in todo.partitions if not done(job.folder, p.name, job.form)]
    progress = Progress(todo.articles - sum(p.count for p in left), todo.articles, 0)
    observe(progress)
    try:
        for result in _engine(engine, left, job, workers or os.cpu_count() or 1, address):
            progress = Progress(progress.done + result.articles, progress.total, progress.failed + result.failed)
            observe(progress)
    except OSError as error:
        raise BatchError(f"cannot write to {job.output}: {error.strerror or error}; go on with --resume") from error
    _clean(job)
    return progress


def _shared(job: Job) -> dict[str, object]:
    """What the rows depend on beside the inputs."""
    return {"format": job.form, "published": job.published, "time limit": job.time_limit}


def _clean(job: Job) -> None:
    """Remove what workers that were killed left behind: parts half written, and notes on the articles they had."""
    shutil.rmtree(job.folder / WORKING, ignore_errors=True)
    clean(job.folder)


def _engine(name: str, left: list[Partition], job: Job, workers: int, address: str | None) -> Iterator[Result]:
    if name == "local":
        return run_local(left, job, workers)
    if name == "ray":
        try:
            import ray  # noqa: F401
        except ImportError as error:
            raise BatchError("the ray engine needs Ray: pip install 'timeline[ray]'") from error
        from timeline.batch.ray import run_ray

        return run_ray(left, job, workers, address)
    raise BatchError(f"no engine named {name!r}: local or ray")


def _claim(job: Job, wanted: dict[str, object], resume: bool) -> None:
    """Make the output folder this run's, or check that it already is."""
    manifest, wanted = job.folder / MANIFEST, {"version": timeline.__version__, **wanted}
    try:
        if manifest.exists():
            _check(job, json.loads(manifest.read_text(encoding="utf-8")), wanted, resume)
            return
        job.folder.mkdir(parents=True, exist_ok=True)
        if any(job.folder.iterdir()):
            raise BatchError(f"{job.output} is not empty and holds no run; give another folder")
        with whole(manifest) as file:
            file.write(json.dumps(wanted, indent=1).encode() + b"\n")
    except (OSError, ValueError) as error:
        raise BatchError(f"cannot use {job.output} as output: {error}") from error


def _check(job: Job, found: dict[str, object], wanted: dict[str, object], resume: bool) -> None:
    if not resume:
        raise BatchError(f"{job.output} already holds a run; go on with --resume, or give another folder")
    changed = [name for name in wanted if found.get(name) != wanted[name]]
    if changed:
        raise BatchError(f"{job.output} holds another run (different {', '.join(changed)}); give another folder")
