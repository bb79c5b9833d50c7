"""Clues to when an event happened, as named numbers: what its words, its clause and the article say of it.

`of_event` speaks of an event alone (against the publication), `of_pair` of an event and a dated expression. Whoever
fits weights to them (`training.event_times`) and whoever applies those (`estimates`) see the same clues.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from timeline.events.lexicon import frames
from timeline.events.quotes import find_quotes
from timeline.expressions import TimeExpression, TimexType
from timeline.network.nature import lasts
from timeline.relations.dating import attached
from timeline.relations.scene import Mention, Scene
from timeline.relations.verbs import group

Clues = dict[str, float]

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


@dataclass
class Detective:
    """The clues of one article, its look-ups made once."""

    scene: Scene
    dates: tuple[TimeExpression, ...] = field(init=False)
    attached: Mapping[str, Mapping[str, float]] = field(init=False)
    today: tuple[int, int] = field(init=False)

    def __post_init__(self) -> None:
        scene = self.scene
        published = scene.article.publication.at
        self.today = (published.start, published.start + _DAY)
        self.dates = tuple(e for e in scene.expressions if _closed(e) and e.event_anchor is None)
        self._sentence = {e.id: _sentence_of(scene, e) for e in self.dates}
        found: dict[str, dict[str, float]] = {}
        for expression in self.dates:
            for mention, confidence in attached(scene, expression):
                found.setdefault(mention.id, {})[expression.id] = confidence
        self.attached = found
        self._quotes = [q.span for q in find_quotes(scene.parse, frames())] if scene.mentions else []
        self._own_day = any(self.is_today(e) for e in self.dates)

    def is_today(self, expression: TimeExpression) -> bool:
        """The day of publication, or a part of it."""
        low, high = hull(expression)
        return self.today[0] <= low and high <= self.today[1]

    def of_event(self, mention: Mention) -> Clues:
        scene, token = self.scene, mention.token
        form = group(scene.parse, token)
        event = mention.event
        clues: Clues = {"bias": 1.0, f"tense {form.tense.value}": 1.0, f"class {event.event_class.value}": 1.0}
        clues[f"read tense {event.tense.value}"] = 1.0
        clues[f"read aspect {event.aspect.value}"] = 1.0
        clues[f"dep {_DEPS.get(token.dep, 'other')}"] = 1.0
        clues[f"pos {token.pos if token.pos in ('VERB', 'NOUN', 'ADJ', 'AUX') else 'other'}"] = 1.0
        clues["progressive"] = float(form.progressive)
        clues["lasts"] = float(lasts(event))
        clues["quoted"] = float(any(span.covers(mention.span) for span in self._quotes))
        clues["negative"] = float(event.polarity.value == "NEG")
        clues["headline"] = float(token.sentence == 0)
        clues["lead"] = float(token.sentence <= 2)
        clues["depth"] = min(1.0, token.sentence / 20)
        clues["own day named"] = float(self._own_day)
        above = scene.governor(token)
        clues[f"under {group(scene.parse, above.token).tense.value if above is not None else 'nothing'}"] = 1.0
        clues[f"under class {above.event.event_class.value if above is not None else 'nothing'}"] = 1.0
        here = [e for e in self.dates if self._sentence[e.id] == token.sentence]
        clues["date here"] = float(any(not self.is_today(e) for e in here))
        clues["today here"] = float(any(self.is_today(e) for e in here))
        mine = self.attached.get(mention.id, {})
        dated = [(self.is_today(e), mine[e.id]) for e in here if e.id in mine]
        clues["dated today"] = max((confidence for today, confidence in dated if today), default=0.0)
        clues["dated otherwise"] = max((confidence for today, confidence in dated if not today), default=0.0)
        before = [e for e in self.dates if e.span.end <= mention.span.start]
        clues["last date today"] = float(bool(before) and self.is_today(before[-1]))
        clues["no date before"] = float(not before)
        return clues

    def of_pair(self, mention: Mention, expression: TimeExpression) -> Clues:
        scene, token = self.scene, mention.token
        gap = token.sentence - self._sentence[expression.id]
        low, high = hull(expression)
        clues: Clues = {"bias": 1.0}
        confidence = self.attached.get(mention.id, {}).get(expression.id, 0.0)
        clues["attached"] = confidence
        above = scene.governor(token)
        clues["governor attached"] = (
            self.attached.get(above.id, {}).get(expression.id, 0.0) if above is not None else 0.0
        )
        clues["same sentence"] = float(gap == 0)
        clues["sentence before"] = float(gap == 1)
        clues["earlier"] = float(gap > 1)
        clues["far"] = min(1.0, max(0, gap - 1) / 10)
        clues["later"] = float(gap < 0)
        clues["ahead here"] = float(gap == 0 and expression.span.start > mention.span.start)
        apart = min(abs(expression.span.start - mention.span.end), abs(mention.span.start - expression.span.end))
        clues["near"] = 1.0 / (1.0 + apart / 20) if gap == 0 else 0.0
        before = [e for e in self.dates if e.span.end <= mention.span.start and not self.is_today(e)]
        clues["last said"] = float(bool(before) and before[-1].id == expression.id)
        clues["day"] = float(high - low <= _DAY)
        clues["year"] = float(high - low > 93 * _DAY)
        clues["ahead"] = float(low >= self.today[1])
        clues["reaches today"] = float(low < self.today[1] and high > self.today[0])
        clues["said again"] = min(1.0, (sum(hull(e) == (low, high) for e in self.dates) - 1) / 3)
        signal = (expression.signal or "").lower()
        for word in ("since", "for", "until", "from", "by", "after", "before"):
            clues[f"signal {word}"] = float(signal == word and confidence > 0)
        return clues

    def named(self, mention: Mention) -> tuple[TimeExpression, ...]:
        """The times that the article names, other than the day of publication: of each the mention that counts here.

        That is one that dates the event, else the nearest, one of the same sentence or before it.
        """
        found: dict[tuple[int, int], list[TimeExpression]] = {}
        for expression in self.dates:
            if not self.is_today(expression):
                found.setdefault(hull(expression), []).append(expression)
        mine = self.attached.get(mention.id, {})

        def remote(expression: TimeExpression) -> tuple[bool, bool, int]:
            ahead = expression.span.start > mention.span.start
            apart = abs(expression.span.start - mention.span.start)
            return expression.id not in mine, ahead and self._sentence[expression.id] != mention.token.sentence, apart

        return tuple(min(group, key=remote) for group in found.values())


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
