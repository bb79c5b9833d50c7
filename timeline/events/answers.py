"""Sayings about sayings: "Musk denied this", "Peskov confirmed Musk's assertion".

The object stands for what somebody said before. It is found by whose it is ("Musk's assertion"), or, for "this" and
"the claim", as what the last other source said; that source's events then get what the new source holds of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.attribution import Voices
from timeline.events.model import AUTHOR, Attribution, Certainty, Polarity
from timeline.events.participants import subject_of
from timeline.syntax import Token

_ANAPHORS = frozenset({"this", "that", "it", "them", "these"})
_REACH = 4  # sentences that "this" looks back over


def answer_claims(voices: Voices, claims: Sequence[tuple[Token, tuple[Attribution, ...]]]) -> dict[int, Attribution]:
    """What denials and confirmations of earlier claims add: token index of the event -> the new attribution.

    `claims` are the events found, in text order, with what is held of them so far.
    """
    added: dict[int, Attribution] = {}
    for verb in voices.parse.tokens:
        polarity = _turn(voices, verb)
        target = None if polarity is None else _object(voices, verb)
        if polarity is None or target is None:
            continue
        source = voices.name(subject_of(voices.parse, verb))
        if source is None:
            continue
        for event, _ in _answered(voices, claims, verb, target, source):
            added.setdefault(event.i, Attribution((source,), Certainty.CERTAIN, polarity, verb.span))
    return added


def _turn(voices: Voices, verb: Token) -> Polarity | None:
    """Whether the verb denies or confirms; None for any other."""
    if verb.pos != "VERB":
        return None
    if verb.lemma in voices.frames.denied:
        return Polarity.POS if voices.parse.children(verb, "neg") else Polarity.NEG
    if verb.lemma in ("call", "brand", "label") and _falsehood(voices, verb) is not None:
        return Polarity.NEG
    return Polarity.POS if verb.lemma in voices.frames.confirming else None


def _falsehood(voices: Voices, verb: Token) -> Token | None:
    """ "called the claim a lie": the word for what it is called."""
    return next((t for t in voices.parse.subtree(verb) if t.lower in voices.frames.falsehoods), None)


def _object(voices: Voices, verb: Token) -> Token | None:
    """The object that stands for a saying: "this", "the claims", "Musk's assertion" without a clause of its own.

    Who is contradicted stands for what they said: "the owner contradicted her".
    """
    false = _falsehood(voices, verb)
    children = voices.parse.children(verb, "dobj", "oprd", "ccomp")
    named = [*children, *(t for c in children if c == false for t in voices.parse.children(c, "nsubj"))]
    for child in named:
        has_content = bool(voices.parse.children(child, "acl", "relcl")) or _says_itself(voices, child)
        if child.lower in _ANAPHORS or (child.lemma in voices.frames.report_nouns and not has_content):
            return child
        if verb.lemma in ("contradict", "rebut") and voices.names.of(voices.parse, child) is not None:
            return child
    return None


def _says_itself(voices: Voices, noun: Token) -> bool:
    """ "Dismissed reports of abuse": any such reports, not those that somebody has just been quoted with."""
    of = (t for t in voices.parse.children(noun, "prep") if t.lower in ("of", "about"))
    return any(of) and not voices.parse.children(noun, "det", "poss")


def _answered(
    voices: Voices,
    claims: Sequence[tuple[Token, tuple[Attribution, ...]]],
    verb: Token,
    target: Token,
    source: str,
) -> list[tuple[Token, tuple[Attribution, ...]]]:
    """The events of the saying that is answered: those the last other source told of, in one run of sentences."""
    owner = next(iter(voices.parse.children(target, "poss")), None)
    wanted = voices.name(owner) or voices.names.of(voices.parse, target)
    before = [c for c in claims if c[0].i < verb.i and verb.sentence - c[0].sentence <= _REACH]
    before = [c for c in before if c[0].lemma not in voices.frames.reporting]
    told = [c for c in before if _teller(c[1]) not in (None, source) and _is_claimed(voices, c, target)]
    if wanted is not None:
        told = [c for c in told if _teller(c[1]) == wanted]
    if not told:
        return []
    last = told[-1]
    run = [c for c in told if _teller(c[1]) == _teller(last[1])]
    return run if wanted is None else [c for c in run if c[0].sentence == last[0].sentence]


def _is_claimed(voices: Voices, claim: tuple[Token, tuple[Attribution, ...]], target: Token) -> bool:
    """Whether an event is of the kind that is answered: told as done, and for "the charges" as an accusation."""
    grades = {a.certainty for a in claim[1] if a.source != (AUTHOR,)}
    if target.lemma in voices.frames.charges:
        return grades == {Certainty.POSSIBLE}
    return grades != {Certainty.UNCOMMITTED}


def _teller(held: tuple[Attribution, ...]) -> str | None:
    """The source an event is told by, where it is not the author's own."""
    return next((a.source[-1] for a in held if a.source != (AUTHOR,) and a.polarity is Polarity.POS), None)
