"""Verbs that say no more than that the event of their noun took place: "held talks", "the collapse happened"."""

from __future__ import annotations

from timeline.events.lexicon import frames
from timeline.events.participants import subject_of
from timeline.syntax import Parse, Token


def is_light(parse: Parse, verb: Token, noun: Token) -> bool:
    """ "had a conversation", "talks were held", "tweeted a proposal", "opened an inquiry", "went bankrupt"."""
    if verb.pos not in ("VERB", "AUX") or noun.i == verb.i:
        return False
    if is_occurrence(parse, verb):
        subject = occurrent(parse, verb)
        return subject is not None and subject.i == noun.i
    if noun.head != verb.i:
        return False
    if noun.dep == "acomp":
        return verb.lemma in frames().becoming
    if noun.dep not in ("dobj", "nsubjpass"):
        return False
    if verb.lemma in frames().light or noun.lemma in frames().pairs.get(verb.lemma, ()):
        return True
    return verb.lemma in frames().uttering and noun.lemma in frames().uttered


def occurrent(parse: Parse, verb: Token) -> Token | None:
    """What took place: the subject, and of "a series of fires" the fires."""
    subject = subject_of(parse, verb)
    if subject is None or subject.lemma not in frames().partitive:
        return subject
    of = (t for t in parse.children(subject, "prep") if t.lower == "of")
    return next((t for by in of for t in parse.children(by, "pobj")), subject)


def is_occurrence(parse: Parse, verb: Token) -> bool:
    """ "happened", "took place", "broke out"."""
    if verb.lemma in frames().occurring:
        return True
    needed = frames().occurring_with.get(verb.lemma)
    return needed is not None and any(t.lower in needed for t in parse.children(verb, "dobj", "prt"))
