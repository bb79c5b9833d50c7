"""Looking ahead and bringing about: "agreed to sell", "ordered the strikes", "the quake caused a tsunami"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from timeline.language.en.relations import table
from timeline.relations.model import Constraint, Relation
from timeline.relations.scene import Mention, Scene, between
from timeline.relations.verbs import Tense, group
from timeline.syntax import Token

NAME = "prospects"


@cache
def _words(kind: str) -> tuple[frozenset[str], float]:
    entry = table("prospects")[kind]
    return frozenset(entry["lemmas"]), entry["confidence"]


def sieve(scene: Scene) -> Iterator[Constraint]:
    for mention in scene.mentions:
        yield from _ahead(scene, mention, "infinitive", ("xcomp", "ccomp", "advcl", "acl"))
        yield from _ahead(scene, mention, "noun", ("dobj", "nsubjpass"))
        yield from _purpose(scene, mention)
        yield from _causes(scene, mention)


def _ahead(scene: Scene, mention: Mention, kind: str, labels: tuple[str, ...]) -> Iterator[Constraint]:
    lemmas, confidence = _words(kind)
    if mention.mention.lemma.lower() not in lemmas:
        return
    for child in scene.parse.children(mention.token, *labels):
        target = scene.at(child)
        if target is not None and (kind == "noun" or _infinitive(scene, child)):
            why = f"“{mention.mention.text}” looks ahead to “{target.mention.text}”"
            yield between(mention, Relation.STARTS_BEFORE, target, NAME, why, confidence)


def _purpose(scene: Scene, mention: Mention) -> Iterator[Constraint]:
    """ "went to the city to meet him": an infinitive of purpose comes after what serves it."""
    governor = scene.governor(mention.token)
    if mention.token.dep == "advcl" and governor is not None and _infinitive(scene, mention.token):
        why = f"“{mention.mention.text}” is what “{governor.mention.text}” was for"
        yield between(governor, Relation.STARTS_BEFORE, mention, NAME, why, 0.8)


def _infinitive(scene: Scene, token: Token) -> bool:
    marked = any(t.tag == "TO" for t in scene.parse.children(token, "aux"))
    return marked and group(scene.parse, token).tense is Tense.BARE


def _causes(scene: Scene, mention: Mention) -> Iterator[Constraint]:
    """The subject of a causing verb comes before its object and is what starts it; a passive turns them round."""
    lemmas, confidence = _words("cause")
    if mention.mention.lemma.lower() not in lemmas:
        return
    for cause, effect in _caused(scene, mention.token):
        if cause is not None and effect is not None:
            why = f"“{cause.mention.text}” is said to have caused “{effect.mention.text}”"
            yield between(cause, Relation.STARTS_BEFORE, effect, NAME, why, confidence, (mention.span,))


def _caused(scene: Scene, verb: Token) -> Iterator[tuple[Mention | None, Mention | None]]:
    """Causes and effects: "the quake led to a slide", "a slide that was caused by the quake"."""
    subjects = scene.subjects(verb)
    objects = [scene.at(t) for t in scene.parse.children(verb, "dobj")]
    agents: list[Mention | None] = []
    for link in scene.parse.children(verb, "prep", "agent"):
        under = agents if link.dep == "agent" else objects if link.lower in ("to", "in") else []
        under += [scene.at(t) for t in scene.parse.children(link, "pobj")]
    yield from product(agents, subjects) if agents else product(subjects, objects)
