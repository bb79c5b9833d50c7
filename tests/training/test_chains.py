"""Chains of marked order become pairs, and the marks that ship can be read."""

from __future__ import annotations

import gzip
import itertools
import json
from pathlib import Path

import pytest

from training.chains import MARKED, marked_articles, marked_pages, read_chain


@pytest.fixture
def corpora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    text = "Fire broke out and spread. It still burns; a strike was called and will begin."
    at = {word: str(text.index(word)) for word in ("broke", "spread", "burns", "called", "begin")}
    chain = f"{at['broke']} < {at['spread']}={at['burns']}+ < {at['called']}~D < {at['begin']}"
    marked = tmp_path / "marked.json"
    marked.write_text(json.dumps({"one": chain, "two": chain, "three": chain, "four": chain, "five": chain}))
    monkeypatch.setattr("training.chains.MARKED", marked)
    (tmp_path / "unlabelled").mkdir()
    with gzip.open(tmp_path / "unlabelled" / "newswire.jsonl.gz", "wt", encoding="utf-8") as out:
        for name in ("one", "two", "three", "four", "five", "six"):
            out.write(json.dumps({"id": name, "text": text}) + "\n")
    return tmp_path


def test_every_two_events_of_a_chain_make_a_pair(corpora: Path) -> None:
    train, test = marked_articles(corpora)
    assert sorted(one.document.id for one in [*train, *test]) == ["five", "four", "one", "three", "two"]
    marked = train[0]
    words = {name: marked.document.text[e.start : e.end] for name, e in marked.document.events.items()}
    assert {(words[p.first], p.label, words[p.second]) for p in marked.pairs} == {
        ("broke", "BEFORE", "spread"),
        ("broke", "BEFORE", "burns"),
        ("broke", "BEFORE", "called"),
        ("broke", "BEFORE", "begin"),
        ("spread", "EQUAL", "burns"),
        ("spread", "BEFORE", "called"),
        ("spread", "BEFORE", "begin"),
        ("burns", "BEFORE", "called"),
        ("burns", "BEFORE", "begin"),
        ("called", "BEFORE", "begin"),
    }
    assert {(words[p.first], p.label) for p in marked.days} == {
        ("broke", "b"),
        ("spread", "b"),
        ("burns", "i"),
        ("called", "ii"),
        ("begin", "a"),
    }


def test_chains_say_together_what_neither_says_alone(corpora: Path) -> None:
    text = "Fire broke out and spread. It still burns; a strike was called and will begin."
    at = {word: text.index(word) for word in ("broke", "spread", "burns", "called", "begin")}
    chains = (
        f"{at['broke']} < {at['spread']}~{at['burns']}+ ; {at['spread']}={at['called']} < {at['burns']}"
        f" ; {at['burns']}+ < D ; D < {at['begin']}"
    )
    (corpora / "marked.json").write_text(json.dumps({"one": chains}))
    (marked,) = itertools.chain(*marked_articles(corpora))
    words = {name: marked.document.text[e.start : e.end] for name, e in marked.document.events.items()}
    labels = {(words[p.first], words[p.second]): p.label for p in marked.pairs}
    assert labels == {
        ("broke", "spread"): "BEFORE",
        ("broke", "burns"): "BEFORE",
        ("broke", "called"): "BEFORE",
        ("broke", "begin"): "BEFORE",
        ("spread", "called"): "EQUAL",
        ("spread", "burns"): "BEFORE",
        ("called", "burns"): "BEFORE",
        ("spread", "begin"): "BEFORE",
        ("called", "begin"): "BEFORE",
        ("burns", "begin"): "BEFORE",
    }
    assert {(words[p.first], p.label) for p in marked.days} == {
        ("broke", "b"),
        ("spread", "b"),
        ("called", "b"),
        ("burns", "i"),
        ("begin", "a"),
    }


def test_pages_have_rows_for_order_and_publication(corpora: Path) -> None:
    train, test = marked_pages(corpora)
    for page in [*train, *test]:
        assert len(page.rows["matres"]) == 10
        assert len(page.rows["dct"]) == 5
        assert all(row.closed for row in page.rows["dct"])


@pytest.mark.parametrize("chain", ["", "12 <", "12 < x", "12 = = 13", "-4"])
def test_a_malformed_chain_is_refused(chain: str) -> None:
    with pytest.raises(ValueError, match="not an event of a chain"):
        read_chain(chain)


def test_the_marks_can_be_read() -> None:
    chains: dict[str, str] = json.loads(MARKED.read_text(encoding="utf-8"))
    assert len(chains) >= 240
    for text in chains.values():
        for chain in text.split(";"):
            starts = [i.start for slot in read_chain(chain) for group in slot for i in group]
            assert len(set(starts)) == len(starts) > 1, text
