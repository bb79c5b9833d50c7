"""Triggers: the words that name events, as the encoder reads them, with the features syntax knows better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from timeline.events.classes import class_model
from timeline.events.encoder import Reading
from timeline.events.labels import ASPECTS, MODALITIES, POLARITIES, TENSES
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
    chance = 1.0 - reading.table("class")[:, 0]
    timed = {i for t in expressions for i in range(t.span.start, t.span.end)}
    return [
        _trigger(token, reading, float(chance[token.i]))
        for token in parse.tokens
        if chance[token.i] >= _threshold(parse, token)
        and token.span.start not in timed
        and any(c.isalpha() for c in token.text)
        and token.pos not in ("PUNCT", "DET", "SYM")
    ]


def trigger_at(token: Token, reading: Reading) -> Trigger:
    """The trigger that a word would be, however unlikely the model finds it to name an event."""
    return _trigger(token, reading, float(1.0 - reading.table("class")[token.i, 0]))


def _trigger(token: Token, reading: Reading, chance: float) -> Trigger:
    def best(head: str, labels: tuple[str, ...]) -> str:
        return labels[int(reading.table(head)[token.i].argmax())]

    classes = np.asarray(reading.table("class")[token.i, 1:], dtype=np.float64)
    verbal = token.pos in ("VERB", "AUX")
    modality = best("modality", MODALITIES)
    return Trigger(
        token,
        class_model().best(token, classes),
        Tense(best("tense", TENSES)) if verbal else Tense.NONE,
        Aspect(best("aspect", ASPECTS)) if verbal else Aspect.NONE,
        Polarity(best("polarity", POLARITIES)),
        None if modality == "NONE" else modality.lower(),
        round(chance, 4),
    )


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
        return above.lemma in frames().negating | frames().denied | frames().accusing | {"threaten"}
    governor = parse.head(above)
    if noun.dep != "pobj" or above.lower not in ("of", "with", "in") or governor is None:
        return False
    return governor.lemma in frames().accusing | frames().convicting
