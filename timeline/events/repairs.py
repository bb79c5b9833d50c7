"""Repairs of parses that are wrong in one known way, before anything reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.syntax import Token

_BETWEEN = ("RB", "RBR", "RBS", "JJ", "JJR", "JJS", "CD", "VBN")
_AFTER = ("JJ", "JJR", "JJS", "NN", "NNP", "VBN")


def repaired(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with counted participles put back before their nouns, and lists by semicolons kept together.

    In "the capture of four partly flooded coastal towns" the parser takes "flooded" for a verb of its own, with the
    towns as its object, and leaves "four" to be captured. Of "a deal involving new elections; recognizing the border;
    and leaving the bloc" it hangs the later items on the main verb.
    """
    fixed = list(tokens)
    opener, semicolon = None, -1
    for token in tokens:
        if opener is not None and opener.sentence != token.sentence:
            opener, semicolon = None, -1
        if token.text == ";" and opener is not None:
            semicolon = token.i
        elif token.tag == "VBG" and token.dep == "acl" and semicolon < 0:
            opener = token
        elif opener is not None and semicolon >= 0 and _is_item(tokens, token, semicolon):
            fixed[token.i] = replace(token, head=opener.head, dep="acl")
        found = _counted(tokens, token)
        if found is not None:
            _put_back(fixed, token, *found)
    return tuple(fixed)


def _is_item(tokens: Sequence[Token], token: Token, semicolon: int) -> bool:
    """A participle that opens what follows the semicolon, but for "and" and adverbs."""
    if token.tag != "VBG" or token.dep not in ("advcl", "conj", "dep", "ccomp"):
        return False
    return all(t.dep in ("cc", "advmod") for t in tokens[semicolon + 1 : token.i])


def _counted(tokens: Sequence[Token], count: Token) -> tuple[Token, Token] | None:
    """The participle and the plural noun after it, where the numeral stands for that noun alone."""
    if count.tag != "CD" or count.dep not in ("pobj", "dobj", "nsubj", "nsubjpass", "attr"):
        return None
    at = count.i + 1
    while at < len(tokens) and tokens[at].tag in _BETWEEN and tokens[at].sentence == count.sentence:
        participle = tokens[at]
        if participle.tag == "VBN" and participle.dep in ("conj", "acl", "advcl"):
            noun = _object(tokens, participle)
            return None if noun is None else (participle, noun)
        at += 1
    return None


def _object(tokens: Sequence[Token], participle: Token) -> Token | None:
    """The plural noun right behind the participle (adjectives between), if the parser made it its object."""
    at = participle.i + 1
    while at < len(tokens) and tokens[at].tag in _AFTER:
        at += 1
    if at < len(tokens) and tokens[at].tag == "NNS" and tokens[at].head == participle.i and tokens[at].dep == "dobj":
        return tokens[at]
    return None


def _put_back(fixed: list[Token], count: Token, participle: Token, noun: Token) -> None:
    above = fixed[count.i].head
    verb = _verb_above(fixed, above)
    for token in list(fixed):
        if token.head == participle.i and token.i > noun.i:
            fixed[token.i] = replace(token, head=verb)
    fixed[noun.i] = replace(fixed[noun.i], head=above, dep=count.dep)
    fixed[count.i] = replace(fixed[count.i], head=noun.i, dep="nummod")
    fixed[participle.i] = replace(fixed[participle.i], head=noun.i, dep="amod", pos="ADJ")


def _verb_above(fixed: Sequence[Token], at: int) -> int:
    while fixed[at].pos not in ("VERB", "AUX") and fixed[at].head != at:
        at = fixed[at].head
    return at
