"""Runs of the batch command, and what they leave."""

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
import pytest

LIMIT = 90.0  # seconds for what takes a few
_HEEDING = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"

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


@contextmanager
def started(source: Path, output: Path, *more: str, workers: int = 1, limit: tuple[str, ...] = ()) -> Iterator[Running]:
    """`timeline batch` in a process group of its own, ended with the test; `limit` is a command that limits it."""
    options = ["--output", str(output), "--workers", str(workers), "--partition-size", "3", *more]
    # What a shell starts in the background ignores interrupts, and so would this run: it is to heed them.
    heeding = [sys.executable, "-c", _HEEDING, sys.executable, "-m", "timeline", "batch", str(source), *options]
    command = [*limit, *heeding]
    with subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE, text=True) as process:
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
