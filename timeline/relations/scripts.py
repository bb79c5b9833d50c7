"""The usual course of things: shot, then wounded, then taken to hospital; sued, then settled (data: scripts.toml).

No sieve of its own: of the pairs on which the trained model and a script disagree, the script is right on a third.
It is one more thing that `learned` weighs.
"""

from __future__ import annotations

from functools import cache

from timeline.events.model import Factuality
from timeline.language.en.relations import table
from timeline.relations.scene import Mention, Scene
from timeline.relations.verbs import Tense

REACH = 6  # sentences; further apart, two such events are too likely to be of different stories

_HAPPENED = frozenset({Factuality.ASSERTED, Factuality.DISPUTED})
_PAST = frozenset({Tense.PAST, Tense.PAST_PERFECT, Tense.PRESENT_PERFECT, Tense.BARE})


@cache
def _stages() -> dict[str, tuple[tuple[str, int], ...]]:
    """Lemma -> (script, stage)."""
    found: dict[str, list[tuple[str, int]]] = {}
    for name, script in table("scripts").items():
        for number, lemmas in enumerate(script["stages"]):
            for lemma in lemmas:
                found.setdefault(lemma, []).append((name, number))
    return {lemma: tuple(places) for lemma, places in found.items()}


def usual(first: str, second: str) -> tuple[int, str] | None:
    """-1 where the first lemma's event usually comes earlier, 1 where later, with the script.

    None where no script knows both, or two disagree.

    >>> usual("arrest", "shooting")
    (1, 'crime')
    """
    found = [
        ((a > b) - (a < b), name)
        for name, a in _stages().get(first, ())
        for other, b in _stages().get(second, ())
        if name == other and a != b
    ]
    if len({direction for direction, _ in found}) != 1:
        return None
    return min(found, key=lambda place: place[1])


def stands(scene: Scene, mention: Mention) -> bool:
    """Whether a script may speak of the mention at all: its word is in one, and it is told as having happened."""
    return mention.mention.lemma.lower() in _stages() and _happened(scene, mention)


def course(scene: Scene, first: Mention, second: Mention) -> tuple[int, str] | None:
    """`usual` of two mentions that `stands` allows, where they are near and the way they are told is not against it."""
    near = abs(second.token.sentence - first.token.sentence) <= REACH
    if not near or first.id == second.id or _one_clause(first, second):
        return None
    place = usual(first.mention.lemma.lower(), second.mention.lemma.lower())
    if place is None:
        return None
    early, late = (first, second) if place[0] < 0 else (second, first)
    if _behind(scene, late) and not _behind(scene, early):
        return None  # "the man shot her; he had been arrested twice": another arrest
    return place


def _one_clause(first: Mention, second: Mention) -> bool:
    """ "died extinguishing the fire": what hangs on the other is told as part of it, and syntax orders the two."""
    return first.token.head == second.token.i or second.token.head == first.token.i


def _happened(scene: Scene, mention: Mention) -> bool:
    return mention.event.factuality in _HAPPENED and mention.form.tense in _PAST


def _behind(scene: Scene, mention: Mention) -> bool:
    return mention.form.tense is Tense.PAST_PERFECT
