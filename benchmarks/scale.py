"""Many articles: rates by engine and workers, and cost against the length and the number of articles.

    python -m benchmarks.scale NEWSWIRE.jsonl.gz [--articles 200] [--numbers 10 100 1000 10000] [--only rates ...]
        [--sizes 10 100 1000]

Each line of the file has `published` and `text`. Articles of a given length are cut from its texts, joined where one
is not enough. Rates are articles a second of wall-clock time from the first partition that is done to the last, so
without the seconds in which workers start; memory is the largest resident size of any worker, polled.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import os
import resource
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import islice, pairwise
from pathlib import Path

import psutil

from timeline.article import Article
from timeline.batch import Progress, run
from timeline.batch.plan import plan
from timeline.batch.read import items
from timeline.batch.worker import Job, warm
from timeline.export.json import to_dict
from timeline.pipeline import reconstruct

USUAL = 2_600  # characters of an article, about the mean of newswire
LENGTHS = (1, 2, 5, 10, 20, 50, 100, 200)  # thousand characters
SIZES = (10, 100, 1000)  # megabytes of input
_PARTS = ("rates", "length", "number", "stages", "stream")

Line = dict[str, str]


def articles(file: Path, length: int) -> Iterator[Line]:
    """Articles of about this length, ended at the end of a line or a sentence where there is one."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        text = ""
        for line in lines:
            fields = json.loads(line)
            text += fields["text"].strip() + "\n\n"
            if len(text) >= length:
                end = max(text.rfind(". ", length // 2, length), text.rfind("\n", length // 2, length)) + 1
                yield {"text": text[: end or length], "published": fields["published"]}
                text = ""


def write(lines: list[Line], path: Path) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@dataclass
class Watch:
    """When articles were done, and how large the processes under this one became."""

    times: list[tuple[float, int]] = field(default_factory=list)
    largest: int = 0
    _over: threading.Event = field(default_factory=threading.Event)

    def observe(self, progress: Progress) -> None:
        self.times.append((time.perf_counter(), progress.done))

    @property
    def rate(self) -> float:
        (_, (begun, first), *_), (ended, last) = self.times, self.times[-1]
        return (last - first) / max(ended - begun, 1e-9)

    @property
    def seconds(self) -> float:
        return self.times[-1][0] - self.times[0][0]

    @contextmanager
    def memory(self) -> Iterator[None]:
        thread = threading.Thread(target=self._poll)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    def _poll(self) -> None:
        while not self._over.wait(0.2):
            for child in psutil.Process().children(recursive=True):
                with suppress(psutil.NoSuchProcess):
                    self.largest = max(self.largest, child.memory_info().rss)


def batch(lines: list[Line], folder: Path, engine: str, workers: int, size: int) -> Watch:
    source, output, watch = write(lines, folder / "in.jsonl"), folder / "out", Watch()
    shutil.rmtree(output, ignore_errors=True)
    with watch.memory():
        run([source], Job(str(output)), engine=engine, workers=workers, partition_size=size, observe=watch.observe)
    return watch


def rates(file: Path, count: int, folder: Path) -> None:
    lines = list(islice(articles(file, USUAL), count))
    mean = sum(len(line["text"]) for line in lines) / len(lines)
    print(f"rates: {len(lines)} articles of {mean:.0f} characters, {os.cpu_count()} processors")
    for engine in ("local", "ray") if find_spec("ray") else ("local",):
        single = 0.0
        for workers in (1, 2):
            watch = batch(lines, folder, engine, workers, 4)
            single = single or watch.rate
            size = f", {watch.largest / 1e6:.0f} MB a worker" if engine == "local" else ""
            print(f"  {engine:5} {workers} workers: {watch.rate:6.2f} a second, {watch.rate / single:.2f} times{size}")
    written = sum(part.stat().st_size for part in (folder / "out").rglob("*.jsonl"))
    read = (folder / "in.jsonl").stat().st_size
    print(f"  written: {written / len(lines) / 1000:.0f} KB an article, {written / read:.0f} times what was read")


def by_length(file: Path) -> None:
    print("length: one article, one process, processor time")
    warm()
    for thousands in LENGTHS:
        line = next(articles(file, thousands * 1000))
        took, events = min(_once(line) for _ in range(3 if thousands < 50 else 1))
        length = len(line["text"]) / 1000
        print(f"  {length:6.1f} KB: {took:7.2f} s, {1000 * took / length:6.1f} ms a KB, {events} events", flush=True)


def _once(line: Line) -> tuple[float, int]:
    began = time.process_time()
    timeline = reconstruct(Article(text=line["text"], published=line["published"]))
    json.dumps(to_dict(timeline, everything=True))
    return time.process_time() - began, len(timeline.events)


def by_number(file: Path, numbers: list[int], folder: Path) -> None:
    print("number: articles of the usual length, two local workers, wall clock with the start of the workers")
    for number in numbers:
        lines = list(islice(articles(file, USUAL), number))
        while len(lines) < number:  # the corpus is not large enough: once more from the start
            lines += lines[: number - len(lines)]
        watch = batch(lines, folder, "local", 2, min(64, max(1, number // 4)))
        each = watch.seconds / number
        size = watch.largest / 1e6
        print(f"  {number:6} articles: {watch.seconds:8.1f} s, {1000 * each:6.1f} ms each, {size:.0f} MB", flush=True)


def by_size(file: Path, sizes: list[int], folder: Path) -> None:
    print("stream: one JSONL file planned and read to its end in a process of its own, nothing reconstructed")
    lines = "".join(json.dumps(line) + "\n" for line in islice(articles(file, USUAL), 200)).encode()
    context = multiprocessing.get_context("spawn")
    for megabytes in sizes:
        source = folder / "large.jsonl"
        with source.open("wb") as stream:
            for _ in range(max(1, megabytes * 1_000_000 // len(lines))):
                stream.write(lines)
        with ProcessPoolExecutor(1, context) as pool:
            before, planned, read, count, seconds = pool.submit(_streamed, source).result()
        print(
            f"  {source.stat().st_size / 1e6:6.0f} MB, {count:8} articles: peak memory {before:.0f} MB before, "
            f"{planned:.0f} MB planned, {read:.0f} MB read; planned in {seconds:.1f} s",
            flush=True,
        )
        source.unlink()


def _streamed(source: Path) -> tuple[float, float, float, int, float]:
    """Peak memory in MB before, after the plan and after reading, the articles, and the seconds the plan took."""
    before, began = _peak(), time.perf_counter()
    todo = plan([source])
    planned, seconds = _peak(), time.perf_counter() - began
    count = sum(1 for partition in todo.partitions for _ in items(partition))
    return before, planned, _peak(), count, seconds


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def by_stage(file: Path, count: int) -> None:
    lines = list(islice(articles(file, USUAL), count))
    warm()
    spent: dict[str, float] = {}
    for line in lines:
        marks = [("", time.process_time())]

        def observe(stage: str, _: float, marks: list[tuple[str, float]] = marks) -> None:
            marks.append((stage, time.process_time()))

        document = to_dict(
            reconstruct(Article(text=line["text"], published=line["published"]), observe), everything=True
        )
        marks.append(("document", time.process_time()))
        json.dumps(document)
        marks.append(("writing", time.process_time()))
        for (_, before), (stage, after) in pairwise(marks):
            spent[stage] = spent.get(stage, 0.0) + after - before
    whole = sum(spent.values())
    print(f"stages: {len(lines)} articles, processor time")
    for stage, seconds in spent.items():
        print(f"  {stage:12} {1000 * seconds / len(lines):7.1f} ms  {100 * seconds / whole:5.1f} %")
    print(f"  {'all':12} {1000 * whole / len(lines):7.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--numbers", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--only", choices=_PARTS, nargs="+", default=list(_PARTS))
    given = parser.parse_args()
    if "OMP_NUM_THREADS" not in os.environ:  # numpy, imported by now, has threads that spin: their time would count
        os.environ["OMP_NUM_THREADS"] = "1"
        os.execv(sys.executable, [sys.executable, "-m", "benchmarks.scale", *sys.argv[1:]])
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if "stages" in given.only:
            by_stage(given.file, given.articles)
        if "rates" in given.only:
            rates(given.file, given.articles, folder)
        if "length" in given.only:
            by_length(given.file)
        if "number" in given.only:
            by_number(given.file, given.numbers, folder)
        if "stream" in given.only:
            by_size(given.file, given.sizes, folder)


if __name__ == "__main__":
    main()
