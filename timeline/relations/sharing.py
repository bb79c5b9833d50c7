"""What shares the time of a dated event: "attacked on Tuesday, killing six", "died on Friday in a fire".

The dated event itself is the business of `dating`; this is what stands so close to it that the time holds for both.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.expressions import TimeExpression, TimexType
from timeline.language.en.relations import table
from timeline.relations.dating import attached, edges_of, is_inside
from timeline.relations.model import Constraint, Relation
from timeline.relations.scene import Mention, Scene, towards
from timeline.relations.verbs import Tense

NAME = "sharing"

_PAST = frozenset({Tense.PAST, Tense.PAST_PERFECT, Tense.PRESENT_PERFECT})


def sieve(scene: Scene) -> Iterator[Constraint]:
    """Every expression that means a calendar time, against what shares it with an event that it dates.

    What has a time of its own shares no other's.
    """
    dated = {e.id: attached(scene, e) for e in scene.expressions if e.bounds is not None and e.event_anchor is None}
    own = {mention.id for found in dated.values() for mention, _ in found}
    edges = edges_of(scene)
    for expression in scene.expressions:
        if expression.id not in dated or expression.type is TimexType.SET or not is_inside(scene, expression):
            continue
        known = set(own)
        for mention, confidence in dated[expression.id]:
            for other, kind in _sharing(scene, mention):
                if other.id not in known and not _is_told_elsewhere(scene, other, expression):
                    known.add(other.id)
                    sure = min(confidence, table("sharing")[kind]["confidence"])
                    relation = edges.get(expression.id, Relation.IS_INCLUDED)
                    yield _shares(expression, mention, other, relation, sure)


def _is_told_elsewhere(scene: Scene, mention: Mention, expression: TimeExpression) -> bool:
    """ "He described next year's elections as a milestone": what is told as past shares no time to come, nor what is
    told as to come a past one."""
    low, high = expression.bounds.hull if expression.bounds is not None else (None, None)
    day = scene.article.publication.day
    if mention.form.tense is Tense.FUTURE:
        return high is not None and high <= day.start
    return mention.form.tense in _PAST and low is not None and low >= day.end


def _shares(
    expression: TimeExpression, dated: Mention, other: Mention, relation: Relation, confidence: float
) -> Constraint:
    why = f"“{expression.text}” dates “{dated.mention.text}”, and “{other.mention.text}” is told as part of it"
    return towards(other, relation, expression.id, NAME, why, confidence, (dated.span, expression.span))


def _sharing(scene: Scene, dated: Mention) -> Iterator[tuple[Mention, str]]:
    yield from _named(scene, dated)
    yield from _participles(scene, dated)
    yield from _borne(scene, dated)
    yield from _above(scene, dated)
    yield from _voiced(scene, dated)
    yield from _attempts(scene, dated)


def _named(scene: Scene, dated: Mention) -> Iterator[tuple[Mention, str]]:
    """Events under a preposition of the dated verb."""
    for link in scene.parse.children(dated.token, "prep"):
        for kind in ("within", "with"):
            if link.lower in table("sharing")[kind]["prepositions"]:
                for child in scene.parse.children(link, "pobj", "pcomp"):
                    other = scene.at(child)
                    if other is not None:
                        yield other, kind


def _participles(scene: Scene, dated: Mention) -> Iterator[tuple[Mention, str]]:
    """Participles without a conjunction that follow the dated verb: what came of it, or came with it."""
    for child in scene.parse.children(dated.token, "advcl"):
        other = scene.at(child)
        bare = not scene.parse.children(child, "mark", "prep")
        if other is not None and child.tag == "VBG" and child.i > dated.token.i and bare:
            yield other, "participle"


def _borne(scene: Scene, dated: Mention) -> Iterator[tuple[Mention, str]]:
    """ "A flood hit the valley in May", "held talks in May": verbs that only say that subject or object came about."""
    for kind, role in (("striking", "nsubj"), ("staging", "dobj")):
        if dated.token.lemma in table("sharing")[kind]["verbs"]:
            for child in scene.parse.children(dated.token, role):
                named = (child, *scene.parse.children(child, "compound", "nmod"))  # "staged a coup d'état"
                other = next(filter(None, map(scene.at, named)), None)
                if other is not None:
                    yield other, kind


def _voiced(scene: Scene, dated: Mention) -> Iterator[tuple[Mention, str]]:
    """ "In a statement issued on Friday the firm denied it": it did so when the statement was issued."""
    medium = scene.parse.head(dated.token) if dated.token.dep in ("acl", "relcl") else None
    if medium is None or medium.dep != "pobj" or medium.lemma not in table("sharing")["voiced"]["media"]:
        return
    link = scene.parse.head(medium)
    verb = scene.parse.head(link) if link is not None and link.lower == "in" else None
    other = scene.at(verb) if verb is not None else None
    if other is not None:
        yield other, "voiced"


def _above(scene: Scene, dated: Mention) -> Iterator[tuple[Mention, str]]:
    """The verb coordinated with the dated one before it, and what governs a dated noun."""
    head = scene.parse.head(dated.token)
    if head is None:
        return
    over = scene.at(head)
    if dated.token.dep == "conj" and head.pos == dated.token.pos == "VERB" and over is not None:
        yield over, "coordinated"
    elif dated.token.pos in ("NOUN", "PROPN"):
        if dated.token.dep == "dobj" and over is not None:
            yield over, "governing"
        elif dated.token.dep == "pobj" and head.lower in table("sharing")["within"]["prepositions"]:
            verb = scene.parse.head(head)
            holder = scene.at(verb) if verb is not None else None
            if holder is not None:
                yield holder, "within"


def _attempts(scene: Scene, dated: Mention) -> Iterator[tuple[Mention, str]]:
    """A verb like "try" or "decline", and what was tried or declined."""
    verbs = table("sharing")["attempt"]["verbs"]
    pairs = [(dated.token, child) for child in scene.parse.children(dated.token, "xcomp")]
    head = scene.parse.head(dated.token)
    if head is not None and dated.token.dep == "xcomp":
        pairs.append((head, head))
    for governor, sharer in pairs:
        other = scene.at(sharer)
        if governor.lemma in verbs and other is not None:
            yield other, "attempt"
