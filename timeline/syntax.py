"""The parse as plain values, so that rules read syntax without knowing the parser.

`timeline.events.parser` makes a `Parse` (spaCy, one pass an article); everything else reads it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from timeline.article import Span
from timeline.values import value


@value()
class Token:
    """One token. `i` is its index, `head` its head's index (its own at the root), `pos` the universal part of speech,
    `tag` the Penn tag, `dep` the dependency label (ClearNLP scheme), `entity` the entity type or "", `lower` the text
    in lower case, which rules ask for thousands of times an article."""

    i: int
    span: Span
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    sentence: int
    lower: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", self.text.lower())


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity: token range [first, last), its type (PERSON, ORG, GPE ...) and its characters."""

    first: int
    last: int
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Parse:
    """Tokens, sentences (token ranges [first, last)) and entities of one article."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    entities: tuple[Entity, ...]
    _children: tuple[tuple[Token, ...], ...] = field(init=False, repr=False, compare=False)
    _labels: tuple[frozenset[str], ...] = field(init=False, repr=False, compare=False)  # of each token's children

    def __post_init__(self) -> None:
        kids: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                kids[token.head].append(token)
        object.__setattr__(self, "_children", tuple(map(tuple, kids)))
        object.__setattr__(self, "_labels", tuple([frozenset([kid.dep for kid in below]) for below in kids]))

    def head(self, token: Token) -> Token | None:
        """The governor, None at the root."""
        return None if token.head == token.i else self.tokens[token.head]

    def children(self, token: Token, *deps: str) -> tuple[Token, ...]:
        """Direct dependents in text order, all of them or those with one of these labels."""
        kids = self._children[token.i]
        if not deps:
            return kids
        if self._labels[token.i].isdisjoint(deps):  # the answer most of the time
            return ()
        return tuple([kid for kid in kids if kid.dep in deps])

    def subtree(self, token: Token) -> list[Token]:
        """The token and all below it, in text order."""
        found = [token]
        for above in found:  # which grows on the way
            found += self._children[above.i]
        return sorted(found, key=attrgetter("i"))

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The governor, its governor and so on up to the root."""
        tokens = self.tokens
        while token.head != token.i:
            token = tokens[token.head]
            yield token

    def sentence_tokens(self, sentence: int) -> tuple[Token, ...]:
        first, last = self.sentences[sentence]
        return self.tokens[first:last]

    def sentence_span(self, sentence: int) -> Span:
        first, last = self.sentences[sentence]
        return Span(self.tokens[first].span.start, self.tokens[last - 1].span.end)

    def within(self, span: Span) -> tuple[Token, ...]:
        """The tokens that overlap the span, of the sentence in which it starts."""
        first = self.at(span.start)
        if first is None:
            return ()
        last, stop = first.i + 1, self.sentences[first.sentence][1]
        while last < stop and self.tokens[last].span.start < span.end:
            last += 1
        return self.tokens[first.i : last]

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that begin at characters [start, end)."""
        first, last = (bisect_left(self.tokens, at, key=lambda t: t.span.start) for at in (start, end))
        return self.tokens[first:last]

    def top(self, span: Span) -> Token | None:
        """The token of the span that the rest of it hangs on: "went" of "went down", "stop" of "traffic stop"."""
        tokens = self.within(span)
        inside = {t.i for t in tokens}
        return next((t for t in tokens if t.head == t.i or t.head not in inside), None)

    def at(self, offset: int) -> Token | None:
        """The token that covers this character."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].span.end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.tokens) and self.tokens[low].span.start <= offset:
            return self.tokens[low]
        return None
