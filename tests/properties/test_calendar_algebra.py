"""Laws of intervals, cells and the scan, by Hypothesis."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.tagger import tag
from timeline.tagger.tokens import tokenize
from timeline.temporal import calendar, cells
from timeline.temporal.granularity import Granularity
from timeline.temporal.interval import Empty, Interval

SECONDS = st.integers(min_value=calendar.seconds(-3000), max_value=calendar.seconds(12000))
WIDTHS = st.integers(min_value=1, max_value=10**10)
INTERVALS = st.builds(lambda start, width: Interval(start, start + width), SECONDS, WIDTHS)
UNITS = st.sampled_from([g for g in Granularity if g not in (Granularity.DAYPART, Granularity.WEEKEND)])

WORDS = (
    "the",
    "last",
    "two",
    "12",
    "1998",
    "Oct.",
    ",",
    "-",
    "May",
    "weeks",
    "before",
    "of",
    "7:15",
    "p.m.",
    "'90s",
    "\n\n",
)


@given(INTERVALS, INTERVALS)
def test_intersection_commutes(a: Interval, b: Interval) -> None:
    assert a.intersection(b) == b.intersection(a)


@given(INTERVALS, INTERVALS, INTERVALS)
def test_intersection_associates(a: Interval, b: Interval, c: Interval) -> None:
    assert a.intersection(b).intersection(c) == a.intersection(b.intersection(c))


@given(INTERVALS, INTERVALS)
def test_hull_holds_both_and_intersection_lies_in_both(a: Interval, b: Interval) -> None:
    hull, shared = a.hull(b), a.intersection(b)
    assert hull.contains(a)
    assert hull.contains(b)
    assert isinstance(shared, Empty) or (a.contains(shared) and b.contains(shared))


@given(UNITS, SECONDS)
def test_a_cell_holds_its_second_and_is_its_own_cell(unit: Granularity, second: int) -> None:
    cell = cells.cell(unit, second)
    assert cell.start <= second < cell.end
    assert cells.cell(unit, cell.start) == cell == cells.cell(unit, cell.end - 1)


@given(UNITS, SECONDS, st.integers(min_value=-50, max_value=50))
def test_shifting_there_and_back(unit: Granularity, second: int, count: int) -> None:
    cell = cells.cell(unit, second)
    assert cells.shift(cells.shift(cell, unit, count), unit, -count) == cell


@given(SECONDS)
def test_fields_and_back(second: int) -> None:
    fields = calendar.civil(second)
    assert calendar.seconds(fields.year, fields.month, fields.day, fields.hour, fields.minute, fields.second) == second


@given(st.text())
def test_tokens_are_the_text(text: str) -> None:
    assert "".join(tokenize(text)) == text


@settings(max_examples=200)
@given(st.lists(st.sampled_from(WORDS)))
def test_mentions_are_in_order_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    mentions = tag(text)
    assert all(m.text == m.span.of(text) for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))
