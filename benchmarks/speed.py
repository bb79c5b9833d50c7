"""Speed and memory of the temporal tagger and resolver, on one core.

    python benchmarks/speed.py NEWSWIRE.jsonl.gz

Each line of the file has `published` and `text`. Prints the median of five runs after a warm-up, in megabytes (of
UTF-8) a second of processor time, beside the median of a bare `re.finditer(r"\\w+", text)` over the same texts in the
same run, and their ratio; before them the first pass, with empty caches; then the peak memory and the time that hostile
texts take.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from timeline.article import Article
from timeline.resolve import resolve
from timeline.tagger import tag

RUNS = 5
HOSTILE = {
    "digits": "1" * 1_000_000,
    "last last last": "last " * 200_000,
    "1/1/1/1": "1/" * 500_000,
    "one word": "a" * 1_000_000,
    "spaces": " " * 1_000_000,
    "a.b.c": "a." * 500_000,
    "the end of the end of": "the end of " * 90_000,
    "2020 2020": "2020 " * 200_000,
    "Monday Monday": "Monday " * 140_000,
    "at at at": "at " * 330_000,
    "of the of the": "of the " * 140_000,
    "between and and": "between and " * 83_000,
    "10:10:10": "10:10:10 " * 110_000,
    "12 12 12": "12 " * 330_000,
    "- - -": "- " * 500_000,
    "quotes": '"' * 1_000_000,
    "one-character lines": "a\n" * 500_000,
    "paragraphs": "\n\n" * 500_000,
    "CJK": "年月日" * 330_000,
    "emoji": "😀 " * 500_000,
    "first first": "first " * 160_000,
    "two weeks before": "two weeks before " * 59_000,
    "Q1 Q1": "Q1 " * 330_000,
}


def seconds(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    with gzip.open(given.file, "rt", encoding="utf-8") as lines:
        articles = [Article(text=d["text"], published=d["published"]) for d in map(json.loads, lines)]
    texts = [article.text for article in articles]
    size = sum(len(text.encode()) for text in texts) / 1e6
    found = 0

    def scan() -> None:
        for text in texts:
            for _ in re.finditer(r"\w+", text):
                pass

    def tag_all() -> None:
        for text in texts:
            tag(text)

    def tag_and_resolve() -> None:
        nonlocal found
        found = sum(len(resolve(tag(article.text), article)) for article in articles)

    code = "import time; t = time.perf_counter(); import timeline; print(time.perf_counter() - t)"
    imported = statistics.median(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(RUNS)
    )
    print(f"import timeline: {imported:.3f} s")
    tag("1998")  # reads the rules
    print(f"first pass, tag and resolve: {size / seconds(tag_and_resolve):.2f} MB/s over {size:.1f} MB")
    timings: dict[str, list[float]] = {"scan": [], "tag": [], "tag and resolve": []}
    for _ in range(RUNS):
        for name, run in (("scan", scan), ("tag", tag_all), ("tag and resolve", tag_and_resolve)):
            timings[name].append(seconds(run))
    reference = statistics.median(timings["scan"])
    for name, values in timings.items():
        median = statistics.median(values)
        print(f"{name}: {size / median:.2f} MB/s ({median / reference:.1f} times the bare scan)")
    print(f"expressions: {found}; peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    for name, text in HOSTILE.items():
        half, whole = seconds(lambda t=text: tag(t[: len(t) // 2])), seconds(lambda t=text: tag(t))  # type: ignore[misc]
        print(f"hostile {name}: half {half:.2f} s, whole {whole:.2f} s")


if __name__ == "__main__":
    main()
