"""Times that are distances from an event: "a day after the poll", "two weeks before the vote"."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.expressions import AnchorRelation, TimeExpression
from timeline.relations.model import Constraint, Relation
from timeline.relations.scene import Mention, Scene, between

NAME = "anchors"

_RELATIONS = {
    AnchorRelation.AFTER: (Relation.AFTER, "after"),
    AnchorRelation.BEFORE: (Relation.BEFORE, "before"),
    AnchorRelation.SINCE: (Relation.AFTER, "since"),
    AnchorRelation.UNTIL: (Relation.BEFORE, "until"),
    AnchorRelation.DURING: (Relation.IS_INCLUDED, "during"),
    AnchorRelation.BY: (Relation.BEFORE, "by"),
}


def sieve(scene: Scene) -> Iterator[Constraint]:
    """The event that such a time dates, against the event that it names."""
    for expression in scene.expressions:
        anchor = expression.event_anchor
        named = scene.within(anchor.span) if anchor is not None else []
        dated = _dated(scene, expression)
        if anchor is None or not named or dated is None:
            continue
        head = scene.parse.top(anchor.span)
        target = (scene.at(head) if head is not None else None) or named[-1]
        relation, word = _RELATIONS[anchor.relation]
        why = f"“{expression.text}” puts “{dated.mention.text}” {word} “{target.mention.text}”"
        words = (expression.span, anchor.span)
        yield between(dated, relation, target, NAME, why, 0.97, words, anchor.offset)


def _dated(scene: Scene, expression: TimeExpression) -> Mention | None:
    """The event that the whole phrase hangs on: the nearest above the expression that the anchor does not name."""
    anchor = expression.event_anchor
    head = scene.parse.top(expression.span)
    if head is None or anchor is None:
        return None
    above = scene.governor(head, beside=anchor.span)
    if above is not None:
        return above
    others = [m for m in scene.in_sentence(head.sentence) if not anchor.span.covers(m.span)]
    return min(others, key=lambda m: abs(m.token.i - head.i), default=None)
