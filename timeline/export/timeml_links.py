"""A whole timeline as TimeML: EVENT, MAKEINSTANCE and TLINK beside the expressions.

Links are written of the pairs that annotators of TimeML look at: an event and a time of one sentence, two events of one
sentence that follow each other, two that the words themselves relate, an event and the publication, and two times. One
network entails them all, so they are consistent, and none follows from two others that are written. The rest is left to
the reader's closure. The publication is a moment of TimeML's: what shares it goes on then, and INCLUDES it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import quoteattr

import numpy as np
import numpy.typing as npt

from timeline.chronology import Timeline
from timeline.events.model import Event
from timeline.export.timeml import Tag, to_timeml
from timeline.expressions import TimeExpression
from timeline.relations.model import NOW, PUBLICATION, CauseKind, Relation

_NAMES = {
    Relation.BEFORE: "BEFORE",
    Relation.AFTER: "AFTER",
    Relation.INCLUDES: "INCLUDES",
    Relation.IS_INCLUDED: "IS_INCLUDED",
    Relation.EQUAL: "SIMULTANEOUS",
}


def timeline_to_timeml(timeline: Timeline, *, everything: bool = False, name: str | None = None) -> str:
    """The document, as TempEval-3's scorer reads it; with `everything`, not only the events worth showing.

    A second mention of an event is an EVENT of its own, linked by IDENTITY.
    """
    events = [event for event in timeline.events if everything or event.id in timeline.shown]
    tags = tuple(tag for event in events for tag in _tags(event))
    links = (*_instances(events), *_numbered(timeline, events))
    return to_timeml(timeline.article, timeline.expressions, tags=tags, links=links, name=name)


def _ids(event: Event) -> list[str]:
    """One id a mention: e3, then e3m2, e3m3 ..."""
    return [event.id, *(f"{event.id}m{n}" for n in range(2, len(event.mentions) + 1))]


def _tags(event: Event) -> Iterator[Tag]:
    for name, mention in zip(_ids(event), event.mentions, strict=True):
        yield Tag(mention.trigger, "EVENT", (("eid", name), ("class", event.event_class.value)))


def _instances(events: Sequence[Event]) -> Iterator[str]:
    for event in events:
        for name in _ids(event):
            yield _element(
                "MAKEINSTANCE",
                eventID=name,
                eiid=_instance(name),
                tense=event.tense.value,
                aspect=event.aspect.value,
                polarity=event.polarity.value,
                pos=event.pos,
                **({"modality": event.modality.upper()} if event.modality else {}),
            )


def _numbered(timeline: Timeline, events: Sequence[Event]) -> Iterator[str]:
    times = {t.id for t in timeline.expressions} | {PUBLICATION}
    for number, (source, relation, target) in enumerate(_links(timeline, events), 1):
        one = {"timeID": source} if source in times else {"eventInstanceID": _instance(source)}
        other = {"relatedToTime": target} if target in times else {"relatedToEventInstance": _instance(target)}
        yield _element("TLINK", lid=f"l{number}", relType=relation, **one, **other)


def _links(timeline: Timeline, events: Sequence[Event]) -> Iterator[tuple[str, str, str]]:
    ids = [event.id for event in events]
    for event in events:
        for name in _ids(event)[1:]:
            yield name, "IDENTITY", event.id
    refused = {conflict.refused for conflict in timeline.conflicts}
    said = [c for c in timeline.solution.constraints if c not in refused]
    yield from ((c.source, "DURING", c.target) for c in said if c.relation is Relation.LASTS and c.source in ids)
    holding = {c.target for c in said if c.relation is Relation.IS_INCLUDED}
    dated = [t for t in timeline.expressions if t.bounds is not None or t.id in holding]
    nodes = [*ids, *(t.id for t in dated), PUBLICATION]
    looked_at = _looked_at(events, dated)
    place = {node: number for number, node in enumerate(ids)}
    for constraint in said:
        if constraint.cause.kind is CauseKind.RULE and {constraint.source, constraint.target} <= place.keys():
            pair = [place[constraint.source], place[constraint.target]]
            looked_at[pair, pair[::-1]] = True
    for source, relation, target in timeline.solution.reduced(nodes, looked_at):
        if relation is Relation.OVERLAP and target == PUBLICATION and timeline.solution.entails(source, relation, NOW):
            yield source, _NAMES[Relation.INCLUDES], target  # going on at that moment
        if relation in _NAMES:
            yield source, _NAMES[relation], target


def _looked_at(events: Sequence[Event], times: Sequence[TimeExpression]) -> npt.NDArray[np.bool_]:
    """Square matrix over events, times and the publication: the pairs of which links are written."""
    starts = sorted({mention.sentence.start for event in events for mention in event.mentions})
    spans = [*(event.mentions[0].trigger for event in events), *(time.span for time in times)]
    sentence = np.array([*(bisect_right(starts, span.start) for span in spans), -1])
    turn = np.argsort(np.argsort([span.start for span in spans[: len(events)]], kind="stable"))
    turn = np.concatenate([turn, np.full(len(times) + 1, -1)])
    kind = np.array(["event"] * len(events) + ["time"] * len(times) + ["publication"])
    event, time = kind == "event", kind == "time"
    next_to = abs(turn[:, None] - turn) == 1
    together = (sentence[:, None] == sentence) & event[:, None] & (time | (event & next_to))
    together |= (time[:, None] & time) | (event[:, None] & (kind == "publication"))
    together |= together.T
    return np.asarray(together)


def _instance(event: str) -> str:
    return f"ei{event[1:]}"


def _element(name: str, **attributes: str) -> str:
    return f"<{name} " + " ".join(f"{key}={quoteattr(value)}" for key, value in attributes.items()) + "/>"
