"""When an event most likely happened, where no rule dates it: a trained ranking of the ways to date it.

The ways (`Form`) are those of TimeBank-EventTime: on the day of publication, before it, going on at it, in the time of
an expression of the article, from that time on, and so on. Each is scored by the clues of the event (`clues`) and,
where it speaks of an expression, of the two together; `training.event_times` fits the weights.

A guess is what to answer when one time must be named. The timeline takes up only what is likely (`sieve`), as the
model's word and as bounds that are inferred: what the text leaves open stays open there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import numpy as np

from timeline.events.heads import Floats, softmax
from timeline.expressions import TimeExpression
from timeline.relations.clues import Clues, Detective, hull
from timeline.relations.model import NOW, PUBLICATION, CauseKind, Constraint, Relation
from timeline.relations.scene import Mention, Scene, towards
from timeline.temporal.when import UNBOUNDED, Bound, Provenance, When

NAME = "guesses"
SURE_DAY = 0.75  # the least chance of a way to date an event, before it is proposed
SURE_SIDE = 0.9  # the least chance of all ways together that put an event before, after or around the publication
WEIGHTS = Path(__file__).resolve().parent.parent / "models" / "event_times.json"


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
    """`event` and `pair` name the clues; `of_event` (forms, clues) and `of_pair` (dated forms, clues) weigh them."""

    event: tuple[str, ...]
    pair: tuple[str, ...]
    of_event: Floats
    of_pair: Floats

    def score(self, event: Clues, pairs: Sequence[Clues]) -> Floats:
        """One score a candidate, in the order of `candidates`."""
        plain = self.of_event @ _row(event, self.event)
        if not pairs:
            return plain[: len(PLAIN)]
        table = np.stack([_row(pair, self.pair) for pair in pairs])
        dated = table @ self.of_pair.T + plain[len(PLAIN) :]
        return np.concatenate([plain[: len(PLAIN)], dated.ravel()])


def _row(clues: Clues, names: Sequence[str]) -> Floats:
    return np.array([clues.get(name, 0.0) for name in names], dtype=np.float32)


@cache
def weights() -> Weights:
    """Those that come with the package."""
    found = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    tables = (np.array([found[key][form.name] for form in forms], dtype=np.float32) for key, forms in _TABLES)
    return Weights(tuple(found["event"]), tuple(found["pair"]), *tables)


_TABLES = (("of_event", PLAIN + DATED), ("of_pair", DATED))


def candidates(expressions: Sequence[TimeExpression]) -> list[tuple[Form, TimeExpression | None]]:
    """Every form, and every dated form with every expression."""
    return [*((form, None) for form in PLAIN), *((form, e) for e in expressions for form in DATED)]


def guesses(detective: Detective, mention: Mention) -> tuple[Guess, ...]:
    """All ways to date the event, likeliest first. Expressions of the same time count as one, the nearest."""
    named = detective.named(mention)
    scores = weights().score(detective.of_event(mention), [detective.of_pair(mention, e) for e in named])
    chances = softmax(scores[None, :])[0]
    found = [
        Guess(form, expression, float(chance), bounds(form, detective.today, expression))
        for (form, expression), chance in zip(candidates(named), chances, strict=True)
    ]
    return tuple(sorted(found, key=lambda guess: -guess.chance))


def bounds(form: Form, today: tuple[int, int], expression: TimeExpression | None = None) -> When:
    """What a form says of start and end; every bound inferred."""
    low, high = today
    first, last = hull(expression) if expression is not None else (low, high)
    table: Mapping[Form, tuple[int | None, int | None, int | None, int | None]] = {
        Form.PAST: (None, high, None, high),
        Form.TODAY: (low, high, low, high),
        Form.COMING: (low, None, low, None),
        Form.GOING_ON: (None, high, low, None),
        Form.LATER_ON: (low, None, low, None),
        Form.OVER: (None, high, None, high),
        Form.FROM_TODAY: (low, high, low, None),
        Form.UNTIL_TODAY: (None, high, low, high),
        Form.ON: (first, last, first, last),
        Form.BETWEEN: (first, high, first, high),
        Form.WHOLE: (first, first, last, last),
        Form.FROM: (first, last, low, None),
        Form.AFTER_GOING_ON: (first, high, low, None),
        Form.AFTER_OVER: (first, None, None, high),
    }
    begin, begins, end, ends = (UNBOUNDED if at is None else Bound(at, Provenance.INFERRED) for at in table[form])
    return When(begin, begins, end, ends)


def sieve(scene: Scene) -> Iterator[Constraint]:
    """What the likely ways to date an event agree on, for those that no rule dates."""
    detective = Detective(scene)
    for mention in scene.mentions:
        if mention.id not in detective.attached:
            yield from _agreed(mention, guesses(detective, mention), detective.today)


def _agreed(mention: Mention, ways: Sequence[Guess], today: tuple[int, int]) -> Iterator[Constraint]:
    word = mention.mention.text
    best = ways[0]
    if best.form is Form.TODAY and best.chance >= SURE_DAY:
        yield _guess(mention, Relation.IS_INCLUDED, PUBLICATION, f"“{word}” reads as news of the day", best.chance)
    if best.form is Form.ON and best.expression is not None and best.chance >= SURE_DAY:
        why = f"“{word}” reads as told of “{best.expression.text}”"
        yield _guess(mention, Relation.IS_INCLUDED, best.expression.id, why, best.chance)
    past = sum(way.chance for way in ways if (end := way.when.end_latest.at) is not None and end <= today[1])
    coming = sum(way.chance for way in ways if _begins(way) >= today[0] and way.form is not Form.TODAY)
    on = sum(way.chance for way in ways if way.form in _GOING_ON)
    if past >= SURE_SIDE:
        yield _guess(mention, Relation.BEFORE, NOW, f"the context of “{word}” reads as past", past)
    elif coming >= SURE_SIDE:
        yield _guess(mention, Relation.AFTER, NOW, f"the context of “{word}” reads as yet to come", coming)
    elif on >= SURE_SIDE:
        yield _guess(mention, Relation.OVERLAP, NOW, f"“{word}” reads as going on", on)


def _begins(way: Guess) -> int:
    start = way.when.start_earliest.at
    return -(1 << 62) if start is None else start


def _guess(mention: Mention, relation: Relation, time: str, why: str, chance: float) -> Constraint:
    return towards(mention, relation, time, NAME, why, round(min(chance, 0.99), 3), kind=CauseKind.MODEL)
