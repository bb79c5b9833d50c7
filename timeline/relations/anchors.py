"""Times that are distances from an event: "a day after the poll", "two weeks before the vote"."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.article import Span
from timeline.expressions import AnchorRelation, EventAnchor, TimeExpression
from timeline.relations.model import Constraint, Relation
from timeline.relations.scene import Mention, Scene, between
from timeline.syntax import Token

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
        if anchor is None:
            continue
        head, span = _named(scene, expression, anchor)
        named = scene.within(span)
        dated = _dated(scene, expression, span, head)
        if not named or dated is None:
            continue
        target = (scene.at(head) if head is not None else None) or named[-1]
        relation, word = _RELATIONS[anchor.relation]
        why = f"“{expression.text}” puts “{dated.mention.text}” {word} “{target.mention.text}”"
        words = (expression.span, anchor.span)
        yield between(dated, relation, target, NAME, why, 0.97, words, anchor.offset)


def _named(scene: Scene, expression: TimeExpression, anchor: EventAnchor) -> tuple[Token | None, Span]:
    """The head of what the time is told from, and its characters: in "hours after talks with the rebels broke down" the
    verb of the clause, though the phrase that was found ends with its subject."""
    head = scene.parse.top(anchor.span)
    verb = scene.parse.head(head) if head is not None and head.dep in ("nsubj", "nsubjpass") else None
    if verb is not None and any(
        expression.span.end <= mark.span.start < anchor.span.start for mark in scene.parse.children(verb, "mark")
    ):
        return verb, Span(anchor.span.start, max(anchor.span.end, verb.span.end))
    return head, anchor.span


def _dated(scene: Scene, expression: TimeExpression, named: Span, top: Token | None) -> Mention | None:
    """The event that the whole phrase hangs on: the nearest above the expression that is not in what it names.

    "Rebels took the town, residents said, hours after talks broke down" tells when it was taken, not when they said so,
    whether it hangs on what they said or, by a slip of the parse, on the talks.
    """
    head = scene.parse.top(expression.span)
    if head is None:
        return None
    above = scene.governor(head, beside=named)
    if above is not None:
        first = _told_first(scene, above.token)
        return first if first is not None and head.i > above.token.i else above
    if top is not None and (first := _told_first(scene, top)) is not None:
        return first
    others = [m for m in scene.in_sentence(head.sentence) if not named.covers(m.span)]
    return min(others, key=lambda m: abs(m.token.i - head.i), default=None)


def _told_first(scene: Scene, verb: Token) -> Mention | None:
    """The clause that the verb is told of, where it stands before it."""
    clauses = (clause for clause in scene.parse.children(verb, "ccomp") if clause.i < verb.i)
    return next((mention for clause in clauses if (mention := scene.at(clause)) is not None), None)
