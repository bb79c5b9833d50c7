from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from tests.chart.factories import bridge, day, event, few, hostile, many, past, timeline
from timeline import Article
from timeline.chart import View, figure
from timeline.chart.canvas import TEXT_LINE
from timeline.chart.figure import resolved_view
from timeline.chart.style import colour_swaps
from timeline.chronology import Timeline
from timeline.events.model import Polarity
from timeline.present.rows import rows
from timeline.temporal.when import UNKNOWN

VIEWS = (View.CALENDAR, View.SEQUENCE)
WIDTHS = (320, 480, 900, 2560)


def view_of(drawn: Timeline) -> View:
    return resolved_view(drawn, rows(drawn), View.AUTO)


def labels(drawn: Any) -> list[Any]:
    return [note for note in drawn.layout.annotations if note.name]


def test_a_call_long_before_a_busy_week_does_not_squash_the_week() -> None:
    assert view_of(bridge()) is View.SEQUENCE


def test_dates_that_spread_evenly_are_shown_on_the_calendar() -> None:
    assert view_of(many()) is View.CALENDAR


def test_the_calendar_cuts_long_empty_stretches_out() -> None:
    (cut,) = figure(bridge(), view=View.CALENDAR).layout.xaxis.rangebreaks
    assert cut.bounds[0] < "2021-07"
    assert cut.bounds[1] > "2022-07"


def test_a_stretch_is_cut_as_it_weighs_on_what_is_left() -> None:
    """Two months weigh little beside two years, and much beside a week."""
    days = [(2020, 10, 1), (2022, 7, 20), *((2022, 10, number) for number in range(3, 13))]
    words = " ".join(f"word{i}" for i in range(len(days)))
    events = [event(words, i, f"word{i}", f"Event {i}") for i in range(len(days))]
    placed = [(one, day(*date)) for one, date in zip(events, days, strict=True)]
    busy = timeline(Article(text=words, published="2022-10-12"), placed, [[one.id] for one in events])
    cuts = figure(busy, view=View.CALENDAR).layout.xaxis.rangebreaks
    assert [(cut.bounds[0][:7], cut.bounds[1][:7]) for cut in cuts] == [("2020-10", "2022-07"), ("2022-07", "2022-10")]
    names = [note.text for note in figure(busy, view=View.CALENDAR).layout.annotations if "cut out" in note.text]
    assert len(names) == 2


def test_what_is_over_by_the_publication_stands_above_its_line() -> None:
    """Known to be past though undated: below the line it would look like something still to come."""
    words = "fell rose plans"
    fell, rose, plans = (event(words, n, word, word) for n, word in enumerate(words.split()))
    placed = [(fell, day(2022, 10, 11)), (rose, past()), (plans, UNKNOWN)]
    drawn = figure(
        timeline(Article(text=words, published="2022-10-12"), placed, [["e0"], ["e1"], ["e2"]]), view=View.SEQUENCE
    )
    (line,) = (note.y for note in drawn.layout.annotations if "published" in note.text)
    heights = {note.name: note.y for note in labels(drawn)}
    assert heights["e0"] < heights["e1"] < line < heights["e2"]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("drawn", [few(), bridge(), many()], ids=["3", "11", "60"])
def test_labels_stand_one_below_the_other(drawn: Timeline, width: int, view: View) -> None:
    """Each label ends before the next begins: its lines, at their sizes, fit into the distance."""
    chart = figure(drawn, view=view, width=width)
    notes = sorted(labels(chart), key=lambda note: note.y)
    assert len(notes) == len(rows(drawn))
    for upper, lower in pairwise(notes):
        height = TEXT_LINE * (1 + upper.text.count("<br>"))
        assert upper.y + height <= lower.y + 0.01


@pytest.mark.parametrize("view", VIEWS)
def test_the_same_timeline_gives_the_same_bytes(view: View) -> None:
    assert figure(bridge(), view=view).to_json() == figure(bridge(), view=view).to_json()


@pytest.mark.parametrize("view", VIEWS)
def test_dark_is_light_with_other_colours(view: View) -> None:
    swaps = colour_swaps()
    light = figure(bridge(), view=view, theme="light").to_json()
    for bright in sorted(swaps, key=len, reverse=True):
        light = light.replace(f'"{bright}"', f'"{swaps[bright]}"').replace(f"color:{bright}", f"color:{swaps[bright]}")
    assert json.loads(light) == json.loads(figure(bridge(), view=view, theme="dark").to_json())


