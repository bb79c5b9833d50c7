"""Which noun a relative clause or a participle is about, where the parser hung it on one that it cannot be about.

It takes the nearest, so that in "an attack on a camp which left nine dead" the camp did. The words say better: "who" is
a person, "have" is plural, no date does anything, and it is not the place of an attack that kills.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from timeline.events.epithets import kinds
from timeline.events.genders import bodies, is_person
from timeline.events.lexicon import frames
from timeline.syntax import Parse, Token

_STEPS = 3  # nouns up the tree
_TIMES = ("DATE", "TIME")
_PLACES = ("GPE", "LOC", "FAC")
_UNNAMED = ("ORG", "GPE", "FAC", "LOC")
_PLURAL, _SINGULAR = ("NNS", "NNPS"), ("NN", "NNP")
_FINITE = {"VBP": _PLURAL, "VBZ": _SINGULAR}
_PAST_OF_BE = {"were": _PLURAL, "was": _SINGULAR}

Test = Callable[[Token], bool]


def meant(parse: Parse, verb: Token, nearest: Token, pronoun: Token | None) -> Token:
    """The noun that the clause of the verb is about: `nearest`, unless that cannot be and one above it can.

    `pronoun` is the "who" or "which" of the clause, None for a participle.
    """
    for cannot, can in _doubts(parse, verb, pronoun):
        if cannot(nearest):
            found = next((noun for noun in _above(parse, nearest) if can(noun)), None)
            if found is not None:
                return found
    return nearest


def _doubts(parse: Parse, verb: Token, pronoun: Token | None) -> Iterator[tuple[Test, Test]]:
    """What the nearest noun must not be, each with what the noun meant instead must be."""
    if verb.lemma not in frames().of_times:
        yield lambda noun: noun.entity in _TIMES, lambda noun: noun.entity not in _TIMES
    if pronoun is not None and pronoun.lower == "who":
        yield _is_no_person, _is_surely_person
    number = _number(parse, verb) if pronoun is not None else ()
    if number:
        yield (
            lambda noun: noun.tag not in number and not _is_either(parse, noun),
            lambda noun: noun.tag in number and (pronoun is None or pronoun.lower != "who" or not _is_no_person(noun)),
        )
    if verb.lemma in frames().lasting and not parse.children(verb, "dobj", "xcomp"):
        yield lambda noun: noun.entity in _PLACES, lambda noun: not noun.entity
    if verb.lemma in frames().harming and (pronoun is None or pronoun.lower != "who"):
        yield _is_harmless, lambda noun: noun.lemma in frames().harms


def _above(parse: Parse, noun: Token) -> Iterator[Token]:
    """The nouns that the noun says more of, the nearest first: of "the camp of the army in Kolm" camp for "Kolm"."""
    for _ in range(_STEPS):
        above = parse.head(noun)
        if above is not None and noun.dep == "pobj" and above.pos == "ADP":
            above = parse.head(above)
        elif noun.dep != "conj":
            return
        if above is None or above.pos not in ("NOUN", "PROPN"):
            return
        yield above
        noun = above


def _is_no_person(noun: Token) -> bool:
    one = noun.tag in _SINGULAR and noun.entity != "PERSON"
    return one and (noun.entity in _UNNAMED or (noun.pos == "NOUN" and not _is_surely_person(noun)))


def _is_surely_person(noun: Token) -> bool:
    return noun.entity == "PERSON" or noun.lemma in kinds() or is_person(noun)


def _is_harmless(noun: Token) -> bool:
    """The place or the victim of something: "a camp" of "an attack on a camp"."""
    return noun.dep == "pobj" and noun.lemma not in frames().harms and not _is_surely_person(noun)


def _number(parse: Parse, verb: Token) -> tuple[str, ...]:
    """The tags of nouns that the clause's finite verb agrees with; () where it agrees with all."""
    first = next(iter(parse.children(verb, "aux", "auxpass")), verb)
    return _PAST_OF_BE.get(first.lower, _FINITE.get(first.tag, ()))


def _is_either(parse: Parse, noun: Token) -> bool:
    """What may be one or many: "the police", "a number of ships", "Berg and Dorn", "40 percent"."""
    if noun.pos not in ("NOUN", "PROPN") or noun.entity in ("ORG", "NORP", "PERCENT", "MONEY"):
        return True
    joined = noun.dep == "conj" or bool(parse.children(noun, "conj"))
    return joined or noun.lemma in bodies() or noun.lemma in frames().partitive
