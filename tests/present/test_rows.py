"""Sources as they stand within a sentence."""

from __future__ import annotations

import pytest

from timeline.present.rows import source_words


@pytest.mark.parametrize(
    ("chain", "words"),
    [
        (("author",), "the article"),
        (("Bremmer",), "Bremmer"),
        (("Bremmer", "Musk"), "Bremmer (citing Musk)"),
        (("The harbour authority of Port Selm",), "the harbour authority of Port Selm"),
        (("A spokeswoman for the mayor", "The mayor"), "a spokeswoman for the mayor (citing the mayor)"),
        (("The Times",), "The Times"),
        (("Prosecutors",), "Prosecutors"),
    ],
)
def test_a_source_is_named_within_a_sentence(chain: tuple[str, ...], words: str) -> None:
    assert source_words(chain) == words
