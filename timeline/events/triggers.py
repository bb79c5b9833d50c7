"""Triggers: the words that name events, as the encoder reads them, with the features syntax knows better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from timeline.events.classes import class_model
from timeline.events.encoder import Reading
from timeline.events.labels import WORD_HEADS
from timeline.events.lexicon import frames
from timeline.events.model import Aspect, EventClass, Polarity, Tense
from timeline.expressions import TimeExpression
from timeline.syntax import Parse, Token

THRESHOLD = 0.5  # of the probability that a word is an event; chosen on the training documents
# A finite full verb all but always names an event; the encoder, trained on old newswire, has never seen "tweeted".
VERB_THRESHOLD = 0.02
CLAUSE_THRESHOLD = 0.3  # the same for one without a tense of its own: "before tweeting"
DEED_THRESHOLD = 0.15  # for the object of a verb that governs deeds: "charged with murder", "denied involvement"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event; `probability` that it does, `modality` the modal verb's lemma or None."""

    token: Token
    event_class: EventClass
    tense: Tense
    aspect: Aspect
    polarity: Polarity
    modality: str | None
    probability: float


def find_triggers(parse: Parse, reading: Reading, expressions: Sequence[TimeExpression]) -> list[Trigger]:
    """Triggers in text order. Words of a temporal expression and words without a letter name no event."""
    chances = (1.0 - reading.table("class")[:, 0]).tolist()
    timed = {i for t in expressions for i in range(t.span.start, t.span.end)}
    found = [
        token
        for token, chance in zip(parse.tokens, chances, strict=True)
        if chance >= VERB_THRESHOLD  # the least of all, and few words reach it
        and chance >= _threshold(parse, token)
        and token.span.start not in timed
        and any(c.isalpha() for c in token.text)
        and token.pos not in ("PUNCT", "DET", "SYM")
    ]
    return triggers_at(found, reading)


def triggers_at(tokens: Sequence[Token], reading: Reading) -> list[Trigger]:
    """The triggers that these words would be, however unlikely the model finds it that they name events."""
    places = [token.i for token in tokens]
    classes = reading.table("class")[places]
    told = zip(
        tokens,
        class_model().best(tokens, np.asarray(classes[:, 1:], dtype=np.float64)),
        _best(reading, "tense", places),
        _best(reading, "aspect", places),
        _best(reading, "polarity", places),
        _best(reading, "modality", places),
        (1.0 - classes[:, 0]).tolist(),
        strict=True,
    )
    return [
        Trigger(
            token,
            event_class,
            Tense(tense) if token.pos in ("VERB", "AUX") else Tense.NONE,
            Aspect(aspect) if token.pos in ("VERB", "AUX") else Aspect.NONE,
            Polarity(polarity),
            None if modality == "NONE" else modality.lower(),
            round(chance, 4),
        )
        for token, event_class, tense, aspect, polarity, modality, chance in told
    ]


def _best(reading: Reading, head: str, places: list[int]) -> list[str]:
    """The likeliest label of each of these words."""
    labels = WORD_HEADS[head]
    return [labels[n] for n in reading.table(head)[places].argmax(axis=1).tolist()]


def _threshold(parse: Parse, token: Token) -> float:
    if token.pos == "NOUN" and _is_deed(parse, token):
        return DEED_THRESHOLD
    if token.pos != "VERB" or token.dep in ("amod", "compound", "aux"):
        return THRESHOLD
    if token.tag in ("VBD", "VBZ", "VBP"):
        return VERB_THRESHOLD
    return CLAUSE_THRESHOLD if token.dep in ("pcomp", "advcl", "xcomp", "ccomp") else THRESHOLD


def _is_deed(parse: Parse, noun: Token) -> bool:
    """The object of accusing, denying, preventing or threatening."""
    above = parse.head(noun)
    if above is None or noun.entity:
        return False
    if noun.dep == "dobj":
        table = frames()
        governs = above.lemma in table.negating or above.lemma in table.denied or above.lemma in table.accusing
        return governs or above.lemma == "threaten"
    governor = parse.head(above)
    if noun.dep != "pobj" or above.lower not in ("of", "with", "in") or governor is None:
        return False
    return governor.lemma in frames().accusing or governor.lemma in frames().convicting
