"""Small hand-made inputs for the network."""

from __future__ import annotations

from timeline.article import Article, Span
from timeline.events.model import (
    Aspect,
    Attribution,
    Certainty,
    Event,
    EventClass,
    EventMention,
    Factuality,
    Polarity,
    Tense,
)
from timeline.expressions import TimeExpression, TimexType
from timeline.relations.model import Cause, CauseKind, Constraint, Relation
from timeline.temporal.granularity import Granularity
from timeline.temporal.interval import Interval
from timeline.temporal.when import When

TEXT = "The poll closed. The annexation came a day after the poll. The war went on. A talk was claimed."
ARTICLE = Article(text=TEXT, published="2022-10-12")


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def event(
    name: str,
    word: str = "poll",
    factuality: Factuality = Factuality.ASSERTED,
    event_class: EventClass = EventClass.OCCURRENCE,
    text: str = TEXT,
) -> Event:
    trigger = span(word, text)
    mention = EventMention(trigger, Span(0, len(text)), word, word)
    return Event(
        id=name,
        mentions=(mention,),
        description=f"the {word}",
        event_class=event_class,
        tense=Tense.PAST,
        aspect=Aspect.NONE,
        polarity=Polarity.POS,
        modality=None,
        pos="NOUN",
        participants=(),
        attributions=(Attribution(("author",), Certainty.CERTAIN, Polarity.POS),),
        factuality=factuality,
        salience=1.0,
    )


def day(name: str, year: int, month: int, date: int, days: int = 1) -> TimeExpression:
    start = Interval.of_day(year, month, date).start
    grain = Granularity.DAY if days == 1 else Granularity.WEEK
    value = f"{year}-{month:02d}-{date:02d}"
    return TimeExpression(
        id=name,
        span=Span(0, 3),
        text=value,
        type=TimexType.DATE,
        value=value,
        rule="test",
        explanation="as given",
        granularity=grain,
        bounds=When.within(Interval(start, start + days * 86_400), grain),
    )


def say(
    source: str,
    relation: Relation,
    target: str,
    confidence: float = 0.9,
    offset: tuple[int, int] | None = None,
    by: tuple[str, ...] = ("author",),
    words: str = "",
    kind: CauseKind = CauseKind.RULE,
) -> Constraint:
    spans = (span(words),) if words else ()
    cause = Cause(kind, "test", f"{source} is said to be {relation.value.replace('_', ' ')} {target}", spans)
    return Constraint(source, target, relation, cause, confidence, offset, by)
