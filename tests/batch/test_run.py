"""Whole runs: undisturbed, with bad articles, killed and resumed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import psutil
import pyarrow.parquet as pq
import pytest

from tests.batch.runs import assert_same, corpus, resumed, rows, started
from timeline.batch import BatchError, run
from timeline.batch.worker import Job
from timeline.cli.app import run as command
from timeline.intake import MAX_BYTES


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


def test_a_disk_that_takes_no_more_ends_the_run_and_it_goes_on(undisturbed: tuple[Path, Path], tmp_path: Path) -> None:
    source, output = undisturbed
    largest = max(part.stat().st_size for part in output.rglob("*.jsonl"))
    limit = ("prlimit", f"--fsize={largest - 1}") if which("prlimit") else pytest.skip("prlimit is not installed")
    with started(source, tmp_path / "out", limit=limit) as run:
        code, said = run.end()
    assert code == 2
    assert said.splitlines()[-1].startswith(f"timeline: cannot write to {tmp_path / 'out'}: ")
    assert "Traceback" not in said
    assert len(rows(tmp_path / "out")) < 12
    resumed(source, tmp_path / "out")
    assert_same(tmp_path / "out", output)


@pytest.fixture
def small_disk(tmp_path: Path, undisturbed: tuple[Path, Path]) -> Iterator[Path]:
    """A file system with room for half of what the run writes."""
    half = sum(part.stat().st_size for part in undisturbed[1].rglob("*.jsonl")) // 2
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={half}", "tmpfs", str(place)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a small file system can be mounted only by root")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_ends_the_run_and_it_goes_on(undisturbed: tuple[Path, Path], small_disk: Path) -> None:
    source, output = undisturbed
    with started(source, small_disk / "out") as run:
        code, said = run.end()
    assert code == 2
    assert "o space left on device; go on with --resume" in said
    assert 0 < len(rows(small_disk / "out")) < 12
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True, capture_output=True)
    resumed(source, small_disk / "out")
    assert_same(small_disk / "out", output)


def test_a_line_longer_than_any_article_is_one_error_row(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as stream:
        stream.write(b'{"text": "' + b"x" * (MAX_BYTES + 5) + b'"}\n')
        stream.write(b'{"id": "next", "text": "The council voted on Tuesday.", "published": "2024-01-03"}')
    run([path], Job(str(tmp_path / "out")), workers=1)
    long, following = rows(tmp_path / "out")
    assert "more than 16,000,000 bytes" in long["error"]
    assert (following["id"], following["error"]) == ("next", None)


LETHAL = """
import os, sys
from timeline.batch import worker
made = worker.make
def make(article):
    if article.text == "kill": os._exit(9)
    return made(article)
worker.make = make
"""


def test_an_article_that_kills_its_workers_is_one_error_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text(LETHAL)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(Path.cwd())]))
    source = corpus(tmp_path, 4)
    with source.open("a") as stream:
        stream.write(json.dumps({"id": "lethal", "text": "kill", "published": "2024-01-03"}) + "\n")
    progress = run([source], Job(str(tmp_path / "out")), workers=2, partition_size=3)
    assert (progress.done, progress.failed) == (5, 1)
    assert {row["id"]: row["error"] for row in rows(tmp_path / "out") if row["error"]} == {
        "lethal": "Internal error: 3 workers died of this article"
    }


SLOW = """
import re
from timeline.batch import worker
made = worker.make
def make(article):
    if article.text == "slow": re.match("(a+)+$", "a" * 60 + "b")  # centuries, and lets nobody else in
    return made(article)
worker.make = make
"""


def test_an_article_out_of_time_is_one_error_row(
    undisturbed: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(SLOW)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), str(Path.cwd())]))
    source = corpus(tmp_path, 12, bad=(5,))
    with source.open("a") as stream:
        for name in ("slow 1", "slow 2"):
            stream.write(json.dumps({"id": name, "text": "slow", "published": "2024-01-03"}) + "\n")
    job = Job(str(tmp_path / "out"), time_limit=5)
    progress = run([source], job, workers=2, partition_size=8)
    assert (progress.done, progress.failed) == (14, 3)
    found = rows(tmp_path / "out")
    assert [row["error"] for row in found[12:]] == ["Took too long: more than 5 seconds"] * 2
    assert [row["timeline"] for row in found[:12]] == [row["timeline"] for row in rows(undisturbed[1])]
    with pytest.raises(BatchError, match="different time limit"):
        run([source], Job(str(tmp_path / "out"), time_limit=6), partition_size=8, resume=True)
    assert run([source], job, partition_size=8, resume=True).failed == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.jsonl"], "no such file or folder"),
        (["{source}", "--engine", "spark"], "no such engine"),
        (["{source}", "--format", "xml"], "no such format"),
        (["{source}", "--published", "soon"], "not a publication date"),
        (["{source}", "--address", "ray://here"], "needs --engine ray"),
        (["{source}", "--workers", "0"], "--workers"),
        (["{source}", "--time-limit", "0"], "--time-limit"),
        (["{sheet}"], "cannot read"),
        (["{broken}"], "not a Parquet file"),
    ],
)
def test_bad_requests_are_one_line_and_code_2(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, arguments: list[str], said: str
) -> None:
    source, sheet, broken = corpus(tmp_path, 1), tmp_path / "a.xlsx", tmp_path / "a.parquet"
    sheet.write_text("x")
    broken.write_text("x")
    filled = [each.format(source=source, sheet=sheet, broken=broken) for each in arguments]
    assert command(["batch", *filled, "--output", str(tmp_path / "out")]) == 2
    err = capfd.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert not (tmp_path / "out").exists()
