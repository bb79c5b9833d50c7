"""The Ray engine on a cluster of two nodes of this machine, with a worker killed on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.batch.runs import assert_same, corpus, rows, started
from timeline.batch import run
from timeline.batch.worker import Job

pytest.importorskip("ray", reason="Ray is not installed: pip install 'timeline[ray]'")

ARTICLES = 36


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two nodes of one processor each."""
    from ray.cluster_utils import Cluster

    started = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    started.add_node(num_cpus=1)
    yield started
    started.shutdown()  # type: ignore[no-untyped-call]


def actors() -> list[psutil.Process]:
    """The workers that have loaded the model, on whichever node."""
    named = (each for each in psutil.process_iter(["name", "cmdline"]) if each.info["cmdline"])
    return [
        each for each in named if each.info["cmdline"][0].startswith("ray::") and "WorkOff" in each.info["cmdline"][0]
    ]


def test_a_cluster_that_loses_a_worker_gives_the_same_rows(cluster: Any, tmp_path: Path) -> None:
    source = corpus(tmp_path, ARTICLES, bad=(5,))
    run([source], Job(str(tmp_path / "local")), workers=1, partition_size=3)
    with started(source, tmp_path / "ray", "--engine", "ray", "--address", cluster.address, workers=2) as going:
        going.wait_for(2)
        actors()[0].kill()
        assert len(rows(tmp_path / "ray")) < ARTICLES
        code, said = going.end()
    assert code == 0, said
    assert_same(tmp_path / "ray", tmp_path / "local")
