"""Our networks and rules over spaCy's weights say what spaCy's own pipeline says."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from timeline.article import Article, Span
from timeline.boilerplate import prepare
from timeline.events import parser
from timeline.events.parsing.pieces import pieces
from timeline.events.parsing.rules import Rules
from timeline.syntax import Parse

ARTICLES = sorted((Path(__file__).parents[2] / "fixtures" / "articles").glob("*.txt"))
ODD = (
    "We're gonna go, c'mon. Y'all let's see; it ain't so. There's no doubt   that \t he'd gone.\n"
    "LONDON, June 3 (AP) -- The Bank of England's Governor said \"nothin'\" of it.\n\n  \n"
    "He did. I do so, too, and you  have it. The $3.5 million that those two earned on Jan. 5, 1999 went ...\n(more)"
)

Rows = list[tuple[object, ...]]


def own(parse: Parse) -> tuple[Rows, Rows, list[int]]:
    tokens: Rows = [
        (t.span.start, t.text, t.tag, t.pos, t.lemma, t.dep, parse.tokens[t.head].span.start, t.entity)
        for t in parse.tokens
    ]
    entities: Rows = [(e.span.start, e.span.end, e.label) for e in parse.entities]
    return tokens, entities, [parse.tokens[first].span.start for first, _ in parse.sentences]


def theirs(article: Article) -> tuple[Rows, Rows, list[int]]:
    tokens: Rows = []
    entities: Rows = []
    sentences: list[int] = []
    for span in pieces(article):
        doc = parser._model().language(span.of(article.text))
        at = span.start
        for sentence in doc.sents:
            words = [t for t in sentence if not t.is_space]
            sentences += [at + words[0].idx] if words else []
            root = next((t for t in words if t.head.i == t.i), None)
            for t in words:
                head = t.head
                while head.is_space and head.head.i != head.i:
                    head = head.head
                if head.is_space:
                    head = root or words[0]
                row = (t.text, t.tag_, t.pos_, t.lemma_.lower(), t.dep_, at + head.idx, t.ent_type_)
                tokens.append((at + t.idx, *row))
        for entity in doc.ents:
            words = [t for t in entity if not t.is_space]
            if words:
                entities.append((at + words[0].idx, at + words[-1].idx + len(words[-1]), entity.label_))
    return tokens, entities, sentences


@pytest.mark.parametrize("text", [*(path.read_text("utf-8") for path in ARTICLES), ODD], ids=lambda text: text[:20])
def test_the_parse_is_that_of_the_whole_pipeline(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "repaired", tuple)
    article = prepare(Article(text=text, published="2023-03-15"))
    assert own(parser.parse(article)) == theirs(article)


def test_a_long_article_is_parsed_in_batches_of_whole_pieces() -> None:
    sentence = "The minister resigned on Tuesday after Helen Marsh of the BBC asked her why. "
    article = Article(text="\n\n".join([sentence * 20] * 12), published="2023-03-15")
    batches = list(parser._batches(pieces(article)))
    assert len(batches) > 1
    assert [span for batch in batches for span in batch] == list(pieces(article))
    parse = parser.parse(article)
    assert [a < b for (_, a), (b, _) in pairwise(parse.sentences)] == [False] * (len(parse.sentences) - 1)
    assert {e.span.of(article.text) for e in parse.entities} >= {"Helen Marsh", "BBC", "Tuesday"}


def test_words_beyond_what_is_kept_give_the_same_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    model = parser._model()
    words = model.vectors.words
    docs = [model.language.make_doc(text) for text in ("The vote was lost.", "A vote is won.")]
    first, second = (parser._attributes([doc], model.columns[0]) for doc in docs)
    before = words.of(first).copy()
    monkeypatch.setattr("timeline.events.parsing.vectors.WORDS", 8)
    words.of(second)
    assert np.array_equal(words.of(first), before)


def test_nothing_but_space_gives_no_tokens() -> None:
    article = Article(text="\x0b \n\nYes.", published="2023-03-15")
    assert [t.text for t in parser.parse(article).tokens] == ["Yes", "."]
    assert list(pieces(article)) == [Span(4, 8)]


@pytest.mark.parametrize("pattern", [[{"SHAPE": "xx"}], [{"LOWER": {"FUZZY": "a"}}], [{}, {}, {}]])
def test_a_rule_of_another_kind_is_refused(pattern: list[dict[str, object]]) -> None:
    with pytest.raises(ValueError, match="a rule"):
        Rules.of([{"patterns": [pattern], "attrs": {}, "index": 0}])


def test_a_later_rule_outweighs_an_earlier_one() -> None:
    rules = Rules.of(
        [
            {"patterns": [[{"LOWER": "it"}, {"TAG": "VBZ"}]], "attrs": {"POS": "AUX"}, "index": 1},
            {"patterns": [[{"TAG": {"IN": ["VBZ"]}}]], "attrs": {"POS": "VERB", "MORPH": "Tense=Pres"}, "index": 0},
            {"patterns": [[{"LOWER": {"REGEX": "s$"}}]], "attrs": {"LEMMA": "be"}, "index": 0},
        ]
    )
    said = rules([("it", "PRP", "nsubj"), ("'s", "VBZ", "ROOT")])[1]
    assert (said.pos, said.morph, said.lemma) == ("VERB", "Tense=Pres", "be")


@pytest.fixture
def garbage() -> Iterator[list[object]]:
    """What only a search for garbage would have let go, told once it has been searched for."""
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        yield gc.garbage
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


def test_no_vectors_of_an_article_wait_for_garbage_to_be_collected(garbage: list[object]) -> None:
    parser.parse(prepare(Article("The council met on Monday. It voted for the bridge.", "2024-01-03")))
    gc.collect()
    assert not [held for lost in garbage for held in gc.get_referents(lost) if isinstance(held, np.ndarray)]


def test_words_that_are_alike_share_what_is_known_of_them() -> None:
    rules = Rules.of([{"patterns": [[{"TAG": "NN"}]], "attrs": {"POS": "NOUN"}, "index": 0}])
    bridge, river = rules([("bridge", "NN", "obj"), ("river", "NN", "obj")])
    assert bridge is river
