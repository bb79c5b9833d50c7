"""What a description that would be too long can do without."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.events.lexicon import frames
from timeline.syntax import Parse, Token

_SPARE = ("prep", "acl", "relcl", "advcl", "appos", "npadvmod", "agent")
_CLAUSES = ("acl", "relcl", "advcl", "appos", "npadvmod")
_WHERE = ("in", "at", "near", "during", "after", "before", "since", "amid", "from", "with")  # a noun is whole without
_ASKED = ("dobj", "prep", "xcomp", "ccomp", "advcl", "agent", "pobj", "pcomp", "oprd", "attr", "acomp")
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


def ends(parse: Parse, verb: Token, words: frozenset[int]) -> bool:
    """Whether a clause that gives these words ends where its last word does, unlike "protests by men calling"."""
    last = parse.tokens[max(words, default=verb.i)]
    if last.i == verb.i or last.pos not in ("VERB", "ADP"):
        return True
    return all(t.i in words or t.i < last.i for t in parse.children(last, *_ASKED))


def tails(parse: Parse, verb: Token, words: frozenset[int], excess: int) -> Iterator[frozenset[int]]:
    """What can be left out at the end of a clause of these words, `excess` characters at least, the least first.

    Of "called a strike to protest plans that would close two ports" first "that would close two ports", but never what
    hangs on the verb itself.
    """
    if excess <= 0:
        return
    last = parse.tokens[max(words)]
    for step in (last, *parse.ancestors(last)):
        if step.i == verb.i:
            break
        if step.head == verb.i or not _is_spare(parse, step):
            continue
        first = parse.subtree(_hollow(parse, step) or step)[0].i
        left_out = frozenset(i for i in words if i >= first)
        if first > verb.i and _length(parse, left_out) >= excess:
            yield left_out


def _hollow(parse: Parse, step: Token) -> Token | None:
    """The preposition that says nothing without the clause: "because of fears", "at a time"."""
    noun = parse.tokens[step.head]
    by = parse.tokens[noun.head]
    if noun.dep != "pobj" or step.dep not in ("acl", "relcl") or noun.pos == "PROPN":
        return None
    bare = not parse.children(noun, "amod", "poss", "compound", "nummod", "prep")
    return by if bare and not any(t.lower in frames().definite for t in parse.children(noun, "det")) else None


def _is_spare(parse: Parse, step: Token) -> bool:
    above = parse.tokens[step.head]
    return step.dep in _CLAUSES or (step.lower in _WHERE and step.dep == "prep" and above.pos in ("NOUN", "PROPN"))


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
