"""Whole runs: undisturbed, with bad articles, killed and resumed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from timeline.batch import BatchError, run
from timeline.batch.worker import Job

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


def start(source: Path, output: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "timeline", "batch", str(source), "--output", str(output), "--workers", "1"]
    return subprocess.Popen([*command, "--partition-size", "3", *more], start_new_session=True, stderr=subprocess.PIPE)


def wait_for(output: Path, parts: int) -> None:
    deadline = time.monotonic() + 120
    while len(list((output / "timelines").glob("*.jsonl"))) < parts:
        assert time.monotonic() < deadline, "no part was written in time"
        time.sleep(0.02)


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_run_goes_on_to_the_same_rows(undisturbed: tuple[Path, Path], tmp_path: Path, blow: int) -> None:
    source, output = undisturbed
    stopped = start(source, tmp_path / "out")
    wait_for(tmp_path / "out", 1)
    os.killpg(stopped.pid, blow)
    assert stopped.wait(60) != 0
    assert len(rows(tmp_path / "out")) < 12
    resumed = start(source, tmp_path / "out", "--resume")
    assert resumed.wait(120) == 0
    for table in ("timelines", "events", "expressions"):
        assert rows(tmp_path / "out", table) == rows(output, table)


def test_a_killed_worker_costs_nothing(undisturbed: tuple[Path, Path], tmp_path: Path) -> None:
    source, output = undisturbed
    going = start(source, tmp_path / "out")
    wait_for(tmp_path / "out", 1)
    for worker in workers_of(going.pid):
        os.kill(worker, signal.SIGKILL)
    assert going.wait(120) == 0
    assert rows(tmp_path / "out") == rows(output)


def workers_of(parent: int) -> list[int]:
    """Processes that the run started to work, by their command line."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(c) for c in children if b"spawn_main" in Path(f"/proc/{c}/cmdline").read_bytes()]
