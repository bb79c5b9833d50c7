"""TimeBank-EventTime: when each event happened, exact match with the annotated value, gold triggers given.

A value is a day, a pair of bounds ("after1995-11-01before1995-11-28"), or a begin and an end point, each of those. Our
four bounds are written the same way: a single-day event where start and end lie in one day, else what bounds there are.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.stories import Story, read_story, scene_of, solved
from timeline.network.nature import lasts
from timeline.relations.clues import Detective, hull
from timeline.relations.guesses import Guess, bounds, ranked
from timeline.temporal import calendar
from timeline.temporal.granularity import Granularity
from timeline.temporal.interval import Interval
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
    >>> value(When.exactly(Interval.of_month(1998, 1)), lasting=True)
    'beginPoint=1998-01-01endPoint=1998-01-31'
    >>> value(When.within(Interval.of_month(1998, 1)), lasting=False)
    'after1998-01-01before1998-01-28'
    """
    if not lasting:
        return _point(when.start_earliest.at, when.end_latest.at)
    begin = _point(when.start_earliest.at, when.start_latest.at)
    end = _point(when.end_earliest.at, when.end_latest.at, closes=True)
    return f"beginPoint={begin}endPoint={end}"


def _point(low: int | None, high: int | None, closes: bool = False) -> str:
    """A day where both bounds lie in it; else the last day that is too early, the first that is too late.

    Somewhere within one month ends on its 28th: 41 of the 42 such values of the training part are written so.
    """
    if low is not None and high is not None:
        if low == high:
            return _day(high - 1 if closes else low)
        if high - low <= _DAY:
            return _day(low)
        if _day(low).endswith("-01") and _day(high).endswith("-01") and high - low <= 31 * _DAY:
            return f"after{_day(low)}before{_day(low)[:8]}28"
    after = "" if low is None else f"after{_day(low)}"
    before = "" if high is None else f"before{_day(high - 1)}"
    return f"{after}{before}" or "xxxx-xx-xx"


def _day(second: int) -> str:
    return calendar.isoformat(second)[:10]


def written(guess: Guess, today: tuple[int, int]) -> str:
    """A guess in that notation; weeks begin on Sunday there.

    Of the 8 values of the training part that begin with a week, 6 name its Sunday ("after1990-08-12" of "this week").
    """
    expression = guess.expression
    if expression is None or expression.granularity is not Granularity.WEEK:
        return value(guess.when, guess.lasting)
    first, last = hull(expression)
    week = When.within(Interval(first - _DAY, last - _DAY))
    return value(bounds(guess.form, today, replace(expression, bounds=week)), guess.lasting)


def count(corpora: Path, part: str = "dev") -> Counter[str]:
    """Events in all, and exact: by the timeline's bounds, by the one time that is likeliest, of those on one day."""
    paths = {p.stem: p for p in (corpora / "timeml").glob("*/*.tml")}
    counts: Counter[str] = Counter()
    for document, rows in sorted(gold_rows(corpora / "event-times" / f"{part}.tab").items()):
        if document in paths:
            counts += _document(read_story(paths[document]), rows)
    return counts


def _document(story: Story, rows: Sequence[tuple[str, str]]) -> Counter[str]:
    scene = scene_of(story, gold_times=False)
    solution = solved(scene)
    detective = Detective(scene)
    events = {event.id: event for event in solution.events}
    places = {mention.id: n for n, mention in reversed([*enumerate(scene.mentions)])}
    ranking = ranked(detective, scene.mentions)
    counts: Counter[str] = Counter()
    for name, gold in rows:
        single = gold[:1].isdigit()
        counts["events"] += 1
        counts["single"] += single
        if name in places:
            guess = ranking.best(places[name])
            counts["bounds"] += value(solution.times[name], lasts(events[name])) == gold
            hit = written(guess, detective.today) == gold
            counts["guessed"] += hit
            counts["single guessed"] += single and hit
    return counts


def report(counts: Counter[str]) -> list[str]:
    total, single = max(1, counts["events"]), max(1, counts["single"])
    return [
        f"  events {counts['events']}: the likeliest time exact {counts['guessed'] / total:.3f}, "
        f"the bounds of the timeline, which leave open what the text does, {counts['bounds'] / total:.3f}",
        f"  of the {counts['single']} that gold puts on one day: the likeliest {counts['single guessed'] / single:.3f}",
    ]
