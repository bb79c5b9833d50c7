"""Connectives: before, after, as soon as, in the wake of, followed by, then, earlier (data: connectives.toml)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from timeline.article import Span
from timeline.events.model import EventClass
from timeline.language.en.relations import table
from timeline.relations.model import Constraint, Relation
from timeline.relations.scene import Mention, Scene, between
from timeline.syntax import Token

NAME = "connectives"

_WHILE = frozenset({"when", "while", "as"})
_CLAUSES = ("advcl", "ccomp", "relcl", "acl", "pcomp")


@dataclass(frozen=True, slots=True)
class Connective:
    """A word that joins a clause or noun to what governs it; `relation` is the governor's towards the joined."""

    word: str
    relation: Relation
    confidence: float


@cache
def _joining() -> dict[str, tuple[Connective, ...]]:
    """By the word as it stands in the text (verbs: the lemma), a list for each way of joining."""
    return {
        kind: tuple(Connective(c["word"], Relation(c["relation"]), c["confidence"]) for c in table("connectives")[kind])
        for kind in ("clauses", "nouns", "gerunds", "phrases", "adverbs", "verbs")
    }


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(table("connectives")[kind])


def sieve(scene: Scene) -> Iterator[Constraint]:
    for mention in scene.mentions:
        yield from _clause(scene, mention)
        yield from _behind(scene, mention)
        yield from _takes_place(scene, mention)
    for token in scene.parse.tokens:
        yield from _phrase(scene, token)
        yield from _verb(scene, token)
    yield from _long(scene)
    yield from _adverbs(scene)


def _clause(scene: Scene, mention: Mention) -> Iterator[Constraint]:
    """ "he left when she came": the clause's verb, marked by the connective, under the verb that it belongs to."""
    if mention.token.dep not in ("advcl", "ccomp", "relcl"):
        return
    governor = _above(scene, mention.token)
    if governor is None:
        return
    for mark in scene.parse.children(mention.token, "mark", "advmod", "prep"):
        if mark.i < mention.token.i:
            yield from _join(scene, governor, mention, mark, "clauses")
            yield from _meanwhile(scene, governor, mention, mark)


def _behind(scene: Scene, mention: Mention) -> Iterator[Constraint]:
    """ "Having lost the vote, he resigned"."""
    governor = _above(scene, mention.token)
    having = any(k.lower == "having" for k in scene.parse.children(mention.token, "aux"))
    if governor is not None and mention.token.dep == "advcl" and having:
        why = f"“{mention.mention.text}” is told as done before “{governor.mention.text}”"
        yield between(governor, Relation.STARTS_AFTER, mention, NAME, why, 0.85)


def _takes_place(scene: Scene, mention: Mention) -> Iterator[Constraint]:
    """ "the strike came after the vote": the coming is the strike."""
    if mention.mention.lemma.lower() not in _words("occurring"):
        return
    for child in scene.parse.children(mention.token, "nsubj"):
        subject = scene.at(child)
        if subject is not None:
            why = f"“{mention.mention.text}” says that “{subject.mention.text}” took place"
            yield between(subject, Relation.EQUAL, mention, NAME, why, 0.9)


def _above(scene: Scene, token: Token) -> Mention | None:
    """The nearest mention above; where a verb that is none says that its subject took place, the subject."""
    for above in scene.parse.ancestors(token):
        mention = scene.at(above)
        if mention is None and above.lemma in _words("occurring"):
            mention = next(filter(None, map(scene.at, scene.parse.children(above, "nsubj"))), None)
        if mention is not None:
            return mention
    return None


def _meanwhile(scene: Scene, governor: Mention, joined: Mention, mark: Token) -> Iterator[Constraint]:
    """ "was working there when he was abducted", "left while they were talking": what goes on holds the other."""
    if mark.lower not in _WHILE:
        return
    why = f"“{mark.text}” puts “{governor.mention.text}” and “{joined.mention.text}” at one time"
    going, event = (governor, joined) if _goes_on(scene, governor) else (joined, governor)
    if _goes_on(scene, going) and not _goes_on(scene, event):
        yield between(going, Relation.INCLUDES, event, NAME, why, 0.88, (mark.span,))


def _goes_on(scene: Scene, mention: Mention) -> bool:
    return mention.form.progressive or mention.event.event_class is EventClass.STATE


def _phrase(scene: Scene, token: Token) -> Iterator[Constraint]:
    """ "after the poll", "before tweeting": the event named or told under a preposition."""
    if token.dep not in ("prep", "pcomp", "mark", "pobj", "advmod") or token.pos not in ("ADP", "SCONJ", "VERB"):
        return
    governor = _above(scene, token)
    for child in scene.parse.children(token, "pobj", "pcomp", "dobj"):
        mention = scene.at(child)
        if governor is not None and mention is not None and not _timed(scene, child, token):
            yield from _join(scene, governor, mention, token, "nouns")
            if child.dep == "pcomp":
                yield from _join(scene, governor, mention, token, "gerunds")


def _verb(scene: Scene, token: Token) -> Iterator[Constraint]:
    """ "the vote followed a debate", "the vote was followed by a debate", "a slide that followed the quake"."""
    for connective in _joining()["verbs"] if token.pos == "VERB" else ():
        if token.lemma == connective.word:
            subjects = scene.subjects(token)
            objects = [scene.at(t) for t in scene.parse.children(token, "dobj")]
            agents = [
                scene.at(t) for by in scene.parse.children(token, "agent") for t in scene.parse.children(by, "pobj")
            ]
            for one, other in (*product(subjects, objects), *product(agents, subjects)):
                if one is not None and other is not None:
                    why = f"“{token.text}” orders “{one.mention.text}” and “{other.mention.text}”"
                    yield between(one, connective.relation, other, NAME, why, connective.confidence, (token.span,))


