"""TimeBank-EventTime: when each event happened, exact match with the annotated value, gold triggers given.

A value is a day, a pair of bounds ("after1995-11-01before1995-11-28"), or a begin and an end point, each of those. Our
four bounds are written the same way: a single-day event where start and end lie in one day, else what bounds there are.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from benchmarks.stories import read_story, with_gold_events
from timeline.network.nature import lasts
from timeline.temporal import calendar
from timeline.temporal.when import When

_DAY = 86_400


def gold_rows(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Document -> (event id, value)."""
    rows: dict[str, list[tuple[str, str]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(row) >= 8 and row[6] == "time":
                rows.setdefault(row[0], []).append((row[4], row[7]))
    return rows


def value(when: When, lasting: bool) -> str:
    """Our bounds in the notation of the annotation.

    >>> from timeline.temporal.interval import Interval
    >>> value(When.within(Interval.of_day(1998, 2, 27)), lasting=False)
    '1998-02-27'
    """
    if not lasting:
        return _point(when.start_earliest.at, when.end_latest.at)
    begin = _point(when.start_earliest.at, when.start_latest.at)
    end = _point(when.end_earliest.at, when.end_latest.at)
    return f"beginPoint={begin}endPoint={end}"


def _point(low: int | None, high: int | None) -> str:
    """A day where both bounds lie in it; else the last day that is too early, the first that is too late."""
    if low is not None and high is not None and 0 < high - low <= _DAY:
        return _day(low)
    after = "" if low is None else f"after{_day(low)}"
    before = "" if high is None else f"before{_day(high - 1)}"
    return f"{after}{before}" or "xxxx-xx-xx"


def _day(second: int) -> str:
    return calendar.isoformat(second)[:10]


def count(corpora: Path, part: str = "dev") -> Counter[str]:
    """Events in all, found, exact, and exact among those that gold gives one day."""
    paths = {p.stem: p for p in (corpora / "timeml").glob("*/*.tml")}
    counts: Counter[str] = Counter()
    for document, rows in sorted(gold_rows(corpora / "event-times" / f"{part}.tab").items()):
        if document not in paths:
            continue
        solution = with_gold_events(read_story(paths[document]), gold_times=False)
        events = {e.id: e for e in solution.events}
        for name, gold in rows:
            counts["events"] += 1
            if name in events:
                ours = value(solution.times[name], lasts(events[name]))
                counts["exact"] += ours == gold
                single = gold[:1].isdigit()
                counts["single"] += single
                counts["single exact"] += single and ours == gold
    return counts


def report(counts: Counter[str]) -> list[str]:
    total, single = max(1, counts["events"]), max(1, counts["single"])
    return [
        f"  events {counts['events']}, exact {counts['exact'] / total:.3f}",
        f"  of those that gold puts on one day: {counts['single']}, exact {counts['single exact'] / single:.3f}",
    ]
