from __future__ import annotations

import pytest

from timeline.chart.text import measure, paragraph, safe, wrap
from timeline.present.text import clean


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("<b>bold</b>", "&lt;b&gt;bold&lt;/b&gt;"),
        ("AT&T &lt; 5", "AT&amp;T &amp;lt; 5"),
        ("from $5 to $6", "from &#36;5 to &#36;6"),
        ("one\n\ttwo\x00", "one two"),
        ("left\u202eright", "leftright"),
        ("half \ud83d pair", "half \ufffd pair"),
    ],
)
def test_article_text_is_text_to_plotly(given: str, shown: str) -> None:
    assert safe(given) == shown


def test_right_to_left_text_is_isolated() -> None:
    assert safe("نفى الكرملين (أمس)") == "\u2067نفى الكرملين (أمس)\u2069"
    assert safe("The word سلام means peace") == "The word سلام means peace"


def test_lines_fit_and_lose_nothing() -> None:
    text = "The council votes to buy the land " * 4
    lines = wrap(text, 200)
    assert all(measure(line) <= 200 for line in lines)
    assert " ".join(lines) == clean(text)


def test_words_longer_than_a_line_are_cut() -> None:
    lines = wrap("Donaudampfschifffahrtsgesellschaftskapitän" * 3, 120)
    assert all(measure(line) <= 120 for line in lines)
    assert "".join(lines) == "Donaudampfschifffahrtsgesellschaftskapitän" * 3


def test_what_does_not_fit_ends_in_an_ellipsis() -> None:
    lines = wrap("word " * 50, 120, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(measure(line) <= 120 for line in lines)


def test_a_paragraph_escapes_after_wrapping() -> None:
    assert paragraph("a<b " * 10, 60).count("<br>") > 1
    assert "a<b" not in paragraph("a<b " * 10, 60)
