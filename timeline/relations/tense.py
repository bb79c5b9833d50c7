"""Tense and aspect against the moment of publication, backed by what the model makes of words without tense."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.events.model import EventClass, Factuality
from timeline.relations.model import NOW, PUBLICATION, CauseKind, Constraint, Relation
from timeline.relations.scene import Mention, Scene, towards
from timeline.relations.verbs import Group, Tense

NAME = "tense"

_PAST = frozenset({Tense.PAST, Tense.PAST_PERFECT, Tense.PRESENT_PERFECT})
_SURE = 0.8  # of the model, before it may place a word that has no tense
# Of the model, before an undated event is taken to belong to the day of publication, where that is the likeliest: of
# held-out AQUAINT events that nothing else relates to it, gold has 8 of 8 within it.
_DAY = 0.3
# How an event lies towards the *day* of publication, by the model alone: the least chance at which it is believed. On
# the 50 documents that no training saw, what gold says anything of is then right in 92 (b), 80 (a), 70 (i) of 100.
_SIDES = {
    "b": (Relation.BEFORE, 0.6, "as over before the day of publication"),
    "a": (Relation.AFTER, 0.5, "as yet to come on the day of publication"),
    "i": (Relation.INCLUDES, 0.6, "as going on all through the day of publication"),
}


def reads_as_older(scene: Scene, mention: Mention) -> bool:
    """Whether the model has it over before the day of publication: then it is no news of the day."""
    return scene.reading is not None and scene.reading.dct(mention.token.i)["b"] >= _SIDES["b"][1]


def sieve(scene: Scene) -> Iterator[Constraint]:
    for mention in scene.mentions:
        yield from _tensed(scene, mention)
        yield from _sided(scene, mention)


def _tensed(scene: Scene, mention: Mention) -> Iterator[Constraint]:
    form = mention.form
    chances = scene.reading.dct(mention.token.i) if scene.reading is not None else {}
    word = mention.mention.text
    lasting = mention.event.event_class in (EventClass.STATE, EventClass.I_STATE) or form.progressive
    if form.tense in _PAST and not _since(scene, mention, form):
        if form.tense is not Tense.PAST or not lasting or chances.get("b", 1.0) > 0.5:
            why = f"“{word}” is told in the {form.tense.value}, so it lies before the publication"
            yield towards(mention, Relation.BEFORE, NOW, NAME, why, 0.95 if not lasting else 0.8)
    elif form.tense is Tense.FUTURE:
        yield towards(mention, Relation.AFTER, NOW, NAME, f"“{word}” is told in the future tense", 0.93)
    elif form.tense is Tense.PRESENT and lasting:
        why = f"“{word}” is told in the present tense as going on"
        yield towards(mention, Relation.OVERLAP, NOW, NAME, why, 0.8)
    elif form.tense in (Tense.BARE, Tense.MODAL):
        yield from _guessed(mention, chances)
    likeliest = max(chances, key=lambda label: chances[label], default="")
    if likeliest == "ii" and chances["ii"] >= _DAY and form.tense is not Tense.FUTURE:
        why = f"“{word}” reads as news of the day"
        yield towards(
            mention, Relation.IS_INCLUDED, PUBLICATION, NAME, why, round(chances["ii"], 3), kind=CauseKind.MODEL
        )


def _since(scene: Scene, mention: Mention, form: Group) -> bool:
    """ "has been closed since July": told in the present perfect, and not over."""
    words = scene.parse.children(mention.token, "prep")
    return form.tense is Tense.PRESENT_PERFECT and any(word.lower == "since" for word in words)


def _guessed(mention: Mention, chances: dict[str, float]) -> Iterator[Constraint]:
    word = mention.mention.text
    past, future = chances.get("b", 0.0) + chances.get("ii", 0.0), chances.get("a", 0.0)
    if past >= _SURE:
        why = f"the context of “{word}” reads as past"
        yield towards(mention, Relation.BEFORE, NOW, NAME, why, round(past, 3), kind=CauseKind.MODEL)
    elif future >= _SURE:
        why = f"the context of “{word}” reads as yet to come"
        yield towards(mention, Relation.AFTER, NOW, NAME, why, round(future, 3), kind=CauseKind.MODEL)


def _sided(scene: Scene, mention: Mention) -> Iterator[Constraint]:
    if scene.reading is None:
        return
    chances = scene.reading.dct(mention.token.i)
    planned = mention.event.factuality is Factuality.PLANNED
    for label, (relation, least, words) in _SIDES.items():
        if chances[label] >= least and not (planned and relation is Relation.BEFORE):
            why = f"“{mention.mention.text}” reads {words}"
            yield towards(mention, relation, PUBLICATION, NAME, why, round(chances[label], 3), kind=CauseKind.MODEL)
