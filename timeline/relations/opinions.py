"""The trained model's opinions on pairs of events: one template for all of them, so that each is a few values.

An article has some ten times as many opinions as anything else it says about order. Their sentence says nothing that
the pair, the relation and the words do not, so that documents keep them as rows and make it when they are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from timeline.article import Span
from timeline.events.model import Event, EventMention
from timeline.relations.model import Cause, CauseKind, Constraint, Relation

NAME = "learned"  # the sieve

_WORDS = {
    Relation.STARTS_BEFORE: "start before",
    Relation.STARTS_AFTER: "start after",
    Relation.INCLUDES: "be going on during",
    Relation.IS_INCLUDED: "fall within",
    Relation.EQUAL: "be at the time of",
}
_USUAL = (", and so it is in the usual course of things (", ")")

Mentions = Mapping[tuple[str, int], EventMention]


class Opinion(NamedTuple):
    """How the model has `source` lie towards `target`, read off the words at these offsets.

    `course` names the script that has it so, too ("crime").
    """

    source: str
    target: str
    relation: Relation
    confidence: float
    source_at: int
    target_at: int
    course: str | None = None
    asserted_by: tuple[str, ...] = ()

    def constraint(self, mentions: Mentions) -> Constraint:
        """As a constraint, in words. Raises KeyError where no such word stands for one of the events."""
        a, b = mentions[self.source, self.source_at], mentions[self.target, self.target_at]
        why = sentence(self.relation, a.text, b.text, self.course)
        spans: tuple[Span, ...] = tuple(sorted({a.trigger, b.trigger}))
        cause = Cause(CauseKind.MODEL, NAME, why, spans)
        return Constraint(self.source, self.target, self.relation, cause, self.confidence, None, self.asserted_by)


def sentence(relation: Relation, source: str, target: str, course: str | None = None) -> str:
    """The opinion on two words of the article."""
    why = _told(_WORDS[relation], source, target)
    return why if course is None else _with_course(why, course)


def _told(words: str, source: str, target: str) -> str:
    return f"as a model trained on news reads it, “{source}” would {words} “{target}”"


def _with_course(why: str, course: str) -> str:
    return f"{why}{_USUAL[0]}{course}{_USUAL[1]}"


def mentions_of(events: Iterable[Event]) -> Mentions:
    """Mentions by event and by the offset of the word."""
    return {(event.id, mention.trigger.start): mention for event in events for mention in event.mentions}


def split(constraints: Sequence[Constraint], mentions: Mentions) -> tuple[list[Constraint], list[Opinion]]:
    """What is said about order, and the opinions among it: those that `Opinion.constraint` gives back as they are."""
    kept: list[Constraint] = []
    opinions: list[Opinion] = []
    for constraint in constraints:
        found = _opinion(constraint, mentions) if constraint.cause.sieve == NAME else None
        if found is None:
            kept.append(constraint)
        else:
            opinions.append(found)
    return kept, opinions


def _opinion(said: Constraint, mentions: Mentions) -> Opinion | None:
    """None for one that was changed since, as by an analyst who merged its events."""
    words, why, spans = _WORDS.get(said.relation), said.cause.explanation, said.cause.spans
    if words is None or len(spans) != 2 or said.cause.kind is not CauseKind.MODEL or said.offset is not None:
        return None
    for first, second in (spans, spans[::-1]):
        a, b = mentions.get((said.source, first.start)), mentions.get((said.target, second.start))
        if a is None or b is None or a.trigger.end != first.end or b.trigger.end != second.end:
            continue
        bare, course = _told(words, a.text, b.text), None
        if why != bare:
            course = why[len(bare) + len(_USUAL[0]) : -len(_USUAL[1])]
        if why == bare or why == _with_course(bare, course or ""):
            return Opinion(
                said.source, said.target, said.relation, said.confidence,
                first.start, second.start, course, said.asserted_by,
            )  # fmt: skip
    return None
