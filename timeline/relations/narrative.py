"""How news is told: what is told in the past perfect lies behind what was told just before; the lead is recent."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from timeline.events.model import EventClass
from timeline.relations.model import NOW, CauseKind, Constraint, Relation
from timeline.relations.scene import Mention, Scene, between, towards
from timeline.relations.verbs import Tense, group

NAME = "narrative"
RECENT = 7 * 86_400  # news of the day is rarely older than a week


def sieve(scene: Scene) -> Iterator[Constraint]:
    roots = [m for m in scene.mentions if m.token.dep == "ROOT"]
    for earlier, later in pairwise(roots):
        yield from _behind(scene, earlier, later)
    for mention in roots:
        yield from _recent(scene, mention)


def _behind(scene: Scene, told: Mention, then: Mention) -> Iterator[Constraint]:
    """ "The firm withdrew. It had been turned down.": the second came before the first."""
    adjacent = then.token.sentence - told.token.sentence == 1
    tenses = group(scene.parse, told.token).tense, group(scene.parse, then.token).tense
    if adjacent and tenses == (Tense.PAST, Tense.PAST_PERFECT):
        why = f"“{then.mention.text}” is told in the past perfect, behind “{told.mention.text}”"
        yield between(then, Relation.BEFORE, told, NAME, why, 0.82, kind=CauseKind.MODEL)


def _recent(scene: Scene, mention: Mention) -> Iterator[Constraint]:
    """A report or the lead's main event, told in the simple past without a date, is news."""
    lead = mention.token.sentence == 0 or mention.event.event_class is EventClass.REPORTING
    if lead and group(scene.parse, mention.token).tense is Tense.PAST and not _dated(scene, mention):
        why = f"“{mention.mention.text}” is told as news, without a date: no more than some days old"
        yield towards(mention, Relation.BEFORE, NOW, NAME, why, 0.72, offset=(0, RECENT), kind=CauseKind.MODEL)


def _dated(scene: Scene, mention: Mention) -> bool:
    return any(
        mention.mention.sentence.covers(t.span) and (t.bounds is not None or t.event_anchor is not None)
        for t in scene.expressions
    )