@pytest.mark.parametrize("view", VIEWS)
def test_hidden_events_are_drawn_only_on_request(view: View) -> None:
    drawn = bridge()
    some = timeline(drawn.article, [(e, drawn.when(e.id)) for e in drawn.events], drawn.order, hidden=frozenset({"e9"}))
    assert len(labels(figure(some, view=view))) == 10
    assert len(labels(figure(some, view=view, everything=True))) == 11


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_an_article_says_becomes_markup(view: View) -> None:
    text = figure(hostile(), view=view).to_json()
    assert "\\u003cimg" not in text
    assert "<img" not in text
    assert "<a " not in text
    assert "$x" not in text


def test_hover_gives_sentence_source_reason_and_conflict() -> None:
    (note,) = [note for note in labels(figure(bridge(), view=View.SEQUENCE)) if note.name == "e2"]
    for words in ("denied that Mayor Ana Reyes met", "said by Lena Holt", "Why here", "Conflict"):
        assert words in note.hovertext.replace("<br>", " ")


def test_denied_events_are_struck_through_and_say_so() -> None:
    (note,) = [note for note in labels(figure(bridge())) if note.name == "e5"]
    assert "<s>" in note.text
    assert "denied by Lena Holt" in note.text


def test_a_title_that_says_no_itself_is_not_struck_through() -> None:
    """Struck through, "was never built" would say that it was, and so would "was never built, denied by Lena Holt"."""
    drawn = bridge()
    events = [replace(e, polarity=Polarity.NEG) if e.id == "e5" else e for e in drawn.events]
    never = timeline(drawn.article, [(e, drawn.when(e.id)) for e in events], drawn.order)
    (note,) = [note for note in labels(figure(never)) if note.name == "e5"]
    assert "<s>" not in note.text
    assert "according to Lena Holt" in note.text
    assert "denied" not in note.text


def test_a_timeline_without_events_says_so() -> None:
    empty = timeline(Article(text="Nothing happened.", published="2022-10-12"), [], [])
    assert "no event" in figure(empty).layout.annotations[0].text


def test_far_years_are_drawn() -> None:
    from timeline.temporal.interval import Interval
    from timeline.temporal.when import When

    drawn = bridge()
    times = [When.within(Interval.of_years(-12_000, 10)), When.within(Interval.of_years(-43)), drawn.when("e1")]
    old = timeline(drawn.article, list(zip(drawn.events, times, strict=False)), [[e.id] for e in drawn.events[:3]])
    assert figure(old, view=View.CALENDAR).layout.xaxis.type == "linear"


def traces(chart: Any, name: str) -> list[Any]:
    return [trace for trace in chart.data if trace.name == name]


@pytest.mark.parametrize("view", VIEWS)
def test_denied_events_are_crossed_out_and_conflicts_ringed(view: View) -> None:
    chart = figure(bridge(), view=view)
    ((marks,), (crosses,), (rings,)) = (traces(chart, name) for name in ("event", "denied", "conflict"))
    places = dict(zip(marks.customdata, zip(marks.x, marks.y, strict=True), strict=True))
    assert list(zip(crosses.x, crosses.y, strict=True)) == [places["e5"]]
    assert set(zip(rings.x, rings.y, strict=True)) == {places["e2"], places["e3"]}


def test_the_spine_is_dashed_only_where_nothing_is_dated_for_long() -> None:
    chart = figure(bridge(), view=View.SEQUENCE)
    (marks,) = traces(chart, "event")
    height = dict(zip(marks.customdata, marks.y, strict=True))
    dashed = [(s.y0, s.y1) for s in chart.layout.shapes if s.type == "line" and s.line.dash == "4px,4px"]
    assert dashed == [(height["e6"], height["e8"])]
    assert [n.text for n in chart.layout.annotations if "without a date" in n.text]


def test_an_undated_event_lies_on_a_rail_up_to_its_neighbour() -> None:
    """e9 comes before e3, which is dated; nothing dated is known to come before it."""
    chart = figure(bridge(), view=View.SEQUENCE)
    (marks,) = traces(chart, "event")
    x, y = (dict(zip(marks.customdata, values, strict=True)) for values in (marks.x, marks.y))
    (rail,) = [s for s in chart.layout.shapes if s.type == "line" and s.x0 == s.x1 == x["e9"]]
    assert rail.y0 < min(marks.y)
    assert rail.y1 == y["e3"]
    (heads,) = traces(chart, "open end")
    assert [head for head in zip(heads.x, heads.marker.symbol, strict=True) if head[0] == x["e9"]] == [
        (x["e9"], "triangle-up")
    ]


def test_a_mark_without_an_earliest_time_stands_at_its_latest() -> None:
    chart = figure(bridge(), view=View.CALENDAR)
    (marks,) = traces(chart, "event")
    assert dict(zip(marks.customdata, marks.x, strict=True))["e9"] == "2022-10-13 00:00:00"
