"""Whole runs: undisturbed, with bad articles, killed and resumed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pyarrow.parquet as pq
import pytest

from timeline.batch import BatchError, run
from timeline.batch.worker import Job

LIMIT = 90.0  # seconds for what takes a few

TEXTS = (
    "The council voted on Tuesday to close the bridge. Work began a day after the vote.",
    "Mayor Dana Reyes resigned last week. She had denied the charges in March.",
    "The company will publish its results on Friday, a spokesman said.",
)


def corpus(folder: Path, count: int, bad: tuple[int, ...] = ()) -> Path:
    path = folder / "articles.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for n in range(count):
            text = "" if n in bad else TEXTS[n % len(TEXTS)]
            stream.write(json.dumps({"id": f"a{n}", "text": text, "published": "2024-01-03"}) + "\n")
    return path


def rows(output: Path, table: str = "timelines") -> list[dict[str, Any]]:
    parts = sorted((output / table).glob("*.jsonl"))
    return [json.loads(line) for part in parts for line in part.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("run")
    source = corpus(folder, 12, bad=(5,))
    progress = run([source], Job(str(folder / "out")), workers=1, partition_size=3)
    assert (progress.done, progress.total, progress.failed) == (12, 12, 1)
    return source, folder / "out"


def test_one_row_an_article_and_flat_tables(undisturbed: tuple[Path, Path]) -> None:
    _, output = undisturbed
    found = rows(output)
    assert [row["id"] for row in found] == [f"a{n}" for n in range(12)]
    assert [row["id"] for row in found if row["error"]] == ["a5"]
    assert "Empty text" in found[5]["error"]
    events = rows(output, "events")
    assert {"voted", "resigned"} <= {row["trigger"] for row in events}
    assert {row["article"] for row in events} <= {f"a{n}" for n in range(12)} - {"a5"}
    assert "2024-01-02" in {row["value"] for row in rows(output, "expressions")}


def test_parquet_has_the_same_rows(undisturbed: tuple[Path, Path], tmp_path: Path) -> None:
    source, output = undisturbed
    run([source], Job(str(tmp_path / "out"), form="parquet"), workers=1, partition_size=6)
    table = pq.read_table(tmp_path / "out" / "timelines").to_pylist()
    assert [json.loads(row["timeline"]) if row["timeline"] else None for row in table] == [
        row["timeline"] for row in rows(output)
    ]
    assert pq.read_table(tmp_path / "out" / "events").num_rows == len(rows(output, "events"))


def test_another_run_in_the_same_folder_is_refused(undisturbed: tuple[Path, Path], tmp_path: Path) -> None:
    source, output = undisturbed
    with pytest.raises(BatchError, match="already holds a run"):
        run([source], Job(str(output)))
    other = corpus(tmp_path, 3)
    with pytest.raises(BatchError, match="another run"):
        run([other], Job(str(output)), resume=True)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine")
    with pytest.raises(BatchError, match="not empty"):
        run([other], Job(str(tmp_path / "full")))


@contextmanager
def started(source: Path, output: Path, *more: str) -> Iterator[Running]:
    """`timeline batch` in a process group of its own, ended with the test."""
    command = [sys.executable, "-m", "timeline", "batch", str(source), "--output", str(output), "--workers", "1"]
    with subprocess.Popen(
        [*command, "--partition-size", "3", *more], start_new_session=True, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Running(process, output)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@dataclass
class Running:
    process: subprocess.Popen[str]
    output: Path

    def wait_for(self, parts: int) -> None:
        """Until so many parts are written. Fails at once where the run ends before that."""
        deadline = time.monotonic() + LIMIT
        while len(list((self.output / "timelines").glob("*.jsonl"))) < parts:
            if self.process.poll() is not None:
                pytest.fail(f"ended with {self.process.returncode}: {self.process.communicate()[1]}")
            assert time.monotonic() < deadline, "no part was written in time"
            time.sleep(0.02)

    def end(self) -> tuple[int, str]:
        """Its exit code and what it said."""
        said = self.process.communicate(timeout=LIMIT)[1]
        return self.process.returncode, said

    @property
    def workers(self) -> list[psutil.Process]:
        children = psutil.Process(self.process.pid).children()
        return [child for child in children if "spawn_main" in " ".join(child.cmdline())]


def resumed(source: Path, output: Path) -> None:
    with started(source, output, "--resume") as run:
        code, said = run.end()
    assert code == 0, said


def assert_same(output: Path, undisturbed: Path) -> None:
    for table in ("timelines", "events", "expressions"):
        assert rows(output, table) == rows(undisturbed, table)
    assert not list(output.rglob(".writing-*"))


@pytest.mark.parametrize(("blow", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_a_stopped_run_goes_on_to_the_same_rows(
    undisturbed: tuple[Path, Path], tmp_path: Path, blow: int, code: int
) -> None:
    source, output = undisturbed
    with started(source, tmp_path / "out") as run:
        run.wait_for(1)
        os.killpg(run.process.pid, blow)
        ended, said = run.end()
    assert ended == code
    assert "Traceback" not in said
    assert len(rows(tmp_path / "out")) < 12
    resumed(source, tmp_path / "out")
    assert_same(tmp_path / "out", output)


def test_a_killed_worker_costs_nothing(undisturbed: tuple[Path, Path], tmp_path: Path) -> None:
    source, output = undisturbed
    with started(source, tmp_path / "out") as run:
        run.wait_for(1)
        for worker in run.workers:
            worker.kill()
        assert run.end()[0] == 0
    assert_same(tmp_path / "out", output)


def test_workers_do_not_outlive_a_killed_run(undisturbed: tuple[Path, Path], tmp_path: Path) -> None:
    with started(undisturbed[0], tmp_path / "out") as run:
        run.wait_for(1)
        workers = run.workers
        assert workers
        run.process.kill()
        _, left = psutil.wait_procs(workers, timeout=20)
        assert not left
