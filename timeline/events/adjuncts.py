"""Times that hang on a verb or a noun: a description is read beside its date, and goes without them."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.events.lexicon import frames
from timeline.syntax import Parse, Token

_TIMES = ("DATE", "TIME")
_GOVERNED = ("of", "by", "from", "with", "to", "over", "about", "against")  # prepositions that verbs ask for
_AMOUNTS = ("to", "by", "from")  # prepositions of how much: "cut to 34 days"
_YEAR = 4  # digits


def is_time(parse: Parse, child: Token) -> bool:
    """ "on Monday", "two days later", "later"."""
    if child.dep in ("npadvmod", "advmod"):
        return any(_is_timed(parse, t) for t in parse.subtree(child))
    if child.dep != "prep" or _is_amount(parse, child):
        return False
    return any(_head_of_time(parse, t) for t in parse.children(child, "pobj", "pcomp"))


def _is_amount(parse: Parse, preposition: Token) -> bool:
    """ "shortened to 34 days", "put off by two weeks": how much, not when."""
    counted = (t for t in parse.children(preposition, "pobj") if t.tag == "NNS" and parse.children(t, "nummod"))
    return preposition.lower in _AMOUNTS and any(counted)


def _head_of_time(parse: Parse, noun: Token) -> bool:
    """ "June", "the night of 3 May", but neither "a trial in June" nor "Monday's talks"."""
    if _is_timed(parse, noun):
        return True
    parts = (by for by in parse.children(noun, "prep") if by.lower == "of" and noun.lemma in frames().parts_of_time)
    return any(_is_timed(parse, t) for by in parts for t in parse.children(by))


def _is_timed(parse: Parse, token: Token) -> bool:
    """Whether the word belongs to a time; a number alone is one only as a year ("143 for six")."""
    if token.entity not in _TIMES:
        return False
    beside = (*parse.tokens[max(0, token.i - 1) : token.i], *parse.tokens[token.i + 1 : token.i + 2])
    alone = token.tag == "CD" and not any(t.entity in _TIMES for t in beside)
    return not alone or len(token.text) == _YEAR


def misplaced(parse: Parse, child: Token) -> Iterator[Token]:
    """What the parser hung on a time and belongs to the verb: "convicted in June of conspiracy"."""
    for noun in parse.children(child, "pobj"):
        for by in parse.children(noun, "prep") if noun.pos != "NOUN" else ():
            if by.lower in _GOVERNED and not any(t.entity in _TIMES for t in parse.subtree(by)):
                yield by


def is_adjunct_of_time(parse: Parse, top: Token, token: Token) -> bool:
    """Whether a time that hangs on a noun of the phrase holds the token: "a lodge near Kolm in late May"."""
    for step in (token, *parse.ancestors(token)):
        if step.i == top.i:
            return False
        if is_adjunct(parse, step):
            return True
    return False


def is_adjunct(parse: Parse, step: Token) -> bool:
    """ "in late May", "a meeting in Kolm Thursday", but neither "of May" nor "on" of "a year-on-year rise"."""
    if parse.tokens[step.i - 1].text == "-":
        return False
    if step.dep == "npadvmod":
        return step.entity in _TIMES and _is_behind_noun(parse, step)
    return step.dep == "prep" and step.lower != "of" and is_time(parse, step)


def _is_behind_noun(parse: Parse, token: Token) -> bool:
    above = parse.tokens[token.head]
    return above.pos in ("NOUN", "PROPN") and token.i > above.i
