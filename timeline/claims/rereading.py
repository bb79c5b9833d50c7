"""The article read again for a claim: words that name an event which the timeline does not list.

Finding events is a trade between missing some and listing what is none. A claim that speaks of "the injuries" says
itself that the word is an event, so that for claims the article is searched more generously. What is found joins a copy
of the timeline, with what the article says about its order; the timeline itself stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from timeline.article import Span
from timeline.chronology import Timeline
from timeline.claims.cues import cues
from timeline.claims.model import Described
from timeline.claims.stems import related
from timeline.claims.utterance import particles
from timeline.events.attribution import Voices
from timeline.events.encoder import Reading
from timeline.events.find import events_at, voices_of
from timeline.events.heads import Floats
from timeline.events.model import Event, EventMention
from timeline.events.parser import parse
from timeline.events.reading import read
from timeline.events.salience import body_of
from timeline.pipeline import assemble
from timeline.relations import propose
from timeline.relations.learned import weights
from timeline.syntax import Parse, Token

LEAST = 0.05  # probability, by the model, that a word names an event
_CONTENT = ("NOUN", "VERB", "ADJ", "ADV")
_HEAD = 0.7  # weight of a description's word that may name its event
_PAIRS = 64  # of mentions, asked of the model at most
_LEAST_CHANCE = 0.001
_PREFIX = "w"  # of the ids that `events_at` gives


def is_unlisted(event_id: str) -> bool:
    """Whether an event was found for a claim alone.

    >>> is_unlisted("w17"), is_unlisted("e17")
    (True, False)
    """
    return event_id.startswith(_PREFIX)


@dataclass(frozen=True)
class Rereading:
    """Parses and reads the article when first asked."""

    timeline: Timeline
    _known: dict[str, Floats] = field(default_factory=dict, repr=False, compare=False)
    _carried: dict[Span, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    _extended: dict[frozenset[str], Timeline] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _parse(self) -> Parse:
        return parse(self.timeline.article)

    @cached_property
    def _reading(self) -> Reading:
        return read(self._parse)

    @cached_property
    def _voices(self) -> Voices:
        return voices_of(self._parse)

    @cached_property
    def _words(self) -> tuple[Token, ...]:
        """The words that may name an event and that no event of the timeline has."""
        chance = 1.0 - self._reading.table("class")[:, 0]
        taken = [(m.trigger.start, m.trigger.end) for e in self.timeline.events for m in e.mentions]
        taken += [(t.span.start, t.span.end) for t in self.timeline.expressions]
        covered = {i for start, end in taken for i in range(start, end)}
        return tuple(
            t
            for t in self._parse.tokens
            if t.pos in _CONTENT
            and chance[t.i] >= LEAST
            and t.span.start not in covered
            and not (t.dep == "dobj" and self._is_light(self._parse.tokens[t.head], covered))
        )

    @cached_property
    def _body(self) -> int:
        return body_of(self._parse)

    def _is_light(self, verb: Token, covered: Set[int]) -> bool:
        """An event of the timeline already that says no more than its object."""
        return verb.span.start in covered and verb.lemma.lower() in cues().light

    def events(self, described: Described) -> tuple[Event, ...]:
        """The events that words of the family of the description's own name, as far as the timeline lacks them."""
        heads = [word for word in described.heads if word.weight >= _HEAD]
        named = [t for t in self._words if any(related(word.lemma, t.lemma) for word in heads)]
        return events_at(self.timeline.expressions, self._voices, self._reading, named) if named else ()

    def carried(self, mention: EventMention) -> tuple[str, ...]:
        """Lemmas that say as much as the mention's own: "office" of "took office", "telephone" of "telephone call",
        "agreement" of "an agreement was signed", "walk out" of "walked out"."""
        if mention.trigger not in self._carried:
            token = self._parse.tokens[self._word(mention)]
            bears = token.lemma.lower() in cues().light | cues().bearing
            inside = ("dobj", "nsubjpass") if bears else ("compound",)
            nouns = [c.lemma.lower() for c in self._parse.children(token, *inside) if c.pos == "NOUN"]
            phrasal = [f"{token.lemma.lower()} {c.lower}" for c in particles(self._parse, token)]
            self._carried[mention.trigger] = (*nouns, *phrasal)
        return self._carried[mention.trigger]

    def beside(self, event: Event) -> tuple[str, ...]:
        """The sentences before and after those that mention an event."""
        own = {t.sentence for m in event.mentions if (t := self._parse.at(m.trigger.start)) is not None}
        numbers = sorted({n + step for n in own for step in (-1, 1)} & set(range(len(self._parse.sentences))))
        return tuple(self._parse.sentence_span(n).of(self._parse.text) for n in numbers)

    def is_heading(self, event: Event) -> bool:
        """Told in the headline alone."""
        return all(self._parse.tokens[self._word(m)].sentence < self._body for m in event.mentions)

    def likeness(self, event: Event, state: Floats) -> float:
        """Cosine of the encoder's state of a word and the nearest of the event's mentions."""
        return float((self._states(event) @ state).max() / max(float(np.linalg.norm(state)), 1e-9))

    def _states(self, event: Event) -> Floats:
        """The states of the event's mentions, one a row, each of length 1."""
        if event.id not in self._known:
            rows = np.stack([self._reading.vector(self._word(m)) for m in event.mentions])
            self._known[event.id] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return self._known[event.id]

    def with_events(self, events: Iterable[Event]) -> Timeline:
        """The timeline with these events too, and what the article says of their order."""
        found = {event.id: event for event in events}
        if not found:
            return self.timeline
        key = frozenset(found)
        if key not in self._extended:
            self._extended[key] = self._extend(found)
        return self._extended[key]

    def _extend(self, found: Mapping[str, Event]) -> Timeline:
        base = self.timeline
        everything = (*base.events, *found.values())
        proposed = propose(base.article, base.expressions, everything, self._parse, self._reading)
        added = tuple(c for c in proposed if {c.source, c.target} & found.keys())
        return assemble(base.article, base.expressions, everything, (*base.constraints, *added), base.shown)

    def opinion(self, a: Event, b: Event) -> float:
        """How much likelier the model thinks that `a` starts before `b` than after, in logits, as the pairs of their
        mentions have it on average; one too far apart for it counts as undecided."""
        words = [(self._word(m), self._word(k)) for m in a.mentions for k in b.mentions][:_PAIRS]
        tokens = self._parse.tokens
        gaps = np.array([abs(tokens[one].sentence - tokens[other].sentence) for one, other in words])
        table = self._reading.pairs(words)
        chances = weights().before(table.matres, table.dense, gaps, np.zeros_like(gaps))
        sure = np.clip(np.where(table.known, chances, 0.5), _LEAST_CHANCE, 1.0 - _LEAST_CHANCE)
        return float(np.log(sure / (1.0 - sure)).mean())

    def _word(self, mention: EventMention) -> int:
        token = self._parse.at(mention.trigger.start)
        return 0 if token is None else token.i
