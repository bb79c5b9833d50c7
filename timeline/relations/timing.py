"""The trained model's word on an event and a time of one sentence: what happened then, where the syntax ties no two.

TimeBank-Dense's head for events and times. Of the pairs of held-out AQUAINT documents that it is so sure of, that
nothing else relates and that gold does, 16 of 19 lie within the time, and all 14 within a length that no calendar
holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.events.labels import DENSE
from timeline.expressions import TimeExpression, TimexType
from timeline.relations.dating import attached
from timeline.relations.model import CauseKind, Constraint, Relation
from timeline.relations.scene import Mention, Scene, towards

NAME = "timing"
SURE = 0.6
MOST = 0.9
_WITHIN = DENSE.index("ii")


def sieve(scene: Scene) -> Iterator[Constraint]:
    """Each event against the likeliest time of its sentence."""
    if scene.reading is None:
        return
    asked = [(mention, expression, words) for expression, words, mention in _pairs(scene)]
    table = scene.reading.times([(mention.token.i, words) for mention, _, words in asked])
    best: dict[str, tuple[float, Mention, TimeExpression]] = {}
    for (mention, expression, _), chance in zip(asked, table.dense[:, _WITHIN].tolist(), strict=True):
        if chance >= max(SURE, best[mention.id][0] if mention.id in best else 0.0):
            best[mention.id] = chance, mention, expression
    for chance, mention, expression in best.values():
        why = f"as a model trained on news reads it, “{mention.mention.text}” would fall within “{expression.text}”"
        confidence = round(min(chance, MOST), 3)
        words = (expression.span,)
        yield towards(mention, Relation.IS_INCLUDED, expression.id, NAME, why, confidence, words, kind=CauseKind.MODEL)


def _pairs(scene: Scene) -> Iterator[tuple[TimeExpression, tuple[int, int], Mention]]:
    """Times and the events of their sentence, but for events that the syntax ties to a time."""
    times = [e for e in scene.expressions if e.event_anchor is None and e.type is not TimexType.SET]
    tied = {mention.id for expression in times for mention, _ in attached(scene, expression)}
    for expression in times:
        tokens = scene.parse.within(expression.span)
        for mention in scene.in_sentence(tokens[0].sentence) if tokens else ():
            if mention.id not in tied:
                yield expression, (tokens[0].i, tokens[-1].i + 1), mention
