"""`TimeExpression`: a temporal expression of the text, resolved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from timeline.article import Span
from timeline.temporal.granularity import Granularity
from timeline.temporal.when import When


class TimexType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class AnchorRelation(StrEnum):
    """How a time that an event names lies towards that event."""

    AFTER = "after"
    BEFORE = "before"
    SINCE = "since"
    UNTIL = "until"
    DURING = "during"
    BY = "by"


@dataclass(frozen=True, slots=True)
class EventAnchor:
    """A time that is not a date but a distance from an event ("a day after the poll").

    `span` covers the words that name the event (never a date), `offset` is the distance in seconds [low, high], None
    where only the order is said ("after the poll").
    """

    relation: AnchorRelation
    span: Span
    offset: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand an ambiguous phrase, and the sentence that explains it; best first in a list."""

    value: str
    explanation: str
    bounds: When | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A TIMEX3 with its derivation.

    `span` is the extent (characters). `value`, `mod`, `quant`, `freq`, `begin_point`, `end_point`, `anchor`
    (anchorTimeID) and `temporal_function` are TIMEX3's attributes; ids are "t1", "t2" ..., and "t0" is the publication
    time. `bounds` is the calendar time meant: None for durations, sets, vague references and event-anchored phrases.
    `duration` is the length in seconds [low, high] of a DURATION or of the offset of an event-anchored phrase. `signal`
    is the governing word where there is one ("since", "until", "by", "before", "after", "for", "within", "from", "in",
    "on"), with its span. `rule` names the rule that matched, `explanation` says in one sentence why the value is what
    it is.
    """

    id: str
    span: Span
    text: str
    type: TimexType
    value: str
    rule: str
    explanation: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    begin_point: str | None = None
    end_point: str | None = None
    anchor: str | None = None
    temporal_function: bool = False
    granularity: Granularity | None = None
    bounds: When | None = None
    duration: tuple[int, int] | None = None
    edtf: str | None = None
    event_anchor: EventAnchor | None = None
    signal: str | None = None
    signal_span: Span | None = None
    readings: tuple[Reading, ...] = ()


def beginning_in(span: Span, expressions: Sequence[TimeExpression]) -> Sequence[TimeExpression]:
    """Those that begin in the span, such as a sentence, of an article's expressions in the order of its text."""
    first, last = (bisect_left(expressions, at, key=lambda t: t.span.start) for at in (span.start, span.end))
    return expressions[first:last]
