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
    """Pairs of mentions near enough for one window of the model, where it is sure enough."""
    if scene.reading is None or len(scene.mentions) < 2:
        return
    pairs = list(_pairs(scene))
    scores = scene.reading.pairs([(a.token.i, b.token.i) for a, b in pairs])
    for (a, b), row, known in zip(pairs, scores.matres, scores.known, strict=True):
        best = int(row.argmax())
        if known and MATRES[best] in _LABELS and row[best] >= _threshold(a, b):
            relation, word = _LABELS[MATRES[best]]
            why = f"as a model trained on news reads it, “{a.mention.text}” would {word} “{b.mention.text}”"
            yield between(a, relation, b, NAME, why, round(float(row[best]), 3) * 0.99, kind=CauseKind.MODEL)


def _pairs(scene: Scene) -> Iterator[tuple[Mention, Mention]]:
    for n, first in enumerate(scene.mentions):
        for second in scene.mentions[n + 1 :]:
            if first.id != second.id and second.token.sentence - first.token.sentence < len(THRESHOLDS):
                yield first, second


def _threshold(a: Mention, b: Mention) -> float:
    return THRESHOLDS[abs(b.token.sentence - a.token.sentence)]