def _long(scene: Scene) -> Iterator[Constraint]:
    """Connectives of several words, wherever the parse hangs them."""
    words_of = [token.lower for token in scene.parse.tokens]
    places: dict[str, list[int]] = {}
    for first, word in enumerate(words_of):
        places.setdefault(word, []).append(first)
    for connective in _joining()["phrases"]:
        words = connective.word.split()
        for first in places.get(words[0], ()):
            if words_of[first : first + len(words)] == words:
                opening, closing = scene.parse.tokens[first], scene.parse.tokens[first + len(words) - 1]
                yield from _spanning(scene, Span(opening.span.start, closing.span.end), connective)


def _spanning(scene: Scene, span: Span, connective: Connective) -> Iterator[Constraint]:
    """The phrase hangs in the clause it opens ("as soon as"), or what it joins hangs under it ("in the wake of")."""
    top = scene.parse.top(span)
    if top is None:
        return
    holder = scene.parse.head(top)
    joined = scene.at(holder) if holder is not None and holder.dep in _CLAUSES else None
    if joined is None or joined.token.span.start < span.end:
        joined, over = _under(scene, top, span), top
    else:
        over = joined.token
    governor = _above(scene, over)
    if governor is not None and joined is not None:
        why = f"“{span.of(scene.article.text)}” joins “{governor.mention.text}” and “{joined.mention.text}”"
        yield between(governor, connective.relation, joined, NAME, why, connective.confidence, (span,))


def _under(scene: Scene, top: Token, span: Span) -> Mention | None:
    """The highest mention under the token that follows the phrase."""
    below = [m for t in scene.parse.subtree(top) if t.span.start >= span.end and (m := scene.at(t)) is not None]
    return min(below, key=lambda m: (sum(1 for _ in scene.parse.ancestors(m.token)), m.token.i), default=None)


def _timed(scene: Scene, child: Token, token: Token) -> bool:
    """A distance before the connective ("two days after") is the tagger's business, and so is a time under it."""
    return any(
        t.event_anchor is not None and t.event_anchor.span.covers(child.span) and t.span.end >= token.span.start - 1
        for t in scene.expressions
    )


def _join(scene: Scene, governor: Mention, joined: Mention, mark: Token, kind: str) -> Iterator[Constraint]:
    for connective in _joining()[kind]:
        if mark.lower == connective.word:
            relation = connective.relation
            if mark.lower in _words("negated") and _is_negated(scene, governor, mark):
                relation = Relation.STARTS_AFTER
            why = f"“{mark.text}” joins “{governor.mention.text}” and “{joined.mention.text}”"
            one, other = (joined, governor) if _is_relative(scene, mark) else (governor, joined)
            yield between(one, relation, other, NAME, why, connective.confidence, (mark.span,))


def _is_relative(scene: Scene, mark: Token) -> bool:
    """ "the vote, after which he resigned": the connective takes up what governs the clause, which comes first here."""
    return any(child.tag in ("WDT", "WP") for child in scene.parse.children(mark, "pobj", "pcomp"))


def _is_negated(scene: Scene, governor: Mention, mark: Token) -> bool:
    """ "not until the vote": the word stands right before the connective; "would not speak until", or in the clause."""
    direct = mark.i > 0 and scene.parse.tokens[mark.i - 1].lower == "not"
    return direct or bool(scene.parse.children(governor.token, "neg"))


def _adverbs(scene: Scene) -> Iterator[Constraint]:
    """ "He then left", "Later, police arrested him": against the main event of the clause or sentence before."""
    for mention in scene.mentions:
        for adverb in scene.parse.children(mention.token, "advmod"):
            for connective in _joining()["adverbs"]:
                earlier = _told_before(scene, mention) if adverb.lower == connective.word else None
                if earlier is None:
                    continue
                for told in _coordinated(scene, mention, adverb):
                    hull = Span(adverb.span.start, adverb.span.end)
                    why = f"“{adverb.text}” puts “{told.mention.text}” towards “{earlier.mention.text}”"
                    yield between(told, connective.relation, earlier, NAME, why, connective.confidence, (hull,))


def _coordinated(scene: Scene, mention: Mention, adverb: Token) -> Iterator[Mention]:
    """What the adverb holds for: "earlier met the king and left" has both earlier, if neither has another adverb."""
    yield mention
    for child in scene.parse.children(mention.token, "conj") if adverb.i < mention.token.i else ():
        other, own = scene.at(child), scene.parse.children(child, "nsubj", "nsubjpass", "advmod")
        if other is not None and child.pos == "VERB" and not own:
            yield other


def _told_before(scene: Scene, mention: Mention) -> Mention | None:
    """The verb that this one is coordinated with, or the main verb of the sentence before."""
    head = scene.parse.head(mention.token)
    if mention.token.dep == "conj" and head is not None:
        return scene.at(head)
    if mention.token.dep == "ROOT" and mention.token.sentence > 0:
        roots = [t for t in scene.parse.sentence_tokens(mention.token.sentence - 1) if t.dep == "ROOT"]
        return scene.at(roots[0]) if roots else None
    return None
