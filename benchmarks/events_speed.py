"""Speed and memory of finding events: parse, encoder, and what is read off both.

    python -m benchmarks.events_speed NEWSWIRE.jsonl.gz

Articles of 2.6 KB, cut from newswire at paragraph ends. Prints the processor time an article by stage (median of five
rounds after a warm-up), how many articles a second that makes on two cores, and the peak memory of the process. Both
parser and encoder run on one thread here, so that processor time is what a core of its own would need.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

SIZE = 2_600  # bytes
COUNT = 40  # articles a round
ROUNDS = 5


def articles(path: Path) -> Iterator[str]:
    """Texts of about SIZE bytes."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        held = ""
        for line in lines:
            for paragraph in json.loads(line)["text"].splitlines():
                held += paragraph.strip() + "\n\n" if paragraph.strip() else ""
                if len(held.encode()) >= SIZE:
                    yield held
                    held = ""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    texts = [text for text, _ in zip(articles(given.file), range(COUNT), strict=False)]
    rounds = [measured(texts) for _ in range(ROUNDS + 1)][1:]
    stages = {name: statistics.median(r[name] for r in rounds) for name in rounds[0]}
    size = sum(len(text.encode()) for text in texts) / len(texts)
    print(f"{len(texts)} articles of {size:.0f} bytes")
    for name, seconds in stages.items():
        print(f"  {name:22} {1000 * seconds / len(texts):6.1f} ms an article")
    both = stages["parse"] + stages["encoder"]
    print(f"  parse and encoder      {2 * len(texts) / both:6.1f} articles a second on two cores")
    print(f"  all three              {2 * len(texts) / sum(stages.values()):6.1f} articles a second on two cores")
    print(f"  peak memory            {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MB")


def measured(texts: list[str]) -> dict[str, float]:
    """Processor seconds of each stage over all texts."""
    from timeline.article import Article
    from timeline.events import find_events
    from timeline.events.parser import parse
    from timeline.events.reading import read
    from timeline.resolve import expressions

    spent = {"parse": 0.0, "encoder": 0.0, "events": 0.0}
    for text in texts:
        article = Article(text=text, published="1998-03-01")
        times = expressions(article)
        started = time.process_time()
        syntax = parse(article)
        parsed = time.process_time()
        reading = read(syntax)
        encoded = time.process_time()
        find_events(article, times, syntax, reading)
        spent["parse"] += parsed - started
        spent["encoder"] += encoded - parsed
        spent["events"] += time.process_time() - encoded
    return spent


if __name__ == "__main__":
    main()
