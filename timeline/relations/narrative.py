"""How news is told: what is told in the past perfect lies behind what was told just before; the lead is recent."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from timeline.events.model import EventClass
from timeline.expressions import beginning_in
from timeline.relations.model import NOW, PUBLICATION, CauseKind, Constraint, Relation
from timeline.relations.scene import Mention, Scene, between, towards
from timeline.relations.tense import reads_as_older
from timeline.relations.verbs import Tense

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
    tenses = told.form.tense, then.form.tense
    if adjacent and tenses == (Tense.PAST, Tense.PAST_PERFECT):
        why = f"“{then.mention.text}” is told in the past perfect, behind “{told.mention.text}”"
        yield between(then, Relation.BEFORE, told, NAME, why, 0.75, kind=CauseKind.MODEL)


def _recent(scene: Scene, mention: Mention) -> Iterator[Constraint]:
    """A report without a date is news of the day; the lead's main event is some days old at most.

    Of undated reports in TimeBank-EventTime (train) 85 % happened on the day of publication. One that goes on from a
    dated report ("Berg reported Tuesday ... Berg said") stays as old as that.
    """
    if mention.form.tense is not Tense.PAST or _dated(scene, mention):
        return
    word = mention.mention.text
    reports = mention.event.event_class is EventClass.REPORTING
    if reports and not _goes_on(scene, mention) and not reads_as_older(scene, mention):
        why = f"“{word}” is a report told without a date, as news of the day"
        yield towards(mention, Relation.IS_INCLUDED, PUBLICATION, NAME, why, 0.8, kind=CauseKind.MODEL)
    elif mention.token.sentence == 0:
        why = f"“{word}” is told as news, without a date: no more than some days old"
        yield towards(mention, Relation.BEFORE, NOW, NAME, why, 0.72, offset=(0, RECENT), kind=CauseKind.MODEL)


def _goes_on(scene: Scene, mention: Mention) -> bool:
    """Whether one of the two sentences before dates a report."""
    number = mention.token.sentence
    return any(
        m.event.event_class is EventClass.REPORTING and _dated(scene, m)
        for sentence in (number - 2, number - 1)
        for m in scene.in_sentence(sentence)
    )


def _dated(scene: Scene, mention: Mention) -> bool:
    said = mention.mention.sentence
    return any(
        said.covers(t.span) and (t.bounds is not None or t.event_anchor is not None)
        for t in beginning_in(said, scene.expressions)
    )
