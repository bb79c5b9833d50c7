"""Repairs of how a clause hangs in its sentence, where the parser takes a conjunction for something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.events.lexicon import frames
from timeline.syntax import Token

_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_JOINING = ("before", "after", "until", "since")
_FINITE = ("VBD", "VBZ", "VBP")


def subordinated(tokens: Sequence[Token], verb: Token) -> Iterator[Token]:
    """The tokens to change so that the verb's clause hangs where it belongs.

    In "led in the set before Varga won the game" the parser makes a phrase of "before Varga" and has whoever led win,
    too. In "told them on a call that demand had weakened" it hangs what was told on the call.
    """
    yield from _joined(tokens, verb)
    yield from _told(tokens, verb)


def _joined(tokens: Sequence[Token], verb: Token) -> Iterator[Token]:
    """The verb right behind "before" and a name: a clause of its own, with the name for its subject."""
    if verb.tag not in _FINITE or verb.dep != "conj" or verb.i < 2:
        return
    name = tokens[verb.i - 1]
    joining = tokens[name.head]
    if name.pos not in ("PROPN", "PRON") or name.dep != "pobj" or joining.lower not in _JOINING:
        return
    own = any(t.head == verb.i and t.dep in (*_SUBJECTS, "cc") for t in tokens[verb.head + 1 : verb.i])
    if own or not verb.head < joining.i < name.i:
        return
    yield replace(verb, dep="advcl")
    yield replace(name, head=verb.i, dep="nsubj")
    yield replace(joining, head=verb.i, dep="mark")


def _told(tokens: Sequence[Token], verb: Token) -> Iterator[Token]:
    """The verb behind "that" in what was told, where it hangs on a noun between that does not tell anything."""
    noun = tokens[verb.head]
    if verb.dep != "relcl" or noun.pos != "NOUN" or noun.dep != "pobj" or noun.lemma in frames().report_nouns:
        return
    teller = tokens[tokens[noun.head].head]
    below = [t for t in tokens[noun.i + 1 : verb.i] if t.head == verb.i]
    whole = any(t.lower == "that" and t.dep == "mark" for t in below) and any(t.dep in _SUBJECTS for t in below)
    if not whole or teller.pos != "VERB" or teller.lemma not in frames().reporting or not teller.i < noun.i:
        return
    if not any(t.head == teller.i and t.dep in ("ccomp", "xcomp") for t in tokens[teller.i + 1 : noun.i]):
        yield replace(verb, head=teller.i, dep="ccomp")
