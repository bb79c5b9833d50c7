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
SURE = (0.6, 0.68, 0.74, 0.74)  # by bucket of distance: the least probability at which an order is proposed
# The most by bucket: a date or a connective that says otherwise is believed, and is the better reason where both agree.
# Of pairs that the model is surest of, it is right on as many or more on newswire, but on no more than this of another
# paper's (TimeSET) beyond one sentence: no date passes over those (`network.worlds`).
MOST = (0.9, 0.85, 0.8, 0.8)
FIRM = 0.6  # the least probability at which one is said to hold the other, or to be at its time
NEAR = 1  # sentences; farther apart, the six relations of TimeBank-Dense were never annotated
_FLOOR = 1e-3

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
class Opinion:
    """One pair's relation, its confidence, and the script that speaks of the pair."""

    first: Mention
    second: Mention
    relation: Relation
    confidence: float
    course: tuple[int, str] | None = None


def sieve(scene: Scene) -> Iterator[Constraint]:
    """Pairs of mentions that one window of the model shows, where it is sure enough; one word a pair of events."""
    if scene.reading is None or len(scene.mentions) < 2:
        return
    surest: dict[tuple[str, str], Opinion] = {}
    for opinion in _opinions(scene):
        a, b = opinion.first.id, opinion.second.id
        pair = (a, b) if a < b else (b, a)
        if pair not in surest or opinion.confidence > surest[pair].confidence:
            surest[pair] = opinion
    yield from map(_constraint, surest.values())


def _opinions(scene: Scene) -> Iterator[Opinion]:
    assert scene.reading is not None
    pairs = list(_pairs(scene))
    gap = np.array([b.token.sentence - a.token.sentence for a, b in pairs], dtype=np.int64)
    scores = scene.reading.pairs([(a.token.i, b.token.i) for a, b in pairs])
    courses = _courses(scene, pairs)
    usual = np.array([course[0] if course else 0 for course in courses], dtype=np.int64)
    chances = weights().before(scores.matres, scores.dense, gap, usual).astype(np.float64)
    bucket = weights().bucket(gap)
    sure = np.maximum(chances, 1 - chances)
    orders = sure >= np.take(SURE, bucket)
    holding = scores.dense.argmax(axis=1)
    firm = scores.dense[np.arange(len(pairs)), holding].astype(np.float64)
    holds = (gap <= NEAR) & np.isin(holding, _HOLDS) & (firm >= FIRM)
    confidence = np.minimum(np.where(holds, firm, sure), np.take(MOST, bucket)).tolist()
    for n in np.flatnonzero(scores.known & (orders | holds)).tolist():
        said = round(confidence[n], 3)
        if holds[n]:
            yield Opinion(*pairs[n], _HOLDING[DENSE[holding[n]]], said)
            continue
        first = bool(chances[n] > 0.5)
        early, late = pairs[n] if first else pairs[n][::-1]
        if not (_is_planned(early) and not _is_planned(late)):
            yield Opinion(*pairs[n], _ORDERS[first], said, courses[n])


def _is_planned(mention: Mention) -> bool:
    """What is only planned has not happened: that the model would have it before what did says nothing."""
    return mention.event.factuality is Factuality.PLANNED


def _courses(scene: Scene, pairs: Sequence[tuple[Mention, Mention]]) -> list[tuple[int, str] | None]:
    """What scripts say of each pair."""
    known = {m.token.i for m in scene.mentions if scripts.stands(scene, m)}
    return [scripts.course(scene, a, b) if a.token.i in known and b.token.i in known else None for a, b in pairs]


def _constraint(opinion: Opinion) -> Constraint:
    a, b, relation, course = opinion.first, opinion.second, opinion.relation, opinion.course
    usual = course is not None and (course[0] < 0) == (relation is Relation.STARTS_BEFORE)
    why = sentence(relation, a.mention.text, b.mention.text, course[1] if course is not None and usual else None)
    return between(a, relation, b, NAME, why, opinion.confidence, kind=CauseKind.MODEL)


def _pairs(scene: Scene) -> Iterator[tuple[Mention, Mention]]:
    assert scene.reading is not None
    reach = scene.reading.reach().tolist()
    places = [mention.token.i for mention in scene.mentions]
    for n, first in enumerate(scene.mentions):
        for second in scene.mentions[n + 1 : bisect_left(places, reach[first.token.i])]:
            if first.id != second.id:
                yield first, second
