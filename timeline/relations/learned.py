"""The trained model's word on pairs of events: which came first, or whether one holds the other.

Two of its heads speak of a pair: MATRES's of the order of start points, TimeBank-Dense's of six relations. How much
each is worth depends on how far apart the two stand, and the usual course of things (`scripts`) counts too;
`training.order` fits all that on documents no training saw.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from timeline.events.encoder import Bools, Reading
from timeline.events.heads import Floats
from timeline.events.labels import DENSE, MATRES
from timeline.events.model import Factuality
from timeline.events.windows import Ints
from timeline.relations import scripts
from timeline.relations.model import CauseKind, Constraint, Relation
from timeline.relations.opinions import NAME, sentence
from timeline.relations.scene import Mention, Scene, between
from timeline.weights import weights_text

WEIGHTS = "order.json"
SURE = (0.6, 0.66, 0.74, 0.74)  # by bucket of distance: the least probability at which an order is proposed
# The most by bucket: a date or a connective that says otherwise is believed, and is the better reason where both agree.
# Of pairs that the model is surest of, it is right on as many or more on newswire, but on no more than this of another
# paper's (TimeSET) beyond one sentence: no date passes over those (`network.worlds`).
MOST = (0.9, 0.85, 0.8, 0.8)
FIRM = 0.6  # the least probability at which one is said to hold the other, or to be at its time
NEAR = 1  # sentences; farther apart, the six relations of TimeBank-Dense were never annotated
_FLOOR = 1e-3

Doubles = npt.NDArray[np.float64]

_ORDERS = {True: Relation.STARTS_BEFORE, False: Relation.STARTS_AFTER}
_HOLDING = {"i": Relation.INCLUDES, "ii": Relation.IS_INCLUDED, "s": Relation.EQUAL}
_HOLDS = [DENSE.index(label) for label in _HOLDING]


@dataclass(frozen=True, slots=True)
class OrderWeights:
    """What the two heads' log odds of "before" are worth, by distance: bucket n holds gaps from `gaps[n]` sentences."""

    gaps: tuple[int, ...]
    matres: tuple[float, ...]
    dense: tuple[float, ...]
    usual: float

    def before(self, matres: Floats, dense: Floats, gap: Ints, usual: Ints) -> Floats:
        """The probability (n,) that the first starts earlier, given that one does.

        matres (n, 4) and dense (n, 6) are the heads' probabilities, gap (n,) the distance in sentences, usual (n,) -1
        where a script has the first earlier, 1 where later, else 0.
        """
        place = self.bucket(gap)
        score = np.take(self.matres, place) * log_odds(matres, MATRES.index("BEFORE"), MATRES.index("AFTER"))
        score += np.take(self.dense, place) * log_odds(dense, DENSE.index("b"), DENSE.index("a"))
        return np.asarray(1 / (1 + np.exp(self.usual * usual - score)), dtype=np.float32)

    def bucket(self, gap: Ints) -> Ints:
        return np.asarray(np.searchsorted(self.gaps, gap, side="right") - 1, dtype=np.int64)


def log_odds(table: Floats, one: int, other: int) -> Floats:
    return np.asarray(np.log((table[:, one] + _FLOOR) / (table[:, other] + _FLOOR)), dtype=np.float32)


