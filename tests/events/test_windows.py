"""Windows cover the text, keep their size and break where sentences do."""

from __future__ import annotations

import doctest
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from timeline.events import heads, labels, windows
from timeline.events.windows import Pieces, gaps, holders
from training import labels as training_labels
from training import scores, text


def test_examples_in_docstrings_hold() -> None:
    for module in (heads, labels, windows, scores, text, training_labels):
        assert not doctest.testmod(module, extraglobs={"np": np}).failed


@given(st.lists(st.integers(1, 40), min_size=1, max_size=30), st.integers(8, 30), st.integers(0, 7))
def test_windows_cover_everything_in_order_and_within_size(lengths: list[int], size: int, overlap: int) -> None:
    edges = np.cumsum([0, *lengths]).tolist()
    found = windows.windows(edges[:-1], edges[-1], size, overlap)
    assert found[0][0] == 0
    assert found[-1][1] == edges[-1]
    assert all(begin < end and end - begin <= size for begin, end in found)
    for (begin, end), (following, last) in pairwise(found):
        assert begin < following <= end < last
        assert end - following <= overlap


@given(st.lists(st.integers(1, 12), min_size=1, max_size=20), st.data())
def test_a_piece_is_looked_up_in_a_window_that_holds_it(lengths: list[int], data: st.DataObject) -> None:
    edges = np.cumsum([0, *lengths]).tolist()
    ranges = windows.windows(edges[:-1], edges[-1], 12, 6)
    piece = data.draw(st.integers(0, edges[-1] - 1))
    (owner,) = holders(ranges, np.array([piece]), np.array([piece]))
    assert ranges[owner][0] <= piece < ranges[owner][1]


def test_a_span_begins_at_the_piece_that_covers_it() -> None:
    pieces = Pieces.of([7, 8, 9], [(0, 3), (4, 6), (6, 9)])
    assert pieces.first_of([(0, 3), (4, 9), (6, 9), (3, 4), (20, 21)]).tolist() == [0, 1, 2, 1, 2]


def test_a_time_before_its_event_counts_in_its_own_buckets() -> None:
    ahead = gaps(np.array([[4, 3, 3]]), np.array([[50, 40, 41]]))
    behind = gaps(np.array([[3, 4, 4]]), np.array([[40, 49, 49]]))
    assert ahead.tolist() == [[1 + len(windows.SENTENCE_GAPS), 3]]
    assert behind.tolist() == [[1, 3]]
