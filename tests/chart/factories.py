"""Timelines built by hand, so that drawing is tested apart from reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.article import Article, Span
from timeline.chronology import Conflict, Timeline
from timeline.events.model import (
    AUTHOR,
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
from timeline.network import solve
from timeline.relations.model import Cause, CauseKind, Constraint, Relation
from timeline.temporal import calendar
from timeline.temporal.interval import Interval
from timeline.temporal.when import UNKNOWN, Bound, Provenance, When

PUBLISHED = "2022-10-12"


def day(year: int, month: int, number: int) -> When:
    return When.within(Interval.of_day(year, month, number))


def between(first: tuple[int, int, int], last: tuple[int, int, int]) -> When:
    """Worked out: some time from the first day to the last."""
    span = Interval(calendar.seconds(*first), calendar.seconds(*last) + calendar.DAY)
    return When.within(span, provenance=Provenance.INFERRED)


def span(first: tuple[int, int, int], last: tuple[int, int, int]) -> When:
    """Stated: all the days from the first to the last."""
    return When.exactly(Interval(calendar.seconds(*first), calendar.seconds(*last) + calendar.DAY))


def since(year: int, month: int) -> When:
    start = Interval.of_month(year, month)
    stated = Provenance.STATED
    return When(Bound(start.start, stated), Bound(start.end, stated), Bound(calendar.seconds(2022, 10, 12), stated))


def past(earliest: tuple[int, int, int] | None = None) -> When:
    """Known only to come before the publication, and perhaps after a day."""
    low = Bound() if earliest is None else Bound(calendar.seconds(*earliest), Provenance.INFERRED)
    high = Bound(calendar.seconds(2022, 10, 13), Provenance.INFERRED)
    return When(low, high, low, high)


def event(
    text: str,
    number: int,
    words: str,
    description: str,
    factuality: Factuality = Factuality.ASSERTED,
    *sources: tuple[str, ...],
) -> Event:
    start = text.index(words)
    first = max(text.rfind(". ", 0, start) + 2, 0) if ". " in text[:start] else 0
    last = text.find(".", start)
    sentence = Span(first, len(text) if last < 0 else last + 1)
    mention = EventMention(Span(start, start + len(words)), sentence, words, words.lower())
    polarity = Polarity.NEG if factuality is Factuality.DENIED else Polarity.POS
    chains = sources or ((AUTHOR,),)
    polarities = [Polarity.NEG if i and factuality is Factuality.DISPUTED else polarity for i in range(len(chains))]
    return Event(
        id=f"e{number}",
        mentions=(mention,),
        description=description,
        event_class=EventClass.OCCURRENCE,
        tense=Tense.PAST,
        aspect=Aspect.NONE,
        polarity=Polarity.POS,
        modality=None,
        pos="VERB",
        participants=(),
        attributions=tuple(
            Attribution(chain, Certainty.CERTAIN, held) for chain, held in zip(chains, polarities, strict=True)
        ),
        factuality=factuality,
        salience=0.9,
    )


def timeline(
    article: Article,
    placed: Sequence[tuple[Event, When]],
    order: Sequence[Sequence[str]],
    constraints: Sequence[Constraint] = (),
    conflicts: Sequence[Conflict] = (),
    hidden: frozenset[str] = frozenset(),
) -> Timeline:
    events = tuple(event for event, _ in placed)
    held = tuple(constraints)
    names = {event.id for event in events}
    refused = {conflict.refused for conflict in conflicts}
    solution = replace(
        solve(article, (), events, tuple(c for c in held if {c.source, c.target} <= names and c not in refused)),
        times={event.id: when for event, when in placed},
        order=tuple(map(tuple, order)),
        conflicts=tuple(conflicts),
    )
    return Timeline(article, (), events, held, solution, frozenset(event.id for event in events) - hidden)


BRIDGE = (
    "City hall on Wednesday denied that Mayor Ana Reyes met the developer Colin Marsh before she unveiled the new "
    "harbour bridge. Reyes unveiled the plan last week. Reporter Lena Holt wrote on Tuesday that the two had dined "
    "together first. Marsh rejected that, saying they last talked in April 2021. A day after the plan came out, the "
    "council voted to buy the land. Protesters have camped at the harbour since September. Divers inspected the old "
    "piers. Work is to begin in November. The state might sue the city."
)


def bridge() -> Timeline:
    """A call 18 months before a busy week; every factuality but one; two sources; one conflict; one undated event."""
    text = BRIDGE
    article = Article(text=text, published=PUBLISHED, title="Mayor denies secret dinner with developer")
    holt, marsh = ("Lena Holt",), ("Colin Marsh",)
    denied = event(text, 1, "denied", "City hall denies that the mayor met the developer")
    met = event(text, 2, "met", "Mayor Ana Reyes met the developer Colin Marsh", Factuality.DISPUTED, holt, marsh)
    unveiled = event(text, 3, "unveiled the plan", "Reyes unveils the plan for a new harbour bridge")
    wrote = event(text, 4, "wrote", "Lena Holt writes that the two dined together")
    dined = event(text, 5, "dined", "The mayor and the developer dined together first", Factuality.DENIED, holt)
    talked = event(text, 6, "talked", "Reyes and Marsh last talk", Factuality.ASSERTED, marsh)
    voted = event(text, 7, "voted", "The council votes to buy the land")
    camped = event(text, 8, "camped", "Protesters camp at the harbour")
    inspected = event(text, 9, "inspected", "Divers inspect the old piers")
    begin = event(text, 10, "begin", "Work on the bridge is to begin", Factuality.PLANNED)
    sue = event(text, 11, "sue", "The state might sue the city", Factuality.POSSIBLE)
    week = When.within(Interval(calendar.seconds(2022, 10, 3), calendar.seconds(2022, 10, 10)))
    april = When.within(Interval.of_month(2021, 4))
    november = When.within(Interval.of_month(2022, 11))
    said = Cause(CauseKind.RULE, "before", "“before she unveiled” puts the meeting first.", (Span(10, 20),))
    dated = Cause(CauseKind.CALENDAR, "date", "“in April 2021” dates the talk.", ())
    after = Cause(CauseKind.RULE, "offset", "“A day after the plan came out” puts the vote one day later.", ())
    last = Cause(CauseKind.RULE, "last", "Marsh says that they last talked in April 2021.", ())
    refused = Constraint("e2", "e3", Relation.BEFORE, said, 0.8, None, holt)
    chain = (Constraint("e6", "t1", Relation.IS_INCLUDED, dated), Constraint("e2", "e6", Relation.BEFORE, last, 0.7))
    conflict = Conflict(refused, chain, "Lena Holt puts the meeting before the plan; Marsh says they last met in 2021.")
    before = Cause(CauseKind.RULE, "before", "The piers were inspected before the plan came out.", ())
    inspection = Constraint("e9", "e3", Relation.BEFORE, before)
    offset = Constraint("e7", "e3", Relation.AFTER, after, 1.0, (86_400, 2 * 86_400))
    return timeline(
        article,
        [
            (denied, day(2022, 10, 12)),
            (met, past((2021, 4, 1))),
            (unveiled, week),
            (wrote, day(2022, 10, 11)),
            (dined, between((2022, 10, 1), (2022, 10, 9))),
            (talked, april),
            (voted, between((2022, 10, 4), (2022, 10, 10))),
            (camped, since(2022, 9)),
            (inspected, past()),
            (begin, november),
            (sue, UNKNOWN),
        ],
        [["e6"], ["e8"], ["e2", "e9"], ["e5"], ["e3"], ["e7"], ["e4"], ["e1"], ["e10"], ["e11"]],
        constraints=[refused, *chain, inspection, offset],
        conflicts=[conflict],
    )


def many(count: int = 60, spread: int = 3) -> Timeline:
    """So many events, one every `spread` days, with long descriptions and all factualities in turn."""
    words = [f"word{i}" for i in range(count)]
    article = Article(text=". ".join(words) + ".", published=PUBLISHED, title="Many events")
    kinds = list(Factuality)
    first = calendar.seconds(2022, 4, 1)
    placed = []
    for i, word in enumerate(words):
        start = first + i * spread * calendar.DAY
        described = f"Event number {i} of many, in which somebody does something that takes a few words to describe"
        made = event(article.text, i, word, described, kinds[i % 6], (f"Speaker {i % 10}",))
        placed.append((made, When.within(Interval(start, start + calendar.DAY))))
    return timeline(article, placed, [[f"e{i}"] for i in range(count)])


def few(count: int = 3) -> Timeline:
    return many(count, spread=2)


def hostile() -> Timeline:
    """An article that tries to be markup, a template, TeX and a script's end."""
    words = '</script><img src=x onerror=alert(1)> <a href="javascript:alert(1)">%{x} $x^2$ {{ 7*7 }}</a> =1+1'
    article = Article(text=f"{words} happened.", published=PUBLISHED, title=words, url="https://news.example/a?b=1&c=2")
    made = event(article.text, 1, "happened", words, Factuality.ASSERTED, (words,))
    cause = Cause(CauseKind.RULE, "r", words, ())
    held = Constraint("e1", "t0", Relation.BEFORE, cause)
    return timeline(article, [(made, day(2022, 10, 12))], [["e1"]], [held], [Conflict(held, (), words)])
