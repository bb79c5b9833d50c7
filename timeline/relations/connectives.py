"""Connectives: before, after, since, until, once, following, then, later, earlier (data: connectives.toml)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from timeline.article import Span
from timeline.events.model import EventClass
from timeline.language.en.relations import table
from timeline.relations.model import Constraint, Relation
from timeline.relations.scene import Mention, Scene, between
from timeline.relations.verbs import group
from timeline.syntax import Token

NAME = "connectives"

_WHILE = frozenset({"when", "while", "as"})


@dataclass(frozen=True, slots=True)
class Connective:
    """A word that joins a clause or noun to what governs it; `relation` is the governor's towards the joined."""

    word: str
    relation: Relation
    confidence: float


@cache
def _joining() -> dict[str, tuple[Connective, ...]]:
    """By the word as it stands in the text, one list for clauses and one for nouns."""
    return {
        kind: tuple(Connective(c["word"], Relation(c["relation"]), c["confidence"]) for c in rows)
        for kind, rows in table("connectives").items()
        if kind in ("clauses", "nouns", "adverbs")
    }


def sieve(scene: Scene) -> Iterator[Constraint]:
    for mention in scene.mentions:
        yield from _clause(scene, mention)
    for token in scene.parse.tokens:
        yield from _phrase(scene, token)
    yield from _adverbs(scene)


def _clause(scene: Scene, mention: Mention) -> Iterator[Constraint]:
    """ "he left when she came": the clause's verb, marked by the connective, under the verb that it belongs to."""
    if mention.token.dep not in ("advcl", "ccomp", "relcl"):
        return
    governor = scene.governor(mention.token)
    if governor is None:
        return
    for mark in scene.parse.children(mention.token, "mark", "advmod", "prep"):
        if mark.i < mention.token.i:
            yield from _join(governor, mention, mark, "clauses")
            yield from _meanwhile(scene, governor, mention, mark)


def _meanwhile(scene: Scene, governor: Mention, joined: Mention, mark: Token) -> Iterator[Constraint]:
    """ "was working there when he was abducted", "left while they were talking": what goes on holds the other."""
    if mark.lower not in _WHILE:
        return
    why = f"“{mark.text}” puts “{governor.mention.text}” and “{joined.mention.text}” at one time"
    going, event = (governor, joined) if _goes_on(scene, governor) else (joined, governor)
    if _goes_on(scene, going) and not _goes_on(scene, event):
        yield between(going, Relation.INCLUDES, event, NAME, why, 0.88, (mark.span,))


def _goes_on(scene: Scene, mention: Mention) -> bool:
    return group(scene.parse, mention.token).progressive or mention.event.event_class is EventClass.STATE


def _phrase(scene: Scene, token: Token) -> Iterator[Constraint]:
    """ "after the poll", "before tweeting": the event named or told under a preposition."""
    if token.dep not in ("prep", "pcomp", "mark", "pobj") or token.pos not in ("ADP", "SCONJ", "VERB"):
        return
    governor = scene.governor(token)
    for child in scene.parse.children(token, "pobj", "pcomp", "dobj"):
        mention = scene.at(child)
        if governor is not None and mention is not None and not _timed(scene, child, token):
            yield from _join(governor, mention, token, "nouns")


def _timed(scene: Scene, child: Token, token: Token) -> bool:
    """A distance before the connective ("two days after") is the tagger's business, and so is a time under it."""
    return any(
        t.event_anchor is not None and t.event_anchor.span.covers(child.span) and t.span.end >= token.span.start - 1
        for t in scene.expressions
    )


def _join(governor: Mention, joined: Mention, mark: Token, kind: str) -> Iterator[Constraint]:
    for connective in _joining()[kind]:
        if mark.lower == connective.word:
            why = f"“{mark.text}” joins “{governor.mention.text}” and “{joined.mention.text}”"
            yield between(governor, connective.relation, joined, NAME, why, connective.confidence, (mark.span,))


def _adverbs(scene: Scene) -> Iterator[Constraint]:
    """ "He then left", "Later, police arrested him": against the main event of the clause or sentence before."""
    for mention in scene.mentions:
        for adverb in scene.parse.children(mention.token, "advmod"):
            for connective in _joining()["adverbs"]:
                earlier = _told_before(scene, mention) if adverb.lower == connective.word else None
                if earlier is not None:
                    hull = Span(adverb.span.start, adverb.span.end)
                    why = f"“{adverb.text}” puts “{mention.mention.text}” towards “{earlier.mention.text}”"
                    yield between(mention, connective.relation, earlier, NAME, why, connective.confidence, (hull,))


def _told_before(scene: Scene, mention: Mention) -> Mention | None:
    """The verb that this one is coordinated with, or the main verb of the sentence before."""
    head = scene.parse.head(mention.token)
    if mention.token.dep == "conj" and head is not None:
        return scene.at(head)
    if mention.token.dep == "ROOT" and mention.token.sentence > 0:
        roots = [t for t in scene.parse.sentence_tokens(mention.token.sentence - 1) if t.dep == "ROOT"]
        return scene.at(roots[0]) if roots else None
    return None
