"""The Ray engine: the same partitions through Ray Data, from one machine to a cluster that shares the folders."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from timeline.batch.plan import Partition
from timeline.batch.worker import Job, Result, warm, work_off


class WorkOff:
    """A Ray actor: loads the model once, then works partitions off.

    A partition that runs twice, because the actor or its node died before it could answer, writes the same parts again.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        warm()

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        partition = Partition(**{**row, "paths": tuple(row["paths"])})
        return asdict(work_off(partition, self.job))


def run_ray(partitions: Iterable[Partition], job: Job, workers: int, address: str | None) -> Iterator[Result]:
    """Results as partitions finish. `address` is a cluster's, None starts Ray on this machine.

    The inputs and the output must lie on paths that every node of the cluster sees. What a partition raises that is
    not its articles' fault (OSError, ModelMissing) ends the run.
    """
    import ray
    from ray.exceptions import RayTaskError

    rows = [{**asdict(partition), "paths": list(partition.paths)} for partition in partitions]
    if not rows:
        return
    if not ray.is_initialized():
        _start(address)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = context.print_on_execution_start = False
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    dataset = ray.data.from_items(rows, override_num_blocks=len(rows))
    actors = ray.data.ActorPoolStrategy(size=min(workers, len(rows)))
    worked = dataset.map(WorkOff, fn_constructor_args=(job,), compute=actors)  # type: ignore[arg-type]
    try:
        for row in worked.iter_rows():
            yield Result(**row)
    except RayTaskError as error:
        raise error.cause from error


def _start(address: str | None) -> None:
    """Join the cluster, or start one of this machine; what Ray says of itself stays in its own log."""
    import ray

    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    ray.init(address=address, logging_level=logging.ERROR, log_to_driver=False, include_dashboard=False)
