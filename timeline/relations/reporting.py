"""Saying and what is said: what a past report tells of in the past came before it."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.events.model import EventClass
from timeline.relations.model import Constraint, Relation
from timeline.relations.scene import Mention, Scene, between
from timeline.relations.verbs import Tense

NAME = "reporting"

_BEFORE = {Tense.PAST_PERFECT: 0.95, Tense.PRESENT_PERFECT: 0.9, Tense.PAST: 0.88}


def sieve(scene: Scene) -> Iterator[Constraint]:
    for saying in scene.mentions:
        if saying.event.event_class is not EventClass.REPORTING:
            continue
        for child in scene.parse.children(saying.token, "ccomp"):
            content = scene.at(child)
            if content is not None:
                yield from _said(scene, saying, content)
        yield from _in_the_same_breath(scene, saying)


def _in_the_same_breath(scene: Scene, saying: Mention) -> Iterator[Constraint]:
    """ "denied this, saying ...": the participle is the same speech."""
    head = scene.parse.head(saying.token)
    main = scene.at(head) if head is not None else None
    spoken = main is not None and main.event.event_class is EventClass.REPORTING
    if main is not None and spoken and saying.token.tag == "VBG" and saying.token.dep == "advcl":
        why = f"“{saying.mention.text}” goes with “{main.mention.text}”"
        yield between(saying, Relation.EQUAL, main, NAME, why, 0.75)


def _said(scene: Scene, saying: Mention, content: Mention) -> Iterator[Constraint]:
    tense = content.form.tense
    lasting = content.event.event_class in (EventClass.STATE, EventClass.I_STATE)
    if tense in _BEFORE and not (lasting and tense is not Tense.PAST_PERFECT):
        why = f"“{saying.mention.text}” tells of “{content.mention.text}” in the {tense.value}"
        yield between(content, Relation.BEFORE, saying, NAME, why, _BEFORE[tense])
    elif tense is Tense.FUTURE or (tense is Tense.MODAL and _would(scene, content)):
        why = f"“{saying.mention.text}” tells of “{content.mention.text}” as yet to come"
        yield between(content, Relation.AFTER, saying, NAME, why, 0.9)


def _would(scene: Scene, content: Mention) -> bool:
    return any(h.lower in ("would", "'d", "’d") for h in scene.parse.children(content.token, "aux"))
