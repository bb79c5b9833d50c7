"""Uncertain times in words, ends inclusive."""

from __future__ import annotations

import pytest

from timeline.present.dates import date_words, pause_words
from timeline.temporal import calendar
from timeline.temporal.calendar import DAY
from timeline.temporal.interval import Interval
from timeline.temporal.when import UNKNOWN, Bound, Provenance, When

NIGHT = calendar.seconds(2023, 8, 20) + 23 * 3600


def within(low: int, high: int) -> When:
    return When.within(Interval(low, high))


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (within(NIGHT, NIGHT + 60), "Sun 20 Aug 2023, 23:00"),
        (within(NIGHT, NIGHT + 3600), "Sun 20 Aug 2023, 23:00–24:00"),
        (within(NIGHT - 3600, NIGHT), "Sun 20 Aug 2023, 22:00–23:00"),
        (within(NIGHT, NIGHT + 3 * 3600), "20 Aug 2023, 23:00 – 21 Aug 2023, 02:00"),
        (within(NIGHT, calendar.seconds(2023, 8, 25)), "between 20 and 24 Aug 2023"),
        (When.within(Interval.of_month(2021, 4)), "April 2021"),
        (When.within(Interval.of_years(2021)), "2021"),
        (When.within(Interval.of_years(1990, 10)), "1990s"),
        (When.within(Interval.of_years(-43)), "44 BCE"),
        (within(calendar.seconds(2022, 9, 30), calendar.seconds(2022, 10, 3)), "between 30 Sep and 2 Oct 2022"),
        (When.exactly(Interval(calendar.seconds(2022, 10, 3), calendar.seconds(2022, 10, 10))), "3–9 Oct 2022"),
        (UNKNOWN, "no date"),
    ],
)
def test_a_time_reads_as_people_say_it(when: When, words: str) -> None:
    assert date_words(when) == words


def test_one_bound_alone_is_said_as_such() -> None:
    bound = Bound(calendar.seconds(2022, 10, 12), Provenance.INFERRED)
    assert date_words(When(end_latest=bound)) == "by 11 Oct 2022"
    assert date_words(When(start_earliest=bound)) == "after 11 Oct 2022"
    assert date_words(When(start_latest=bound)) == "begun by 11 Oct 2022"


def test_pauses_are_rounded() -> None:
    assert [pause_words(days * DAY) for days in (27, 28, 400, 3000)] == [
        None,
        "1 month",
        "13 months",
        "8 years",
    ]
