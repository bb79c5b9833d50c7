"""What an entry of the default timeline tells already gets no entry beside it."""

from __future__ import annotations

import pytest

from tests.events.read import events
from timeline.article import Article
from timeline.events.parser import parse
from timeline.events.salience import worth_showing
from timeline.events.within import Entry, entered, tellers
from timeline.expressions import TimeExpression
from timeline.resolve import expressions


def told(text: str, outer: str, inner: str, gives: str, dated: TimeExpression | None = None) -> bool:
    """Whether an entry at `outer` that gives the words of `gives` tells the one at `inner`."""
    syntax = parse(Article(text=text, published="2024-05-15"))
    words = {t.i for t in syntax.between(text.index(gives), text.index(gives) + len(gives))}
    one, other = (syntax.at(text.index(word)) for word in (outer, inner))
    assert one is not None
    assert other is not None
    entries = [
        Entry(one, gives, frozenset(words), None),
        Entry(other, inner, frozenset(t.i for t in syntax.subtree(other)), dated),
    ]
    return tellers(syntax, entries) == [(), (0,)]


@pytest.mark.parametrize(
    ("text", "outer", "inner", "expected"),
    [
        ("Storms halted the search for the barge.", "halted", "search", True),
        ("The search for the barge was suspended.", "suspended", "search", True),
        ("The firm vowed to close two mines.", "vowed", "close", True),
        ("Bakers struck after the collapse of the bridge.", "struck", "collapse", True),
        ("The talks on Monday failed.", "failed", "talks", True),
        ("Guards fled when the bridge fell.", "fled", "fell", False),
    ],
)
def test_a_deed_is_told_by_the_clause_it_stands_in(text: str, outer: str, inner: str, expected: bool) -> None:
    assert told(text, outer, inner, text.removesuffix(".")) is expected


def test_a_deed_with_a_date_of_its_own_is_an_entry() -> None:
    text = "Miners recalled Monday's collapse of the bridge."
    monday = expressions(Article(text=text, published="2024-05-15"))[0]
    assert told(text, "recalled", "collapse", text)
    assert not told(text, "recalled", "collapse", text, dated=monday)


def test_an_announcement_is_told_by_what_it_announced() -> None:
    text = "The firm announced that the mine had closed."
    syntax = parse(Article(text=text, published="2024-05-15"))
    said, closed = (syntax.at(text.index(word)) for word in ("announced", "closed"))
    assert said is not None
    assert closed is not None
    whole = frozenset(t.i for t in syntax.tokens)
    content = frozenset(t.i for t in syntax.subtree(closed))
    assert tellers(syntax, [Entry(said, text, whole, None), Entry(closed, "The mine", content, None)]) == [(1,), ()]


def test_what_reads_the_same_is_listed_once_unless_times_part_it() -> None:
    text = "Guards fired. On Monday guards fired. On Friday guards fired."
    article = Article(text=text, published="2024-05-15")
    syntax = parse(article)
    fired = [t for t in syntax.tokens if t.text == "fired"]
    times = [None, *expressions(article)]
    entries = [Entry(t, "Guards fired", frozenset({t.i}), at) for t, at in zip(fired, times, strict=True)]
    assert tellers(syntax, entries) == [(), (0,), (0,)]
    assert tellers(syntax, entries[1:]) == [(), ()]


def test_an_event_stands_in_the_entry_at_the_end_of_the_chain() -> None:
    told_by = [(), (0,), (1,), (0, 1)]
    assert entered([0.9, 0.9, 0.9, 0.9], told_by, 0.5) == [0, 0, 0, 0]
    assert entered([0.1, 0.9, 0.9, 0.9], told_by, 0.5) == [-1, 1, 1, 1]
    assert entered([0.9, 0.1, 0.9, 0.1], told_by, 0.5) == [0, -1, 2, -1]


def test_no_two_entries_tell_the_same() -> None:
    text = (
        "Storms halted the search for the missing barge on Tuesday.\n\n"
        "The coast guard had vowed to search the bay for a week."
    )
    found = events(text)
    shown = {e.lemma: e for e in found if e.id in worth_showing(found)}
    assert "halt" in shown
    assert "the search" not in {e.description.lower()[:10] for e in shown.values()}
