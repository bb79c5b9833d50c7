"""When an event most likely happened, where no rule dates it: a trained ranking of the ways to date it.

The ways (`Form`) are those of TimeBank-EventTime: on the day of publication, before it, going on at it, in the time of
an expression of the article, from that time on, and so on. Each is scored by the clues of the event (`clues`) and,
where it speaks of an expression, of the two together; `training.event_times` fits the weights.

A guess is what to answer when one time must be named. The timeline takes up only what is likely (`sieve`), as the
model's word and as bounds that are inferred: what the text leaves open stays open there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial

import numpy as np

from timeline.events.heads import Floats, softmax
from timeline.expressions import TimeExpression
from timeline.relations.clues import Clues, Detective, hull
from timeline.relations.model import NOW, PUBLICATION, CauseKind, Constraint, Relation
from timeline.relations.scene import Mention, Scene, towards
from timeline.relations.tense import reads_as_older
from timeline.temporal.when import UNBOUNDED, Bound, Provenance, When
from timeline.weights import weights_text

NAME = "guesses"
SURE_DAY = 0.75  # the least chance of a way to date an event, before it is proposed
SURE_SIDE = 0.9  # the least chance of all ways together that put an event before, after or around the publication
WEIGHTS = "event_times.json"


class Form(StrEnum):
    """How an event lies towards the day of publication, or towards a time that the article names."""

    PAST = "before publication"
    TODAY = "on the day of publication"
    COMING = "after publication"
    GOING_ON = "going on at publication"
    LATER_ON = "lasting, begins after publication"
    OVER = "lasted, over before publication"
    FROM_TODAY = "lasting, begins on the day of publication"
    UNTIL_TODAY = "lasted until the day of publication"
    ON = "in that time"
    BETWEEN = "after that time began, before publication"
    WHOLE = "all through that time"
    FROM = "since that time"
    AFTER_GOING_ON = "begun after that time began, going on at publication"
    AFTER_OVER = "lasted, begun after that time began, over before publication"


DATED = (Form.ON, Form.BETWEEN, Form.WHOLE, Form.FROM, Form.AFTER_GOING_ON, Form.AFTER_OVER)
PLAIN = tuple(form for form in Form if form not in DATED)
_GOING_ON = (Form.GOING_ON, Form.FROM, Form.AFTER_GOING_ON, Form.FROM_TODAY)
_LASTING = frozenset(Form) - {Form.PAST, Form.TODAY, Form.COMING, Form.ON, Form.BETWEEN}


@dataclass(frozen=True, slots=True)
class Guess:
    """One way to date an event: the form, the expression it speaks of, how likely it is, and what that bounds."""

    form: Form
    expression: TimeExpression | None
    chance: float
    when: When

    @property
    def lasting(self) -> bool:
        return self.form in _LASTING


@dataclass(frozen=True, slots=True)
class Weights:
    """`event` names the clues of an event; `of_event` (forms, clues) and `of_pair` (dated forms, `PAIR`) weigh them."""

    event: tuple[str, ...]
    of_event: Floats
    of_pair: Floats

    def scores(self, events: Sequence[Clues], pairs: Floats) -> Floats:
        """(events, ways): the plain forms, then the dated ones of each time; `pairs` as in `PairTable.values`."""
        plain = rows(events, self.event) @ self.of_event.T
        dated = pairs @ self.of_pair.T + plain[:, None, len(PLAIN) :]
        return np.concatenate([plain[:, : len(PLAIN)], dated.reshape(len(plain), -1)], axis=1)


def rows(events: Sequence[Clues], names: Sequence[str]) -> Floats:
    """The clues as a table, a column a name."""
    place = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(events), len(names)), dtype=np.float32)
    for n, clues in enumerate(events):
        for name, value in clues.items():
            if name in place:
                table[n, place[name]] = value
    return table


@cache
def weights() -> Weights:
    """Those that come with the package. Raises ModelMissing where their file is not there."""
    found = json.loads(weights_text(WEIGHTS))
    of_event = np.array([found["of_event"][form.name] for form in PLAIN + DATED], dtype=np.float32)
    of_pair = np.array([found["of_pair"][form.name] for form in DATED], dtype=np.float32)
    return Weights(tuple(found["event"]), of_event, of_pair)


class Ranking:
    """The ways to date each of some events of an article, with their chances (events, ways)."""

    def __init__(self, detective: Detective, mentions: Sequence[Mention], weights: Weights) -> None:
        self.detective, self.mentions = detective, mentions
        table = detective.pairs(mentions)
        self._chosen = table.chosen
        clues = [detective.of_event(mention) for mention in mentions]
        self.chances = softmax(weights.scores(clues, table.values))
        self._first = self.ways(0) if mentions else []

    def guess(self, event: int, way: int) -> Guess:
        form, expression = PLAIN[way] if way < len(PLAIN) else DATED[(way - len(PLAIN)) % len(DATED)], None
        if way >= len(PLAIN):
            expression = self.detective.dates[self._chosen[event, (way - len(PLAIN)) // len(DATED)]]
        chance = float(self.chances[event, way])
        return Guess(form, expression, chance, bounds(form, self.detective.today, expression))

    def best(self, event: int) -> Guess:
        return self.guess(event, int(self.chances[event].argmax()))

    def ways(self, event: int) -> list[Guess]:
        return [self.guess(event, way) for way in range(self.chances.shape[1])]

    def side(self, sides: Callable[[Guess], bool]) -> Floats:
        """(events,) the chance of all ways that are so; asked once a way, for they are the same for all events."""
        chosen = np.array([sides(guess) for guess in self._first], dtype=bool)
        return np.asarray(self.chances[:, chosen].sum(axis=1), dtype=np.float32)


def ranked(detective: Detective, mentions: Sequence[Mention]) -> Ranking:
    return Ranking(detective, mentions, weights())


# What each form says of start and end, earliest and latest each: first and last second of the day of publication
# ("low", "high") or of the time that it speaks of ("first", "last").
_BOUNDS: Mapping[Form, tuple[str | None, str | None, str | None, str | None]] = {
    Form.PAST: (None, "high", None, "high"),
    Form.TODAY: ("low", "high", "low", "high"),
    Form.COMING: ("low", None, "low", None),
    Form.GOING_ON: (None, "high", "low", None),
    Form.LATER_ON: ("low", None, "low", None),
    Form.OVER: (None, "high", None, "high"),
    Form.FROM_TODAY: ("low", "high", "low", None),
    Form.UNTIL_TODAY: (None, "high", "low", "high"),
    Form.ON: ("first", "last", "first", "last"),
    Form.BETWEEN: ("first", "high", "first", "high"),
    Form.WHOLE: ("first", "first", "last", "last"),
    Form.FROM: ("first", "last", "low", None),
    Form.AFTER_GOING_ON: ("first", "high", "low", None),
    Form.AFTER_OVER: ("first", None, None, "high"),
}


def bounds(form: Form, today: tuple[int, int], expression: TimeExpression | None = None) -> When:
    """What a form says of start and end; every bound inferred."""
    first, last = hull(expression) if expression is not None else today
    at = {"low": today[0], "high": today[1], "first": first, "last": last}
    begin, begins, end, ends = (
        UNBOUNDED if name is None else Bound(at[name], Provenance.INFERRED) for name in _BOUNDS[form]
    )
    return When(begin, begins, end, ends)


def sieve(scene: Scene) -> Iterator[Constraint]:
    """What the likely ways to date an event agree on, for those that no rule dates."""
    detective = Detective(scene)
    mentions = [mention for mention in scene.mentions if mention.id not in detective.attached]
    if not mentions:
        return
    ranking = ranked(detective, mentions)
    sides = [(ranking.side(partial(holds, detective.today)), *said) for holds, said in _SIDES]
    likely = ranking.chances.max(axis=1) >= SURE_DAY
    for n, mention in enumerate(mentions):
        word = mention.mention.text
        best = ranking.best(n) if likely[n] else None
        # "He told me he had gone", he said: the article tells news of the day, a quotation goes back to something.
        today = best is not None and best.form is Form.TODAY and not detective.is_quoted(mention.span)
        if best is not None and today and not reads_as_older(scene, mention):
            yield _guess(mention, Relation.IS_INCLUDED, PUBLICATION, f"“{word}” reads as news of the day", best.chance)
        if best is not None and best.form is Form.ON and best.expression is not None:
            why = f"“{word}” reads as told of “{best.expression.text}”"
            yield _guess(mention, Relation.IS_INCLUDED, best.expression.id, why, best.chance)
        for chances, relation, why in sides:
            if chances[n] >= SURE_SIDE:
                yield _guess(mention, relation, NOW, why.format(word=word), float(chances[n]))


def _past(today: tuple[int, int], way: Guess) -> bool:
    end = way.when.end_latest.at
    return end is not None and end <= today[1]


def _coming(today: tuple[int, int], way: Guess) -> bool:
    start = way.when.start_earliest.at
    return start is not None and start >= today[0] and way.form is not Form.TODAY


def _going_on(today: tuple[int, int], way: Guess) -> bool:
    return way.form in _GOING_ON


_SIDES = (
    (_past, (Relation.BEFORE, "the context of “{word}” reads as past")),
    (_coming, (Relation.AFTER, "the context of “{word}” reads as yet to come")),
    (_going_on, (Relation.OVERLAP, "“{word}” reads as going on")),
)


def _guess(mention: Mention, relation: Relation, time: str, why: str, chance: float) -> Constraint:
    return towards(mention, relation, time, NAME, why, round(min(chance, 0.99), 3), kind=CauseKind.MODEL)
