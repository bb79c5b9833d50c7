"""What an event of the article is: values only, no parser and no model."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from timeline.article import Span


class EventClass(StrEnum):
    """TimeML event classes."""

    OCCURRENCE = "OCCURRENCE"
    STATE = "STATE"
    REPORTING = "REPORTING"
    I_ACTION = "I_ACTION"
    I_STATE = "I_STATE"
    PERCEPTION = "PERCEPTION"
    ASPECTUAL = "ASPECTUAL"


class Tense(StrEnum):
    """TimeML tenses; NONE for nouns, adjectives and modal or bare verbs."""

    PAST = "PAST"
    PRESENT = "PRESENT"
    FUTURE = "FUTURE"
    INFINITIVE = "INFINITIVE"
    PRESPART = "PRESPART"
    PASTPART = "PASTPART"
    NONE = "NONE"


class Aspect(StrEnum):
    NONE = "NONE"
    PROGRESSIVE = "PROGRESSIVE"
    PERFECTIVE = "PERFECTIVE"
    PERFECTIVE_PROGRESSIVE = "PERFECTIVE_PROGRESSIVE"


class Polarity(StrEnum):
    POS = "POS"
    NEG = "NEG"


class Certainty(StrEnum):
    """FactBank's degrees; UNCOMMITTED where a source does not say (FactBank Uu)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNCOMMITTED = "uncommitted"


class Factuality(StrEnum):
    """What an event is to the article as a whole, taking all its sources together."""

    ASSERTED = "asserted"
    DENIED = "denied"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    POSSIBLE = "possible"
    DISPUTED = "disputed"


AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Attribution:
    """What one source holds of an event.

    `source` is the chain of who says so, the one who speaks to us first: ("author",) for the article's own voice,
    ("Bremmer",) where the author quotes Bremmer, ("Peskov", "Musk") where Peskov says that Musk says so. `cue` covers
    the words that carry it ("denied", "reported", "would").
    """

    source: tuple[str, ...]
    certainty: Certainty
    polarity: Polarity
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part. `role` is agent, patient, recipient, place, instrument or other; `text` are the words as
    they stand, `name` whom they mean where a pronoun or description was resolved, else None."""

    role: str
    span: Span
    text: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class EventMention:
    """One place where the text speaks of the event: the head word, and the sentence it stands in."""

    trigger: Span
    sentence: Span
    text: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Event:
    """One event, with every mention of it. `mentions[0]` is its trigger.

    `salience` runs from 0 to 1: how much the event belongs on a timeline. `sources` are the distinct source chains of
    `attributions`. Ids are "e1", "e2" ... in text order of the triggers.
    """

    id: str
    mentions: tuple[EventMention, ...]
    description: str
    event_class: EventClass
    tense: Tense
    aspect: Aspect
    polarity: Polarity
    modality: str | None
    pos: str
    participants: tuple[Participant, ...]
    attributions: tuple[Attribution, ...]
    factuality: Factuality
    salience: float

    @property
    def trigger(self) -> Span:
        return self.mentions[0].trigger

    @property
    def lemma(self) -> str:
        return self.mentions[0].lemma

    @property
    def sentence(self) -> Span:
        return self.mentions[0].sentence

    @property
    def sources(self) -> tuple[tuple[str, ...], ...]:
        return tuple(dict.fromkeys(a.source for a in self.attributions))

    def covers(self, offset: int) -> bool:
        """True where the character is part of the trigger or another mention's head."""
        return any(m.trigger.start <= offset < m.trigger.end for m in self.mentions)
