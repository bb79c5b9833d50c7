"""Looking up an article's expressions."""

from __future__ import annotations

import pytest

from timeline.article import Article, Span
from timeline.expressions import beginning_in
from timeline.resolve import expressions

TEXT = "The dam broke on Monday. It was mended on Thursday and opened on Friday. Nobody was hurt."


@pytest.mark.parametrize(
    ("sentence", "found"),
    [("The dam", ["Monday"]), ("It was", ["Thursday", "Friday"]), ("Nobody", [])],
)
def test_the_expressions_of_a_sentence_are_those_that_begin_in_it(sentence: str, found: list[str]) -> None:
    start = TEXT.index(sentence)
    span = Span(start, TEXT.index(".", start) + 1)
    times = expressions(Article(text=TEXT, published="2024-05-15"))
    assert [time.text for time in beginning_in(span, times)] == found
