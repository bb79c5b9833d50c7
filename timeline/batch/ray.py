"""The Ray engine: the same partitions through Ray Data, from one machine to a cluster that shares the folders."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from timeline.batch.plan import Partition
from timeline.batch.worker import Job, Result, warm, work_off


class WorkOff:
    """A Ray actor: loads the model once, then works partitions off. A partition that runs twice, because the actor
    died before it could answer, writes the same parts again."""

    def __init__(self, job: Job) -> None:
        self.job = job
        warm()

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        partition = Partition(**{**row, "paths": tuple(row["paths"])})
        return asdict(work_off(partition, self.job))


def run_ray(partitions: Iterable[Partition], job: Job, workers: int, address: str | None) -> Iterator[Result]:
    """Results as partitions finish. `address` is a cluster's, None starts Ray on this machine.

    The inputs and the output must lie on paths that every node of the cluster sees.
    """
    import ray

    if not ray.is_initialized():
        ray.init(address=address, logging_level=logging.WARNING, log_to_driver=False, include_dashboard=False)
    rows = [{**asdict(partition), "paths": list(partition.paths)} for partition in partitions]
    if not rows:
        return
    dataset = ray.data.from_items(rows, override_num_blocks=len(rows))
    worked = dataset.map(WorkOff, fn_constructor_args=(job,), compute=ray.data.ActorPoolStrategy(size=workers))  # type: ignore[arg-type]
    for row in worked.iter_rows():
        yield Result(**row)
