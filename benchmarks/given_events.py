"""Events at given places, for measuring what comes after finding them: one event a trigger, features by model."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.article import Span
from timeline.events.encoder import Reading
from timeline.events.labels import ASPECTS, CLASSES, POLARITIES, TENSES
from timeline.events.model import (
    AUTHOR,
    Aspect,
    Attribution,
    Certainty,
    Event,
    EventClass,
    EventMention,
    Factuality,
    Polarity,
    Tense,
)
from timeline.syntax import Parse, Token


def events_at(parse: Parse, reading: Reading, triggers: Iterable[tuple[str, Span]]) -> tuple[Event, ...]:
    """An asserted event for every (id, trigger span) that a token covers, in text order."""
    found = []
    for name, span in sorted(triggers, key=lambda pair: (pair[1], pair[0])):
        token = parse.top(span)
        if token is not None:
            found.append(_event(name, token, span, parse, reading))
    return tuple(found)


def _event(name: str, token: Token, span: Span, parse: Parse, reading: Reading) -> Event:
    def best(head: str, labels: tuple[str, ...]) -> str:
        return labels[int(reading.table(head)[token.i].argmax())]

    event_class = EventClass(CLASSES[1 + int(reading.table("class")[token.i, 1:].argmax())])
    sentence = parse.sentence_span(token.sentence)
    return Event(
        id=name,
        mentions=(EventMention(span, sentence, span.of(parse.text), token.lemma),),
        description=span.of(parse.text),
        event_class=event_class,
        tense=Tense(best("tense", TENSES)),
        aspect=Aspect(best("aspect", ASPECTS)),
        polarity=Polarity(best("polarity", POLARITIES)),
        modality=None,
        pos=token.pos,
        participants=(),
        attributions=(Attribution((AUTHOR,), Certainty.CERTAIN, Polarity.POS),),
        factuality=Factuality.ASSERTED,
        salience=1.0,
    )
