"""Edits of single events and expressions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.article import Published as Publication
from timeline.article import Span
from timeline.corrections.model import Factual, Revalued, Split, Timed
from timeline.errors import BadCorrection, TimelineError
from timeline.events.model import Attribution, Certainty, Event, EventMention, Factuality, Polarity
from timeline.expressions import Reading, TimeExpression
from timeline.resolve import resolve_phrase

ANALYST = ("analyst",)

_HELD = {
    Factuality.ASSERTED: (Certainty.CERTAIN, Polarity.POS),
    Factuality.DENIED: (Certainty.CERTAIN, Polarity.NEG),
    Factuality.POSSIBLE: (Certainty.POSSIBLE, Polarity.POS),
}


def _meant(value: str, publication: Publication) -> TimeExpression:
    """The time that a date or a phrase means, read on the day of publication."""
    try:
        found = resolve_phrase(value, publication)
    except TimelineError:
        raise BadCorrection(f"not a date or a time: {value[:80]!r}") from None
    if found.bounds is None or found.bounds.is_unbounded:
        raise BadCorrection(f"not a time that the calendar knows: {value[:80]!r}")
    return found


def revalued(old: TimeExpression, correction: Revalued, publication: Publication) -> TimeExpression:
    """The expression with the analyst's value; where it stands and what governs it stay."""
    new = _meant(correction.value, publication)
    why = _why(f"“{old.text}”: {new.value}, as an analyst says", correction.note)
    others = tuple(reading for reading in old.readings if reading.value != new.value)
    return replace(
        old,
        type=new.type,
        value=new.value,
        mod=new.mod,
        granularity=new.granularity,
        bounds=new.bounds,
        duration=None,
        edtf=new.edtf,
        event_anchor=None,
        rule="analyst",
        explanation=why,
        readings=(Reading(new.value, why, new.bounds), *others) if others else (),
    )


def timed(time_id: str, place: Span, correction: Timed, publication: Publication) -> TimeExpression:
    """The analyst's time as an expression without words, standing at the event's trigger."""
    new = _meant(correction.time, publication)
    why = _why(f"{new.value}, as an analyst says", correction.note)
    return replace(new, id=time_id, span=place, rule="analyst", explanation=why, signal=None, signal_span=None)


def _why(text: str, note: str) -> str:
    return f"{text}: {note}" if note else f"{text}."


def judged(event: Event, correction: Factual) -> Event:
    """The event with the analyst's word on whether it happened beside what the others hold."""
    certainty, polarity = _HELD.get(correction.factuality, (Certainty.UNCOMMITTED, Polarity.POS))
    word = Attribution(ANALYST, certainty, polarity)
    earlier = tuple(a for a in event.attributions if a.source != ANALYST)
    return replace(event, factuality=correction.factuality, attributions=(*earlier, word))


def merged(group: Sequence[Event]) -> Event:
    """The first of the events, with the mentions, participants and attributions of all."""
    first = group[0]
    mentions = sorted({m for e in group for m in e.mentions}, key=lambda m: m.trigger)
    described = max(group, key=lambda e: e.salience)
    return replace(
        first,
        mentions=tuple(mentions),
        description=described.description,
        participants=tuple(dict.fromkeys(p for e in group for p in e.participants)),
        attributions=tuple(dict.fromkeys(a for e in group for a in e.attributions)),
        factuality=described.factuality
        if Factuality.DISPUTED not in {e.factuality for e in group}
        else Factuality.DISPUTED,
        salience=max(e.salience for e in group),
    )


def parted(event: Event, correction: Split, part_id: str) -> tuple[Event, Event]:
    """The event without the mentions named, and a new one with them."""
    wanted = set(correction.mentions)
    part = tuple(m for m in event.mentions if m.trigger.start in wanted)
    rest = tuple(m for m in event.mentions if m.trigger.start not in wanted)
    if len(part) < len(wanted):
        raise BadCorrection(
            f"mentions: {event.id} has no mention that starts at {sorted(wanted - {m.trigger.start for m in part})[0]}"
        )
    if not part or not rest:
        raise BadCorrection("mentions: a split leaves some of an event's mentions and takes others")
    return _only(event, event.id, rest), _only(event, part_id, part)


def _only(event: Event, event_id: str, mentions: tuple[EventMention, ...]) -> Event:
    """The event cut down to some mentions: who takes part and who says so, as their sentences have it."""
    inside = [m.sentence for m in mentions]
    participants = tuple(p for p in event.participants if any(s.overlaps(p.span) for s in inside))
    said = tuple(a for a in event.attributions if a.cue is None or any(s.overlaps(a.cue) for s in inside))
    whole = event.mentions[0] in mentions
    return replace(
        event,
        id=event_id,
        mentions=mentions,
        description=event.description if whole else " ".join([*(p.text for p in participants[:1]), mentions[0].text]),
        participants=participants,
        attributions=said or event.attributions,
    )
