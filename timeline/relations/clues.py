"""Clues to when an event happened, as named numbers: what its words, its clause and the article say of it.

`of_event` speaks of an event alone (against the publication), `pairs` of events and the times that the article names.
Whoever fits weights to them (`training.event_times`) and whoever applies those (`guesses`) see the same clues.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from timeline.article import Span
from timeline.events.heads import Floats
from timeline.events.lexicon import frames
from timeline.events.model import Polarity
from timeline.events.quotes import find_quotes, holding
from timeline.events.windows import Ints
from timeline.expressions import TimeExpression, TimexType
from timeline.network.nature import lasts
from timeline.relations.dating import attached
from timeline.relations.scene import Mention, Scene

Clues = dict[str, float]

SIGNALS = ("since", "for", "until", "from", "by", "after", "before")
PAIR = (
    "bias",
    "attached",  # by the syntax, with what confidence
    "governor attached",
    "same sentence",
    "sentence before",
    "earlier",
    "far",
    "later",
    "ahead here",
    "near",
    "last said",
    "day",
    "year",
    "future",
    "reaches today",
    "said again",
    *(f"signal {word}" for word in SIGNALS),
)

_DAY = 86_400
_DEPS = {
    "ROOT": "root",
    "conj": "conj",
    "ccomp": "said",
    "xcomp": "open",
    "advcl": "adverbial",
    "relcl": "relative",
    "acl": "relative",
    "pcomp": "gerund",
    "amod": "modifier",
    "compound": "modifier",
    "nsubj": "subject",
    "nsubjpass": "subject",
    "dobj": "object",
    "pobj": "oblique",
}


@dataclass(frozen=True, slots=True)
class PairTable:
    """Events against the times that the article names: `values` (events, times, clues of `PAIR`).

    A time that is named more than once counts once: `chosen` (events, times) is the place in `Detective.dates` of the
    mention that counts for an event.
    """

    chosen: Ints
    values: Floats


@dataclass
class Detective:
    """The clues of one article, its look-ups made once. `dates` are its closed times, in text order."""

    scene: Scene
    dates: tuple[TimeExpression, ...] = field(init=False)
    attached: Mapping[str, Mapping[str, float]] = field(init=False)
    today: tuple[int, int] = field(init=False)

    def __post_init__(self) -> None:
        scene = self.scene
        published = scene.article.publication.at
        self.today = (published.start, published.start + _DAY)
        self.dates = tuple(e for e in scene.expressions if _closed(e) and e.event_anchor is None)
        found: dict[str, dict[str, float]] = {}
        for expression in self.dates:
            for mention, confidence in attached(scene, expression):
                found.setdefault(mention.id, {})[expression.id] = confidence
        self.attached = found
        rows = [(*hull(e), e.span.start, e.span.end, _sentence_of(scene, e)) for e in self.dates]
        self._low, self._high, self._start, self._end, self._sentence = np.array(rows, np.int64).reshape(-1, 5).T
        # The day of publication, or a part of it.
        self._is_today = (self.today[0] <= self._low) & (self._high <= self.today[1])
        self._places = list(zip(self.dates, self._sentence.tolist(), self._is_today.tolist(), strict=True))
        self._quotes = [q.span for q in find_quotes(scene.parse, frames())] if scene.mentions else []

    def of_event(self, mention: Mention) -> Clues:
        """What is 1 or more than 0 of an event; all that is not named is 0."""
        scene, token, event = self.scene, mention.token, mention.event
        form, above = mention.form, scene.governor(token)
        names = [
            "bias",
            f"tense {form.tense.value}",
            f"class {event.event_class.value}",
            f"read tense {event.tense.value}",
            f"read aspect {event.aspect.value}",
            f"dep {_DEPS.get(token.dep, 'other')}",
            f"pos {token.pos if token.pos in ('VERB', 'NOUN', 'ADJ', 'AUX') else 'other'}",
            f"under {above.form.tense.value if above is not None else 'nothing'}",
            f"under class {above.event.event_class.value if above is not None else 'nothing'}",
        ]
        flags = {
            "progressive": form.progressive,
            "lasts": lasts(event),
            "quoted": self.is_quoted(mention.span),
            "negative": event.polarity is Polarity.NEG,
            "headline": token.sentence == 0,
            "lead": token.sentence <= 2,
            "own day named": any(today for _, _, today in self._places),
        }
        clues = dict.fromkeys([*names, *(name for name, holds in flags.items() if holds)], 1.0)
        return {**clues, "depth": min(1.0, token.sentence / 20), **self._dates_around(mention)}

    def is_quoted(self, span: Span) -> bool:
        """Whether these words stand within somebody's quotation."""
        place = holding(self._quotes, span.start)
        return place is not None and self._quotes[place].covers(span)

    def _dates_around(self, mention: Mention) -> Clues:
        here = [(e, today) for e, sentence, today in self._places if sentence == mention.token.sentence]
        before = [today for e, _, today in self._places if e.span.end <= mention.span.start]
        mine = self.attached.get(mention.id, {})
        dated = [(today, mine[e.id]) for e, today in here if e.id in mine]
        return {
            "date here": float(any(not today for _, today in here)),
            "today here": float(any(today for _, today in here)),
            "dated today": max((confidence for today, confidence in dated if today), default=0.0),
            "dated otherwise": max((confidence for today, confidence in dated if not today), default=0.0),
            "last date today": float(bool(before) and before[-1]),
            "no date before": float(not before),
        }

    def pairs(self, mentions: Sequence[Mention]) -> PairTable:
        """The clues of events and times other than the day of publication."""
        mine = self._attached([mention.id for mention in mentions])
        above = [self.scene.governor(mention.token) for mention in mentions]
        theirs = self._attached(["" if governor is None else governor.id for governor in above])
        places = [(m.span.start, m.span.end, m.token.sentence) for m in mentions]
        start, end, sentence = np.array(places, np.int64).reshape(-1, 3, 1).transpose(1, 0, 2)
        chosen = self._choose(mine, start, sentence)
        rows = np.arange(len(mentions))[:, None]
        gap = sentence - self._sentence[chosen]
        apart = np.minimum(abs(self._start[chosen] - end), abs(start - self._end[chosen]))
        low, high, signals = self._low[chosen], self._high[chosen], self._signals()[chosen]
        told = mine[rows, chosen]
        columns = [
            np.ones(chosen.shape),
            told,
            theirs[rows, chosen],
            gap == 0,
            gap == 1,
            gap > 1,
            np.clip((gap - 1) / 10, 0, 1),
            gap < 0,
            (gap == 0) & (self._start[chosen] > start),
            np.where(gap == 0, 1 / (1 + apart / 20), 0),
            chosen == self._last_said(start),
            high - low <= _DAY,
            high - low > 93 * _DAY,
            low >= self.today[1],
            (low < self.today[1]) & (high > self.today[0]),
            np.minimum(1, (self._times_said()[chosen] - 1) / 3),
            *((signals == n) & (told > 0) for n in range(len(SIGNALS))),
        ]
        return PairTable(chosen, np.stack(columns, axis=-1).astype(np.float32))

    def _attached(self, events: Sequence[str]) -> Floats:
        """(events, dates): how surely the syntax ties them."""
        table = np.zeros((len(events), len(self.dates)), dtype=np.float32)
        place = {expression.id: n for n, expression in enumerate(self.dates)}
        for n, event in enumerate(events):
            for expression, confidence in self.attached.get(event, {}).items():
                table[n, place[expression]] = confidence
        return table

    def _choose(self, mine: Floats, start: Ints, sentence: Ints) -> Ints:
        """Of the mentions of each time: one tied to the event, else the nearest of its sentence or before it."""
        apart = abs(self._start - start)
        apart += ((self._start > start) & (self._sentence != sentence)) * (1 << 40)
        apart += (mine == 0) * (1 << 41)
        groups: dict[tuple[int, int], list[int]] = {}
        for n in np.flatnonzero(~self._is_today).tolist():
            groups.setdefault((int(self._low[n]), int(self._high[n])), []).append(n)
        picked = [np.array(places)[apart[:, places].argmin(axis=1)] for places in groups.values()]
        return np.stack(picked, axis=1) if picked else np.zeros((len(mine), 0), dtype=np.int64)

    def _last_said(self, start: Ints) -> Ints:
        """(events, 1): the last time named before each event, -1 where there is none."""
        other = np.flatnonzero(~self._is_today)
        count = (self._end[other] <= start).sum(axis=1, keepdims=True)
        return np.where(count > 0, other[np.maximum(count - 1, 0)], -1) if len(other) else np.full(start.shape, -1)

    def _times_said(self) -> Ints:
        same = (self._low[:, None] == self._low) & (self._high[:, None] == self._high)
        return np.asarray(same.sum(axis=1), dtype=np.int64)

    def _signals(self) -> Ints:
        words = [(e.signal or "").lower() for e in self.dates]
        return np.array([SIGNALS.index(word) if word in SIGNALS else -1 for word in words], dtype=np.int64)


def _closed(expression: TimeExpression) -> bool:
    if expression.bounds is None or expression.type is TimexType.SET:
        return False
    low, high = expression.bounds.hull
    return low is not None and high is not None and low < high


def hull(expression: TimeExpression) -> tuple[int, int]:
    """First and last second (exclusive) of a closed time."""
    low, high = expression.bounds.hull if expression.bounds is not None else (None, None)
    if low is None or high is None:
        raise ValueError(f"{expression.id} is open")
    return low, high


def _sentence_of(scene: Scene, expression: TimeExpression) -> int:
    tokens = scene.parse.within(expression.span)
    return tokens[0].sentence if tokens else 0
