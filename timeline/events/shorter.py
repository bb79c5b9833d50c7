"""What a description that would be too long can do without."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.syntax import Parse, Token

_SPARE = ("prep", "acl", "relcl", "advcl", "appos", "npadvmod", "agent")
_OPENING, _CLOSING = ("(", ",", "--", "–", "—"), (")", "--", "–", "—")


def cuts(parse: Parse, verb: Token, excess: int) -> Iterator[frozenset[int]]:
    """Sets of tokens, of `excess` characters at least, that can be left out, the least that is lost first.

    What hangs on another word goes before what hangs on the verb itself, and "of" last, which says what a thing is: of
    "called a strike of miners near Kolm in protest" first "near Kolm". When no one of them is enough, the ones nearest
    the end go together.
    """
    spare = [t for t in parse.subtree(verb) if t.dep in _SPARE and t.i != verb.i]
    sets = [((t.lower == "of", t.head == verb.i), _whole(parse, t)) for t in spare]
    sets.sort(key=lambda pair: (pair[0], len(pair[1]), -max(pair[1])))
    yield from (inside for _, inside in sets if _length(parse, inside) >= excess)
    together: frozenset[int] = frozenset()
    for _, inside in sorted(sets, key=lambda pair: (pair[0], -max(pair[1]))):
        together |= inside
        if _length(parse, together) >= excess:
            yield together


def _length(parse: Parse, inside: frozenset[int]) -> int:
    return sum(len(parse.tokens[i].text) + 1 for i in inside)


def _whole(parse: Parse, token: Token) -> frozenset[int]:
    """The token, what hangs on it, and the marks that set it off."""
    inside = parse.subtree(token)
    first, last = inside[0].i, inside[-1].i
    if first > 0 and parse.tokens[first - 1].text in _OPENING:
        first -= 1
    if last + 1 < len(parse.tokens) and parse.tokens[last + 1].text in _CLOSING:
        last += 1
    return frozenset({t.i for t in inside} | {first, last})
