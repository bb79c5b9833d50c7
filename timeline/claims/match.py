"""Which event of a timeline the words of a claim mean: by its own word, who takes part, and the words around it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from timeline.chronology import Timeline
from timeline.claims.calendars import dated
from timeline.claims.model import DateRelation, Described, Word
from timeline.claims.stems import akin, related, stems
from timeline.events.model import Event, EventMention, Factuality
from timeline.temporal.when import When

FOUND = 0.45  # a best score below this is no match
CLOSE = 0.12  # another event this near to the best one fits too
KEPT = 4  # candidates listed

_OWN, _AROUND, _FAMILY, _AKIN = 0.6, 0.4, 0.85, 0.6
_NEARBY, _ELSEWHERE = 0.6, 0.25  # of a participant's word: in the sentence, in the article
_ALONE = 0.7  # kept of a fit where no other word of the description stands near the event
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*|\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that a description may mean: how well it fits from 0 to 1, and by which words, in one sentence."""

    event: Event
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Context:
    """The words near an event's mentions: those of its participants, and those of its sentences."""

    taking_part: frozenset[str]
    nearby: frozenset[str]
    agents: frozenset[str]
    patients: frozenset[str]


class Matcher:
    """Finds events of one timeline; reads its words once."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        text = timeline.article.text
        self._rarity = _rarity(text)
        self._contexts = {event.id: _context(event, text) for event in timeline.events}

    def candidates(self, described: Described) -> list[Candidate]:
        """The events that fit, best first; those of equal fit in the order of the text. Empty where none does."""
        scored = [self._score(event, described) for event in self._timeline.events]
        best = sorted((c for c in scored if c.score >= FOUND), key=lambda c: -c.score)
        return best[:KEPT]

    def _score(self, event: Event, described: Described) -> Candidate:
        own, mention, word = max((_own(m, described.heads) for m in event.mentions), key=lambda found: found[0])
        if own == 0.0 or word is None:
            return Candidate(event, 0.0, "")
        context = self._contexts[event.id]
        around, shared = self._around(context, described, word)
        score = (_OWN * own + _AROUND * around) * (_ALONE if around == 0.0 else 1.0)
        score += _actors(context, described) + _dates(self._timeline.when(event.id), described.bounds)
        score -= 0.05 * (event.factuality is Factuality.HYPOTHETICAL) + 0.03 * (1.0 - event.salience)
        return Candidate(event, max(0.0, min(1.0, score)), _why(mention, word, shared))

    def _around(self, context: Context, described: Described, own: Word) -> tuple[float, list[str]]:
        """The share of the description's other words that stand near the event, rare words counting for more."""
        words = [w for w in (*described.heads, *described.others) if w.text != own.text]
        unique = {w.text: w for w in words if w.text not in _LIGHT_TEXTS}
        if not unique:
            return 0.85, []
        total = got = 0.0
        shared = []
        for word in unique.values():
            weight = self._weight(word)
            total += weight
            fit = _fit(word, context, self._rarity.keys())
            got += weight * fit
            if fit > _ELSEWHERE:
                shared.append(word.text)
        return got / total, shared

    def _weight(self, word: Word) -> float:
        return min((self._rarity.get(stem, _UNSEEN) for stem in stems(word.text)), default=_UNSEEN)


_UNSEEN = 1.5
_LIGHT_TEXTS = frozenset({"come", "came", "happen", "happened", "occur", "occurred", "took", "take"})


def words(text: str) -> list[str]:
    """Lower-case words and numbers, without a possessive ending."""
    return [re.sub(r"[’']s$", "", w.lower()) for w in _WORD.findall(text)]


def _rarity(text: str) -> dict[str, float]:
    """How much a word tells, by stem: little if the article repeats it everywhere."""
    counts = Counter(stem for word in words(text) for stem in stems(word))
    return {stem: 1.0 / (1.0 + math.log(count)) for stem, count in counts.items()}


def _context(event: Event, text: str) -> Context:
    named = {role: [] for role in ("agent", "patient")}  # type: dict[str, list[str]]
    part: list[str] = words(event.description)
    for participant in event.participants:
        said = words(f"{participant.text} {participant.name or ''}")
        part += said
        named.setdefault(participant.role, []).extend(said)
    near = [w for m in event.mentions for w in words(m.sentence.of(text))]
    return Context(_stems(part), _stems(near), _stems(named["agent"]), _stems(named["patient"]))


def _stems(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(stem for word in listed for stem in stems(word))


def _own(mention: EventMention, heads: Sequence[Word]) -> tuple[float, EventMention, Word | None]:
    """How surely one of the description's words is this mention's."""
    best: tuple[float, EventMention, Word | None] = (0.0, mention, None)
    for word in heads:
        fit = word.weight * _alike(word, mention)
        if fit > best[0]:
            best = (fit, mention, word)
    return best


def _alike(word: Word, mention: EventMention) -> float:
    if word.lemma == mention.lemma.lower() or word.text == mention.text.lower():
        return 1.0
    if related(word.lemma, mention.lemma) or related(word.text, mention.text):
        return _FAMILY
    return _AKIN if akin(word.lemma, mention.lemma) else 0.0


def _fit(word: Word, context: Context, article: Set[str]) -> float:
    family = stems(word.text) | stems(word.lemma)
    if family & context.taking_part:
        return 1.0
    if family & context.nearby:
        return _NEARBY
    return _ELSEWHERE if family & article else 0.0


def _actors(context: Context, described: Described) -> float:
    """Agreement on who acts; an actor that the text has as the one acted upon speaks against it."""
    if not described.agents or not context.agents:
        return 0.0
    actors = _stems(word for agent in described.agents for word in words(agent))
    if actors & context.agents:
        return 0.06
    return -0.15 if actors & context.patients else -0.05


def _dates(when: When, claimed: When | None) -> float:
    """A date in the description that the event's time contradicts, or lies in."""
    if claimed is None:
        return 0.0
    answer = dated(when, DateRelation.WITHIN, claimed)
    return 0.0 if answer is None else 0.08 if answer else -0.2


def _why(mention: EventMention, word: Word, shared: Sequence[str]) -> str:
    same = f"“{mention.text}”" if word.text == mention.text.lower() else f"“{mention.text}” for “{word.text}”"
    return same + (f", with {', '.join(f'“{w}”' for w in shared)}" if shared else "")
