"""Aspectual verbs: "began to fight", "ended the strike", "resumed talks"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from timeline.language.en.relations import table
from timeline.relations.model import Constraint, Relation
from timeline.relations.scene import Mention, Scene, between

NAME = "aspectual"


@cache
def _verbs() -> dict[str, tuple[Relation, float]]:
    return {
        lemma: (Relation(phase["relation"]), phase["confidence"])
        for phase in table("aspectual").values()
        for lemma in phase["lemmas"]
    }


def sieve(scene: Scene) -> Iterator[Constraint]:
    """The verb of phase against the event under it."""
    for mention in scene.mentions:
        known = _verbs().get(mention.mention.lemma.lower())
        event = _bears(scene, mention) if known is not None else None
        if known is not None and event is not None:
            relation, confidence = known
            why = f"“{mention.mention.text}” is a phase of “{event.mention.text}”"
            yield between(mention, relation, event, NAME, why, confidence)


def _bears(scene: Scene, mention: Mention) -> Mention | None:
    """What begins or ends: under the verb, or the noun that it describes ("an inquiry begun in May", "which ended")."""
    for label in ("xcomp", "dobj", "nsubjpass", "nsubj"):
        for child in scene.parse.children(mention.token, label):
            found = scene.at(child)
            if found is not None:
                return found
    head = scene.parse.head(mention.token)
    if mention.token.dep in ("acl", "relcl") and head is not None:
        return scene.at(head)
    return None
