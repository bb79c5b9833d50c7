"""A time and an event in one clause: "denied on Wednesday", "last week when he tweeted", "since July", "for a day"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from timeline.article import Span
from timeline.events.lexicon import frames
from timeline.expressions import TimeExpression, TimexType
from timeline.relations.model import NOW, Constraint, Relation
from timeline.relations.scene import Mention, Scene, towards
from timeline.relations.verbs import Tense
from timeline.syntax import Token
from timeline.temporal.granularity import Granularity

NAME = "dating"

_SIGNALS = {
    "since": Relation.BEGINS,
    "from": Relation.BEGINS,
    "starting": Relation.BEGINS,
    "beginning": Relation.BEGINS,
    "until": Relation.ENDS,
    "till": Relation.ENDS,
    "through": Relation.ENDS,
    "to": Relation.ENDS,
    "by": Relation.STARTS_BEFORE,  # gold has what is dated so before the time, or going on when it begins
    "before": Relation.BEFORE,
    "prior": Relation.BEFORE,
    "after": Relation.AFTER,
    "following": Relation.AFTER,
}
_CLAUSE = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl", "csubj", "pcomp", "ROOT"})
_FINITE = frozenset({"ccomp", "relcl", "advcl", "acl", "csubj"})
_MODIFIERS = frozenset({"nummod", "compound", "amod", "nmod", "poss"})
_DURING = frozenset({"in", "at", "during", "throughout"})


def sieve(scene: Scene) -> Iterator[Constraint]:
    """Every expression that means a calendar time, or a length, against the event that it belongs to."""
    edges = edges_of(scene)
    for expression in scene.expressions:
        if expression.event_anchor is not None:
            continue
        for mention, confidence in attached(scene, expression):
            if expression.type is TimexType.SET:
                yield _holds(expression, mention, confidence)
            elif expression.bounds is not None:
                yield from _dates(scene, expression, mention, confidence, edges.get(expression.id))
            elif expression.duration is not None and _signal(scene, expression)[0] == "for":
                yield _lasts(expression, mention, confidence)
            elif expression.duration is not None and is_inside(scene, expression):
                yield _holds(expression, mention, confidence)


def _holds(expression: TimeExpression, mention: Mention, confidence: float) -> Constraint:
    """A length or a recurring time has no one place in the calendar, but events lie within it."""
    why = f"“{mention.mention.text}” is told of “{expression.text}”"
    words = (expression.span,)
    return towards(mention, Relation.IS_INCLUDED, expression.id, NAME, why, confidence * 0.8, words)


def edges_of(scene: Scene) -> dict[str, Relation]:
    """Of times joined by "and", how what they date lies towards each: "in May, June and July" it begins in the first
    and ends in the last. No other time has an entry."""
    edges: dict[str, Relation] = {}
    for one, other in pairwise(scene.expressions):
        if _is_and(scene, one, other) and is_inside(scene, one) and is_inside(scene, other):
            edges[one.id] = Relation.INCLUDES if one.id in edges else Relation.BEGINS
            edges[other.id] = Relation.ENDS
    return edges


def _is_and(scene: Scene, one: TimeExpression, other: TimeExpression) -> bool:
    """Whether the second is coordinated with the first, and later: "on Monday and Tuesday", "in May and in June"."""
    first, second = scene.parse.top(one.span), _joint(scene, other)
    if first is None or second is None or second.dep != "conj" or second.head not in (first.i, first.head):
        return False
    if any(t.lower != "and" for t in scene.parse.children(first, "cc")):
        return False
    if one.bounds is None or other.bounds is None or one.event_anchor is not None or other.event_anchor is not None:
        return False
    end, start = one.bounds.hull[1], other.bounds.hull[0]
    return end is not None and start is not None and end <= start


def _joint(scene: Scene, expression: TimeExpression) -> Token | None:
    """What of a second time is coordinated with the first: its head, or the preposition of that."""
    head = scene.parse.top(expression.span)
    above = scene.parse.head(head) if head is not None and head.dep == "pobj" else None
    return above if above is not None and above.dep == "conj" else head


def _dates(
    scene: Scene, expression: TimeExpression, mention: Mention, confidence: float, edge: Relation | None
) -> Iterator[Constraint]:
    word, span = _signal(scene, expression)
    relation = edge or _SIGNALS.get(word, Relation.IS_INCLUDED)
    words = (expression.span,) if span is None else (span, expression.span)
    said = f"{word} {expression.text}" if word else expression.text
    why = f"“{said}” dates “{mention.mention.text}”; {_sentence(expression.explanation)}"
    yield towards(mention, relation, expression.id, NAME, why, confidence, words)
    if word == "since" and mention.form.tense in (Tense.PRESENT, Tense.PRESENT_PERFECT):
        going = f"“{mention.mention.text}” goes on since then"
        yield towards(mention, Relation.OVERLAP, NOW, NAME, going, confidence * 0.9, words)


def is_inside(scene: Scene, expression: TimeExpression) -> bool:
    """Whether what the expression dates lies within it, as under "on" and "in", and not after, before or since it."""
    return _signal(scene, expression)[0] not in _SIGNALS


def _lasts(expression: TimeExpression, mention: Mention, confidence: float) -> Constraint:
    why = f"“{mention.mention.text}” lasted “{expression.text}”"
    length = expression.duration
    return towards(mention, Relation.LASTS, expression.id, NAME, why, confidence, (expression.span,), length)


def _sentence(explanation: str) -> str:
    explanation = explanation.strip().rstrip(".")
    return explanation[:1].lower() + explanation[1:]


def _signal(scene: Scene, expression: TimeExpression) -> tuple[str, Span | None]:
    """The word before the expression that says how it is meant, the tagger's or the preposition it hangs on.

    "After last week's attack" says when something else was; the attack was last week.
    """
    head = scene.parse.top(expression.span)
    if head is not None and head.dep == "poss":
        return "", None
    if expression.signal is not None:
        return expression.signal.lower(), expression.signal_span
    above = scene.parse.head(head) if head is not None else None
    if above is not None and above.dep == "prep" and above.span.end <= expression.span.start:
        return above.lower, above.span
    return "", None


def attached(scene: Scene, expression: TimeExpression) -> list[tuple[Mention, float]]:
    """The events that the expression dates, with confidence: what it hangs on, and what is coordinated with that."""
    head = scene.parse.top(expression.span)
    if head is None or _is_dateline(scene, expression) or _compares(scene, expression):
        return []
    when = _clause_of(scene, head)
    mention = when or _reported(scene, expression, head) or scene.governor(head)
    if mention is not None and mention is not when and _is_apart(scene, head, mention):
        return []
    if mention is None:
        near = _nearest(scene, expression, head)
        return [] if near is None else [(near, 0.7)]
    found = [(mention, 0.93)]
    told = _told_when(scene, mention, expression)
    if told is not None:
        found.append((told, 0.93))
    for other in _coordinated(scene, mention, head):
        found.append((other, 0.8))
    return found


def _is_dateline(scene: Scene, expression: TimeExpression) -> bool:
    """The day of publication on a line of its own: it dates the article, not the headline that the parse ties it to."""
    text, span = scene.article.text, expression.span
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    after = text[span.end :].split("\n", 1)[0]
    day = scene.article.publication.day
    published = expression.bounds is not None and expression.bounds.hull == (day.start, day.end)
    return published and not (before + after).strip()


def _is_apart(scene: Scene, head: Token, mention: Mention) -> bool:
    """Whether the time says something of what stands between it and the event above, which is no event itself.

    "She said progress in 2003 was slow": another clause. "He praised the 2003 data": the noun's own time. What happens
    "at the 2004 games" is of the games' time, and what "a 2004 storm" did, of the storm's. "Found him guilty on Monday"
    is one clause.
    """
    noun = scene.parse.head(head)
    if noun is not None and noun.i > head.i and noun.i != mention.token.i and head.dep in _MODIFIERS:
        link = scene.parse.head(noun) if noun.pos == "NOUN" or head.dep == "poss" else None
        if link is not None and noun.dep in ("dobj", "pobj") and link.lower not in _DURING:
            return True
    between = takewhile(lambda above: above.i != mention.token.i, scene.parse.ancestors(head))
    return any(above.dep in _FINITE and above.pos in ("VERB", "AUX") for above in between)


def _compares(scene: Scene, expression: TimeExpression) -> bool:
    """ "fell to the lowest price since July", "the first win since 2003": nothing began then."""
    word, span = _signal(scene, expression)
    first = scene.parse.at(span.start) if word == "since" and span is not None else None
    if first is None:
        return False
    start = scene.parse.sentences[first.sentence][0]
    for token in reversed(scene.parse.tokens[start : first.i]):
        if token.pos in ("VERB", "AUX", "PUNCT"):
            return False
        if token.tag in ("JJS", "RBS") or token.lower in ("first", "only"):
            return True
    return False


def _clause_of(scene: Scene, head: Token) -> Mention | None:
    """ "last week when he tweeted": the clause under the time itself says what happened then."""
    for child in scene.parse.children(head, "relcl", "advcl", "acl"):
        mention = scene.at(child)
        if mention is not None and any(k.lower == "when" for k in scene.parse.children(child)):
            return mention
    return None


def _reported(scene: Scene, expression: TimeExpression, head: Token) -> Mention | None:
    """ "reported a rise in profit last Thursday": a bare day at the end tells when it was reported."""
    noun = scene.parse.head(head)
    if noun is None or noun.pos != "NOUN" or noun.dep != "dobj" or head.dep != "npadvmod" or head.i < noun.i:
        return None
    verb = scene.parse.head(noun)
    if verb is None or verb.lemma not in frames().reporting or expression.granularity is not Granularity.DAY:
        return None
    return scene.at(verb)


def _told_when(scene: Scene, mention: Mention, expression: TimeExpression) -> Mention | None:
    """ "sparked anger last week when he tweeted": a clause with "when" right after the time shares it."""
    for child in scene.parse.children(mention.token, "advcl"):
        for mark in scene.parse.children(child, "advmod", "mark"):
            if mark.lower in ("when", "as", "while") and 0 <= mark.span.start - expression.span.end <= 2:
                return scene.at(child)
    return None


def _coordinated(scene: Scene, mention: Mention, head: Token) -> Iterator[Mention]:
    """A time at the front of the clause holds for every verb of the chain: "On Monday they met and agreed"."""
    if head.i > mention.token.i:
        return
    for child in scene.parse.children(mention.token, "conj"):
        other = scene.at(child)
        if other is not None and not any(t.entity in ("DATE", "TIME") for t in scene.parse.subtree(child)):
            yield other


def _nearest(scene: Scene, expression: TimeExpression, head: Token) -> Mention | None:
    others = scene.in_sentence(head.sentence)
    return min(others, key=lambda m: (abs(m.token.i - head.i), m.token.i), default=None)
