"""The one occasion of a story: while the lead's date is the only one so far, what is told as past happened about then.

"A fire engulfed the market on Thursday. ... Dozens were hurt. Firemen brought it under control." Of the events of
TimeSET that it speaks of, two thirds happened that very day, and most others close to it. That orders them against what
has other dates; it is too weak to date them (`network.worlds.carries_dates`).
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.events.model import EventClass, Factuality
from timeline.expressions import TimeExpression, TimexType
from timeline.relations.dating import attached, is_inside
from timeline.relations.model import CauseKind, Constraint, Relation
from timeline.relations.scene import Mention, Scene, towards
from timeline.relations.verbs import Tense

NAME = "occasion"
LEAD = 2  # the last sentence that may date the occasion
SURE = 0.65

_DAY = 86_400


def sieve(scene: Scene) -> Iterator[Constraint]:
    """Events without a date of their own, each against the only day that dated any before it.

    What some other sieve gives a time, such as one shared with its verb, `propose` leaves to that.
    """
    times, dated = _dated(scene)
    occasion: TimeExpression | None = None
    for mention in scene.mentions:
        time = times.get(mention.token.i)
        if occasion is not None and time is not None:
            if _leads_away(scene, time, occasion):
                return
        elif time is not None and _is_day(scene, time):
            if mention.token.sentence > LEAD:
                return
            occasion = time
        elif occasion is not None and mention.id not in dated and _is_told_as_past(scene, mention):
            why = f"“{mention.mention.text}” is told while “{occasion.text}” is the only date of the story"
            words = (occasion.span,)
            yield towards(
                mention, Relation.IS_INCLUDED, occasion.id, NAME, why, SURE, words=words, kind=CauseKind.MODEL
            )


def _dated(scene: Scene) -> tuple[dict[int, TimeExpression], set[str]]:
    """The times that date events other than reports, by the word of the event; and the ids of all that has some."""
    times: dict[int, TimeExpression] = {}
    dated: set[str] = set()
    for expression in scene.expressions:
        if expression.bounds is None and expression.event_anchor is None:
            continue
        for mention, _ in attached(scene, expression):
            dated.add(mention.id)
            if mention.event.event_class is not EventClass.REPORTING:
                times[mention.token.i] = expression
    return times, dated


def _leads_away(scene: Scene, time: TimeExpression, occasion: TimeExpression) -> bool:
    """Whether the story is told of another day from here, or of a time that does not hold the occasion.

    "Yesterday he retired. ... In 2014 he won the league. He married": then, or later.
    """
    (low, high), (first, last) = _hull(time), _hull(occasion)
    if _is_day(scene, time):
        return (low, high) != (first, last)
    over = high is not None and first is not None and high <= first
    return over or (low is not None and last is not None and last <= low)


def _is_day(scene: Scene, expression: TimeExpression) -> bool:
    low, high = _hull(expression)
    short = low is not None and high is not None and 0 < high - low <= _DAY
    return short and expression.type is not TimexType.SET and is_inside(scene, expression)


def _hull(expression: TimeExpression) -> tuple[int | None, int | None]:
    anchored = expression.event_anchor is not None
    return (None, None) if anchored or expression.bounds is None else expression.bounds.hull


def _is_told_as_past(scene: Scene, mention: Mention) -> bool:
    """In the simple past, or by a word without a tense; a report is of its own day, and what is planned of none."""
    event, form = mention.event, mention.form
    real = event.factuality is Factuality.ASSERTED and event.event_class is not EventClass.REPORTING
    tenseless = form.tense is Tense.BARE and mention.token.pos in ("NOUN", "VERB")
    return real and not form.progressive and (form.tense is Tense.PAST or tenseless)
