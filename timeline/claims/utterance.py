"""A claim, read once: its tokens, its time expressions, and where phrases stand in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from timeline.article import Article, Published, Span
from timeline.claims.cues import Phrase, cues
from timeline.claims.questions import as_stated
from timeline.events.parser import parse
from timeline.expressions import TimeExpression, TimexType
from timeline.resolve import expressions
from timeline.syntax import Parse, Token

Range = tuple[int, int]

_LONGEST = 5  # tokens of a cue phrase


def particles(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """ "out" of "walked out"."""
    return tuple(
        t for t in parse.children(verb) if t.dep == "prt" or (t.i == verb.i + 1 and t.lower in cues().particles)
    )


@dataclass(frozen=True, slots=True)
class Utterance:
    """Tokens are numbered through the whole claim; a Range is [first, last) of them."""

    text: str
    parse: Parse
    times: tuple[TimeExpression, ...]
    published: Published

    @classmethod
    def read(cls, text: str, article: Article) -> Utterance:
        """Dates in the claim are understood as on the day the article was published."""
        claim = Article(text=text, published=article.publication, zone=article.zone, domain=article.domain)
        parsed = as_stated(parse(claim), lambda words: parse(replace(claim, text=words)))
        return cls(text, parsed, expressions(claim), article.publication)

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.parse.tokens

    @property
    def whole(self) -> Range:
        """All tokens but the closing punctuation."""
        last = len(self.tokens)
        while last and (self.tokens[last - 1].pos in ("PUNCT", "SPACE")):
            last -= 1
        return 0, last

    def span(self, where: Range) -> Span:
        return Span(self.tokens[where[0]].span.start, self.tokens[where[1] - 1].span.end)

    def words(self, where: Range) -> str:
        return self.span(where).of(self.text) if where[0] < where[1] else ""

    def phrase_at(self, first: int, phrases: Collection[Phrase], last: int) -> Range | None:
        """The longest of the phrases that starts at this token, within [first, last)."""
        for length in range(min(_LONGEST, last - first), 0, -1):
            if tuple(t.lower for t in self.tokens[first : first + length]) in phrases:
                return first, first + length
        return None

    def phrase_before(self, last: int, phrases: Collection[Phrase], first: int) -> Range | None:
        """The longest of the phrases that ends right before this token, within [first, last)."""
        for length in range(min(_LONGEST, last - first), 0, -1):
            if tuple(t.lower for t in self.tokens[last - length : last]) in phrases:
                return last - length, last
        return None

    def find(self, phrases: Collection[Phrase], where: Range) -> Iterator[Range]:
        """Every place, first to last, longest first and not overlapping."""
        at, last = where
        while at < last:
            found = self.phrase_at(at, phrases, last)
            if found is not None:
                yield found
            at = at + 1 if found is None else found[1]

    def lower(self, where: Range) -> Phrase:
        return tuple(t.lower for t in self.tokens[where[0] : where[1]])

    def range_of(self, span: Span) -> Range:
        """The tokens that a span of characters touches."""
        touched = [t.i for t in self.tokens if t.span.overlaps(span)]
        return (touched[0], touched[-1] + 1) if touched else (0, 0)

    def dates(self, where: Range) -> list[tuple[Range, TimeExpression]]:
        """Expressions with a calendar time, inside these tokens."""
        found = [(self.range_of(t.span), t) for t in self.times if t.type in (TimexType.DATE, TimexType.TIME)]
        found = [(r, t) for r, t in found if not self._leads_on(r)]
        return [(r, t) for r, t in found if where[0] <= r[0] and r[1] <= where[1] and t.event_anchor is None]

    def _leads_on(self, where: Range) -> bool:
        """ "Three days after" is a date at the end of a sentence, and a distance before "two guards were killed"."""
        return self.tokens[where[1] - 1].lower in ("after", "before") and where[1] < self.whole[1]

    def depth(self, token: Token) -> int:
        """How far below the root of its sentence a token hangs."""
        return sum(1 for _ in self.parse.ancestors(token))

    def find_token(self, character: str, where: Range) -> int | None:
        """The first token with exactly this text."""
        return next((t.i for t in self.tokens[where[0] : where[1]] if t.text == character), None)
