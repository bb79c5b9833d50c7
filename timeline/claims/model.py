"""What a claim says: values only, no parser and no timeline.

A claim names events and says one or more things about their times. It is true where all of them are; `negated` turns
that round. Durations and times are wall-clock seconds, as everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from timeline.article import Span
from timeline.temporal.granularity import Granularity
from timeline.temporal.when import When


class ClaimKind(StrEnum):
    ORDER = "order"
    DISTANCE = "distance"
    DATING = "dating"
    SAME_TIME = "same_time"
    EXTREME = "extreme"
    SEQUENCE = "sequence"


class OrderRelation(StrEnum):
    """What a claim says of two events. NOT_AFTER is "no later than", NOT_BEFORE "no earlier than"."""

    BEFORE = "before"
    AFTER = "after"
    NOT_AFTER = "no_later"
    NOT_BEFORE = "no_earlier"
    DURING = "during"

    @property
    def converse(self) -> OrderRelation:
        return _CONVERSE[self]


_CONVERSE = {
    OrderRelation.BEFORE: OrderRelation.AFTER,
    OrderRelation.AFTER: OrderRelation.BEFORE,
    OrderRelation.NOT_AFTER: OrderRelation.NOT_BEFORE,
    OrderRelation.NOT_BEFORE: OrderRelation.NOT_AFTER,
    OrderRelation.DURING: OrderRelation.DURING,
}


@dataclass(frozen=True, slots=True)
class Word:
    """A content word of a description, as it stands and as its lemma. `weight` says how near it is to the head.

    `span` are its characters in the claim.
    """

    text: str
    lemma: str
    span: Span
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Described:
    """An event by its words ("the annexation of the four regions").

    `heads` are the words that may be the event's own, the likeliest with weight 1; `others` say who and what took
    part; `agents` act in it, it happens to `patients`. `bounds` is a date among the words ("Tuesday's vote"). `modal`
    where the claim speaks of something to come or possible.
    """

    span: Span
    text: str
    heads: tuple[Word, ...]
    others: tuple[Word, ...] = ()
    agents: tuple[str, ...] = ()
    patients: tuple[str, ...] = ()
    bounds: When | None = None
    modal: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """An event by its id, or by a character of the article that its trigger or mention covers."""

    id: str | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What event number `of` speaks of: "it" in "The Kremlin denied it"."""

    of: int
    text: str = "it"


Reference = Described | Given | Content


@dataclass(frozen=True, slots=True)
class Order:
    """Event number `source` lies so towards event number `target`."""

    source: int
    target: int
    relation: OrderRelation


@dataclass(frozen=True, slots=True)
class Window:
    """A length of time claimed: [low, high] seconds supports it, anything outside [loose_low, loose_high] refutes it.

    None is no limit. "About a year" supports and refutes less readily than "exactly a year"; `unit` is the grain it
    was said in, and lengths of days and more are counted from day to day.
    """

    low: int | None
    high: int | None
    loose_low: int | None
    loose_high: int | None
    unit: Granularity
    text: str


@dataclass(frozen=True, slots=True)
class Distance:
    """So much time lies between the starts of two events.

    With `relation` BEFORE or AFTER it is said which comes first; None is either way ("within a week of").
    """

    source: int
    target: int
    window: Window
    relation: OrderRelation | None = None


class DateRelation(StrEnum):
    """How an event lies towards a time named in the claim."""

    WITHIN = "within"
    BEFORE = "before"
    AFTER = "after"
    NOT_AFTER = "no_later"
    NOT_BEFORE = "no_earlier"
    SINCE = "since"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class Dating:
    """An event lies so towards a calendar time. `text` are the words of the time, `value` its TIMEX3 value."""

    event: int
    relation: DateRelation
    bounds: When
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class SameTime:
    """Both fall on one day, in one week and so on; `unit` None is "at the same time"."""

    source: int
    target: int
    unit: Granularity | None


@dataclass(frozen=True, slots=True)
class Extreme:
    """The event comes first (or `last`) among these; no others named: of all that the article says happened."""

    event: int
    last: bool
    among: tuple[int, ...] = ()


Proposition = Order | Distance | Dating | SameTime | Extreme


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as understood. Propositions name events by their number in `events`.

    `source` is whom the claim quotes ("according to Bremmer"); with `denied` it says that they deny it. `cues` are the
    words of the claim that carried the relation.
    """

    text: str
    kind: ClaimKind
    events: tuple[Reference, ...]
    propositions: tuple[Proposition, ...]
    negated: bool = False
    source: str | None = None
    denied: bool = False
    cues: tuple[str, ...] = ()