@cache
def weights() -> OrderWeights:
    """Those that come with the model. Raises ModelMissing where their file is not there."""
    found = json.loads(weights_text(WEIGHTS))
    return OrderWeights(tuple(found["gaps"]), tuple(found["matres"]), tuple(found["dense"]), float(found["usual"]))


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Pairs of mentions by their numbers in the scene, which is text order; `gap` is their distance in sentences."""

    first: Ints
    second: Ints
    gap: Ints


def sieve(scene: Scene) -> Iterator[Constraint]:
    """Pairs of mentions that one window of the model shows, where it is sure enough; one word a pair of events."""
    if scene.reading is None or len(scene.mentions) < 2:
        return
    mentions = scene.mentions
    pairs = _pairs(scene, scene.reading)
    words = np.array([mention.token.i for mention in mentions], dtype=np.int64)
    scores = scene.reading.pairs(list(zip(words[pairs.first].tolist(), words[pairs.second].tolist(), strict=True)))
    courses = _courses(scene, pairs)
    usual = np.array([course[0] if course else 0 for course in courses], dtype=np.int64)
    chances = weights().before(scores.matres, scores.dense, pairs.gap, usual).astype(np.float64)
    bucket = weights().bucket(pairs.gap)
    sure = np.maximum(chances, 1 - chances)
    holding = scores.dense.argmax(axis=1)
    firm = scores.dense[np.arange(len(holding)), holding].astype(np.float64)
    holds = (pairs.gap <= NEAR) & np.isin(holding, _HOLDS) & (firm >= FIRM)
    ahead = chances > 0.5
    said = holds | ((sure >= np.take(SURE, bucket)) & ~_idle(mentions, pairs, ahead))
    confidence = np.minimum(np.where(holds, firm, sure), np.take(MOST, bucket)).tolist()
    spoken = _nearest(mentions, pairs, scores.known, np.where(holds, firm, sure))
    for n in spoken[(scores.known & said)[spoken]].tolist():
        first, second = mentions[int(pairs.first[n])], mentions[int(pairs.second[n])]
        relation = _HOLDING[DENSE[holding[n]]] if holds[n] else _ORDERS[bool(ahead[n])]
        yield _constraint(first, relation, second, round(confidence[n], 3), None if holds[n] else courses[n])


def _nearest(mentions: Sequence[Mention], pairs: _Pairs, known: Bools, sure: Doubles) -> Ints:
    """Of each pair of events the two mentions that stand closest, by sentences; of those alike, the surest.

    "An outbreak has killed nine. ... The outbreak began in May." The model knows best what it reads at one go; where
    it looks farther it is not seldom sure, and wrong.
    """
    number = {name: n for n, name in enumerate(dict.fromkeys(mention.id for mention in mentions))}
    event = np.array([number[mention.id] for mention in mentions], dtype=np.int64)
    a, b = event[pairs.first], event[pairs.second]
    pair = np.minimum(a, b) * len(number) + np.maximum(a, b)
    order = np.lexsort((-sure, pairs.gap, ~known, pair))
    fresh = np.ones(len(order), dtype=np.bool_)
    fresh[1:] = pair[order][1:] != pair[order][:-1]
    return np.asarray(np.sort(order[fresh]), dtype=np.int64)


def _pairs(scene: Scene, reading: Reading) -> _Pairs:
    """Of two events each, that one window shows."""
    reach = reading.reach().tolist()
    places = [mention.token.i for mention in scene.mentions]
    last = [bisect_left(places, reach[place]) for place in places]
    first = np.repeat(np.arange(len(places)), [max(0, end - n - 1) for n, end in enumerate(last)])
    second = np.array([m for n, end in enumerate(last) for m in range(n + 1, end)], dtype=np.int64)
    number = {event.id: n for n, event in enumerate(scene.events)}
    event = np.array([number[mention.id] for mention in scene.mentions], dtype=np.int64)
    sentence = np.array([mention.token.sentence for mention in scene.mentions], dtype=np.int64)
    two = event[first] != event[second]
    return _Pairs(first[two], second[two], (sentence[second] - sentence[first])[two])


def _idle(mentions: Sequence[Mention], pairs: _Pairs, ahead: Bools) -> Bools:
    """What is only planned has not happened: that the model would have it before what did says nothing."""
    planned = np.array([mention.event.factuality is Factuality.PLANNED for mention in mentions], dtype=np.bool_)
    first, second = planned[pairs.first], planned[pairs.second]
    return np.where(ahead, first & ~second, second & ~first)


def _courses(scene: Scene, pairs: _Pairs) -> list[tuple[int, str] | None]:
    """What scripts say of each pair."""
    known = np.array([scripts.stands(scene, mention) for mention in scene.mentions], dtype=np.bool_)
    found: list[tuple[int, str] | None] = [None] * len(pairs.first)
    for n in np.flatnonzero(known[pairs.first] & known[pairs.second]).tolist():
        found[n] = scripts.course(scene, scene.mentions[pairs.first[n]], scene.mentions[pairs.second[n]])
    return found


def _constraint(
    a: Mention, relation: Relation, b: Mention, confidence: float, course: tuple[int, str] | None
) -> Constraint:
    usual = course is not None and (course[0] < 0) == (relation is Relation.STARTS_BEFORE)
    why = sentence(relation, a.mention.text, b.mention.text, course[1] if course is not None and usual else None)
    return between(a, relation, b, NAME, why, confidence, kind=CauseKind.MODEL)
