"""Parts of an article that are not the story: appeals, subscription notices, captions, credits, links.

What hits is data (language/en/boilerplate.toml); here stands how hits add up. A single unit (paragraph) that is
plainly no story is excluded where it stands. An appeal that closes the page is excluded from its first line to the
end, though not every line of it looks like one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import accumulate, takewhile

from timeline.article import Article, Exclusion, Span

_LONGEST_LINE = 320  # a notice longer than this is a paragraph of a story that happens to start like one
_LONGEST_UNIT = 3_000  # no pattern is searched in longer units: bounded time whatever the text
_SHARE = 0.7  # of the units from an opener on, how many must speak to the reader

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_TO_THE_READER = re.compile(r"\b(?:we|us|our|ours|you|your|yours)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:…][\"”’')\]]*$")


class Scope(StrEnum):
    LINE = "line"
    HEADING = "heading"
    OPENER = "opener"
    APPEAL = "appeal"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One entry of boilerplate.toml."""

    name: str
    scope: Scope
    reason: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    others: tuple[str, ...]

    def hits(self, unit: str) -> bool:
        if len(unit) > _LONGEST_UNIT:
            return False
        if self.scope in (Scope.LINE, Scope.HEADING):
            return len(unit) <= _LONGEST_LINE and self.pattern.search(unit) is not None
        return self.pattern.search(_QUOTED.sub("", unit)) is not None


@dataclass(frozen=True, slots=True)
class _Unit:
    span: Span
    text: str
    hits: tuple[Pattern, ...]

    def hit(self, *scopes: Scope) -> Pattern | None:
        """The first hit of the first of these scopes that has one."""
        return next((p for scope in scopes for p in self.hits if p.scope is scope), None)

    @property
    def speaks_to_the_reader(self) -> bool:
        return bool(self.hits) or _TO_THE_READER.search(_QUOTED.sub("", self.text[:_LONGEST_UNIT])) is not None

    @property
    def looks_like_a_link(self) -> bool:
        return len(self.text) <= 120 and _SENTENCE_END.search(self.text) is None


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns, in the order of the file."""
    source = files("timeline.language.en").joinpath("boilerplate.toml").read_text(encoding="utf-8")
    return tuple(
        Pattern(
            name=entry["name"],
            scope=Scope(entry["scope"]),
            reason=entry["reason"],
            pattern=re.compile(entry["pattern"], re.IGNORECASE),
            examples=tuple(entry["examples"]),
            others=tuple(entry["others"]),
        )
        for entry in tomllib.loads(source)["pattern"]
    )


def prepare(article: Article) -> Article:
    """The article with its boilerplate listed under `excluded`, beside whatever was listed there already."""
    given = article.excluded
    found = [e for e in find_boilerplate(article.text) if not any(e.span.overlaps(g.span) for g in given)]
    if not found:
        return article
    return replace(article, excluded=tuple(sorted((*given, *found), key=lambda e: e.span)))


def find_boilerplate(text: str) -> tuple[Exclusion, ...]:
    """The parts of the text that are not the story, in text order, not overlapping.

    >>> text = "The bridge fell on Tuesday.\\nSign up for our newsletter."
    >>> [(e.span.of(text), e.reason) for e in find_boilerplate(text)]
    [('Sign up for our newsletter.', 'subscription notice')]
    """
    units = [_read(span, text) for span in _units(text)]
    tail = _tail(units)
    found = list(_lines(units[:tail]))
    if tail < len(units):
        reason = next(p.reason for u in units[tail:] for p in u.hits)
        found.append(Exclusion(Span(units[tail].span.start, units[-1].span.end), reason))
    if all(unit.hits for unit in units[:tail]):
        return ()  # a text that is all notice is the story after all
    return tuple(found)


def _read(span: Span, text: str) -> _Unit:
    words = span.of(text)
    return _Unit(span, words, tuple(p for p in patterns() if p.hits(words)))


def _units(text: str) -> Iterator[Span]:
    """Paragraphs: each line one, or each block of lines up to a blank one where the text is hard-wrapped."""
    for block in re.finditer(r"[^\S\n]*\S.*(?:\n[^\S\n]*\S.*)*", text):
        lines = [
            Span(block.start() + m.start(), block.start() + m.end()) for m in re.finditer(r"\S(?:.*\S)?", block.group())
        ]
        yield from [Span(lines[0].start, lines[-1].end)] if _is_wrapped(lines, text) else lines


def _is_wrapped(lines: Sequence[Span], text: str) -> bool:
    """True where the lines of a block run on: of similar, moderate length and mostly not ended by a full stop."""
    body = [span.of(text) for span in lines[:-1]]
    if not body or max(map(len, body)) > 100 or min(map(len, body)) < 40:
        return False
    return sum(_SENTENCE_END.search(line) is None for line in body) * 2 > len(body)


def _lines(units: Sequence[_Unit]) -> Iterator[Exclusion]:
    """Units that are plainly no story, and the links below a heading of links."""
    below: Pattern | None = None
    for unit in units:
        hit = unit.hit(Scope.HEADING, Scope.LINE)
        if hit is not None:
            below = hit if hit.scope is Scope.HEADING else below
        elif below is not None and unit.looks_like_a_link:
            hit = below
        else:
            below = None
        if hit is not None:
            yield Exclusion(unit.span, hit.reason)


def _tail(units: Sequence[_Unit]) -> int:
    """Index of the first unit of the closing appeal; the number of units where there is none."""
    letter = any(_is_introduced(units, i) for i in range(1, len(units)))
    opened = _opened(units)
    if opened is not None:
        return opened
    return len(units) if letter else len(units) - _closing(units)


def _is_introduced(units: Sequence[_Unit], i: int) -> bool:
    """True for the opening of a letter that the story itself quotes ("The letter reads in full:")."""
    if units[i].hit(Scope.OPENER) is None:
        return False
    return units[i - 1].text.endswith(":") and units[i - 1].hit(Scope.OPENER) is None


def _opened(units: Sequence[_Unit]) -> int | None:
    """The first opener that most of the rest goes with."""
    appeals = _from_here_on([u.hit(Scope.APPEAL, Scope.OPENER, Scope.VOICE) is not None for u in units])
    directed = _from_here_on([u.speaks_to_the_reader for u in units])
    for i in range(1, len(units)):
        if units[i].hit(Scope.OPENER) is None or _is_introduced(units, i):
            continue
        if appeals[i] >= 2 and directed[i] >= _SHARE * (len(units) - i):
            return i
    return None


def _closing(units: Sequence[_Unit]) -> int:
    """How many units at the end make up an appeal that nothing opens; single notices before it stay single."""
    run = list(takewhile(lambda unit: unit.hits, reversed(units)))
    while run and run[-1].hit(Scope.APPEAL, Scope.OPENER, Scope.VOICE) is None:
        run.pop()
    return len(run) if any(unit.hit(Scope.APPEAL) for unit in run) else 0


def _from_here_on(flags: Sequence[bool]) -> list[int]:
    """How many are true from each index to the end."""
    return list(accumulate(map(int, reversed(flags))))[::-1]
