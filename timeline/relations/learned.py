"""The trained model's word on pairs of events."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.events.labels import MATRES
from timeline.relations.model import CauseKind, Constraint, Relation
from timeline.relations.scene import Mention, Scene, between

NAME = "learned"
# By the distance in sentences: how sure the model must be to be heard. Beyond its window's reach it is not asked.
THRESHOLDS = (0.6, 0.75, 0.8, 0.85)
_LABELS = {
    "BEFORE": (Relation.STARTS_BEFORE, "start before"),
    "AFTER": (Relation.STARTS_AFTER, "start after"),
}


def sieve(scene: Scene) -> Iterator[Constraint]:
    """Pairs of mentions near enough for one window of the model, where it is sure enough; one word a pair of events."""
    if scene.reading is None or len(scene.mentions) < 2:
        return
    pairs = list(_pairs(scene))
    scores = scene.reading.pairs([(a.token.i, b.token.i) for a, b in pairs])
    surest: dict[frozenset[str], Constraint] = {}
    for (a, b), row, known in zip(pairs, scores.matres, scores.known, strict=True):
        best = int(row.argmax())
        if known and MATRES[best] in _LABELS and row[best] >= _threshold(a, b):
            found = _constraint(a, b, MATRES[best], float(row[best]))
            known_best = surest.get(frozenset((a.id, b.id)))
            if known_best is None or found.confidence > known_best.confidence:
                surest[frozenset((a.id, b.id))] = found
    yield from surest.values()


def _constraint(a: Mention, b: Mention, label: str, chance: float) -> Constraint:
    relation, word = _LABELS[label]
    why = f"as a model trained on news reads it, “{a.mention.text}” would {word} “{b.mention.text}”"
    return between(a, relation, b, NAME, why, round(0.99 * chance, 3), kind=CauseKind.MODEL)


def _pairs(scene: Scene) -> Iterator[tuple[Mention, Mention]]:
    for n, first in enumerate(scene.mentions):
        for second in scene.mentions[n + 1 :]:
            if first.id != second.id and second.token.sentence - first.token.sentence < len(THRESHOLDS):
                yield first, second


def _threshold(a: Mention, b: Mention) -> float:
    return THRESHOLDS[abs(b.token.sentence - a.token.sentence)]
