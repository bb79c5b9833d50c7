"""The usual course of things: shot, then wounded, then taken to hospital; sued, then settled (data: scripts.toml)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from timeline.events.model import Factuality
from timeline.language.en.relations import table
from timeline.relations.model import CauseKind, Constraint, Relation
from timeline.relations.scene import Mention, Scene, between
from timeline.relations.verbs import Tense, group

NAME = "scripts"
REACH = 6  # sentences; further apart, two such events are too likely to be of different stories

_HAPPENED = frozenset({Factuality.ASSERTED, Factuality.DISPUTED})
_PAST = frozenset({Tense.PAST, Tense.PAST_PERFECT, Tense.PRESENT_PERFECT, Tense.BARE})


@cache
def _stages() -> dict[str, tuple[tuple[str, int, float], ...]]:
    """Lemma -> (script, stage, confidence of the script)."""
    found: dict[str, list[tuple[str, int, float]]] = {}
    for name, script in table("scripts").items():
        for number, lemmas in enumerate(script["stages"]):
            for lemma in lemmas:
                found.setdefault(lemma, []).append((name, number, script["confidence"]))
    return {lemma: tuple(places) for lemma, places in found.items()}


def usual(first: str, second: str) -> tuple[int, str, float] | None:
    """-1 where the first lemma's event usually comes earlier, 1 where later, with the script and the confidence.

    None where no script knows both, or two disagree.

    >>> usual("arrest", "shooting")
    (1, 'crime', 0.87)
    """
    found = [
        ((a > b) - (a < b), name, confidence)
        for name, a, confidence in _stages().get(first, ())
        for other, b, _ in _stages().get(second, ())
        if name == other and a != b
    ]
    if len({direction for direction, _, _ in found}) != 1:
        return None
    return max(found, key=lambda place: (place[2], place[1]))


def sieve(scene: Scene) -> Iterator[Constraint]:
    """Pairs of mentions, near each other, that one script knows; both told as having happened."""
    known = [m for m in scene.mentions if m.mention.lemma.lower() in _stages() and _happened(scene, m)]
    for n, first in enumerate(known):
        for second in known[n + 1 :]:
            if second.token.sentence - first.token.sentence > REACH:
                break
            place = usual(first.mention.lemma.lower(), second.mention.lemma.lower())
            if place is not None and first.id != second.id and not _one_clause(first, second):
                yield from _ordered(scene, first, second, *place)


def _one_clause(first: Mention, second: Mention) -> bool:
    """ "died extinguishing the fire": what hangs on the other is told as part of it, and syntax orders the two."""
    return first.token.head == second.token.i or second.token.head == first.token.i


def _happened(scene: Scene, mention: Mention) -> bool:
    return mention.event.factuality in _HAPPENED and group(scene.parse, mention.token).tense in _PAST


def _ordered(
    scene: Scene, first: Mention, second: Mention, direction: int, script: str, confidence: float
) -> Iterator[Constraint]:
    early, late = (first, second) if direction < 0 else (second, first)
    if _behind(scene, late) and not _behind(scene, early):
        return  # "the man shot her; he had been arrested twice": another arrest
    why = f"in the usual course of things ({script}), “{early.mention.text}” comes before “{late.mention.text}”"
    yield between(early, Relation.STARTS_BEFORE, late, NAME, why, confidence, kind=CauseKind.MODEL)


def _behind(scene: Scene, mention: Mention) -> bool:
    return group(scene.parse, mention.token).tense is Tense.PAST_PERFECT
