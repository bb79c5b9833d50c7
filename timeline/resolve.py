"""Mentions to time expressions: the stage between the tagger and everything that needs dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from timeline.article import Article, Published, Span
from timeline.errors import TimelineError
from timeline.expressions import AnchorRelation, EventAnchor, Reading, TimeExpression, TimexType
from timeline.resolution import Context, Focus, Resolved, hours
from timeline.resolution import domain as domains
from timeline.resolution import resolve as resolve_operator
from timeline.resolution.bounds import when
from timeline.resolution.lists import is_listed, tense_of
from timeline.tagger import Mention, Tense, order_phrase, tag, tag_phrase
from timeline.tagger.productions import NoTime
from timeline.temporal import calendar
from timeline.temporal.edtf import to_edtf
from timeline.temporal.granularity import Granularity
from timeline.temporal.interval import Interval


class NoPhrase(TimelineError):
    """The text given is no temporal phrase, or not only one."""

    title = "No temporal phrase"


def expressions(article: Article) -> tuple[TimeExpression, ...]:
    """All temporal expressions of an article, resolved, in text order, with ids t1, t2 ..."""
    return resolve(tag(article.text, [part.span for part in article.excluded]), article)


def resolve(mentions: Iterable[Mention], article: Article) -> tuple[TimeExpression, ...]:
    """Resolve mentions in text order. One that the calendar knows nothing of is left out."""
    mentions = list(mentions)
    published = article.publication
    focus = Focus(now=published.moment)
    domain = article.domain or domains.choose(mentions, calendar.civil(published.moment).year)
    found: list[TimeExpression] = []
    for index, mention in enumerate(mentions):
        before, tense = mentions[index - 1] if index else None, tense_of(mention)
        told_past = before is not None and tense_of(before) is Tense.PAST and tense is not Tense.PAST
        if before is not None and told_past and is_listed(before, mention, article.text):
            tense = Tense.PAST  # "it rained in May, June and July": what stands around the first holds for all
            mentions[index] = mention = mention._replace(tense=tense)
        context = Context(
            published.moment, tense, domain, focus, mention.sentence, mention.signal, published.granularity
        )
        if focus.last_sentence != mention.sentence:
            context.day = _day_of(hours.day_behind(mentions, index, article.text), context)
        try:
            resolved = resolve_operator(mention.meaning, context)
        except NoTime:
            continue
        id = f"t{len(found) + 1}"
        found.append(_expression(id, mention, resolved, context))
        if not hours.is_same_hour(mention, before, article.text):
            focus.note(resolved, id, mention.sentence, tense)
    return tuple(found)


def _day_of(mention: Mention | None, context: Context) -> Interval | None:
    """The day that a mention further on names, if it names one."""
    if mention is None:
        return None
    try:
        resolved = resolve_operator(mention.meaning, replace(context, tense=mention.tense, signal=mention.signal))
    except NoTime:
        return None
    return resolved.interval if resolved.granularity is Granularity.DAY else None


def _expression(id: str, mention: Mention, resolved: Resolved, context: Context) -> TimeExpression:
    return TimeExpression(
        id=id,
        span=mention.span,
        text=mention.text,
        type=resolved.type,
        value=resolved.value,
        rule=mention.rule,
        explanation=f"“{mention.text}”: {resolved.why}.",
        mod=resolved.mod,
        quant=resolved.quant,
        freq=resolved.freq,
        begin_point=resolved.begin,
        end_point=resolved.end,
        anchor=resolved.anchor,
        temporal_function=resolved.relative,
        granularity=resolved.granularity,
        bounds=when(resolved, context),
        duration=resolved.length,
        edtf=to_edtf(resolved.interval, resolved.granularity, resolved.mod)
        if resolved.interval and resolved.granularity
        else None,
        event_anchor=_event_anchor(mention, resolved),
        readings=_readings(mention, resolved, context),
        signal=mention.signal,
        signal_span=mention.signal_span,
    )


def _readings(mention: Mention, resolved: Resolved, context: Context) -> tuple[Reading, ...]:
    """The reading taken and the others, best first; none where there is just one."""
    if not resolved.alternatives:
        return ()
    readings = {
        one.value: Reading(one.value, f"“{mention.text}”: {one.why}.", when(one, context))
        for one in reversed((resolved, *resolved.alternatives))
    }
    return tuple(reversed(readings.values())) if len(readings) > 1 else ()


def _event_anchor(mention: Mention, resolved: Resolved) -> EventAnchor | None:
    if mention.event is None or mention.relation is None:
        return None
    offset = resolved.length
    if mention.signal == "within" and offset is not None:
        offset = (0, offset[1])
    if mention.relation == "during" and "theperiod" in mention.kinds:
        offset = None  # "the day of the attack" is no distance from it
    return EventAnchor(AnchorRelation(mention.relation), mention.event, offset)


# A phrase by itself is read as it stands, or as after one of these: "the 3rd" as in "on the 3rd".
_CARRIERS = ("", "in ", "on ", "at ")


def resolve_phrase(phrase: str, published: str | date | datetime | Published) -> TimeExpression:
    """The meaning of one phrase, read as a whole. Raises NoPhrase, BadDate."""
    return _read(phrase, published)[1]


def _ordered(phrase: str) -> TimeExpression | None:
    """ "since the invasion": on which side of an event, and no date."""
    found = order_phrase(phrase)
    if found is None or found[0].end < len(phrase.rstrip(" .,;:!?")):
        return None
    event, relation = AnchorRelation(found[1]), found[0]
    return TimeExpression(
        id="t1",
        span=Span(0, len(phrase)),
        text=phrase,
        type=TimexType.DATE,
        value="XXXX-XX-XX",
        rule="event-order",
        explanation=f"“{phrase}”: {event} the event “{relation.of(phrase)}”, which nothing here dates.",
        temporal_function=True,
        event_anchor=EventAnchor(event, relation),
    )


def _read(phrase: str, published: str | date | datetime | Published) -> tuple[Mention | None, TimeExpression]:
    phrase = phrase.strip()
    date = Published.parse(published)
    for carrier in _CARRIERS if phrase else ():
        article = Article(text=carrier + phrase, published=date)
        mentions = tag_phrase(article.text)
        found = resolve(mentions, article)
        if found and len(found) == len(mentions) and _covers(found, article.text, len(carrier)):
            return mentions[0], _moved(found[0], -len(carrier))
    ordered = _ordered(phrase)
    if ordered is not None:
        return None, ordered
    raise NoPhrase(f"not a temporal phrase: {phrase[:80]!r}")


def _covers(all_found: Sequence[TimeExpression], text: str, start: int) -> bool:
    """True where an expression, its governing word and the event it hangs on are all that there is; the name of the
    event may hold times of its own ("a day after the October 3 vote")."""
    found = all_found[0]
    if any(found.event_anchor is None or not found.event_anchor.span.covers(e.span) for e in all_found[1:]):
        return False
    begin, end = found.span.start, found.span.end
    if found.signal_span is not None:
        begin = min(begin, found.signal_span.start)
    if found.event_anchor is not None:
        end = max(end, found.event_anchor.span.end)
    return begin <= start and not text[end:].removeprefix("'s").removeprefix("’s").strip(" .,;:!?\"'”’)")


def _moved(found: TimeExpression, by: int) -> TimeExpression:
    def move(span: Span | None) -> Span | None:
        return None if span is None else Span(max(0, span.start + by), max(1, span.end + by))

    anchor = found.event_anchor
    return replace(
        found,
        span=move(found.span) or found.span,
        signal_span=move(found.signal_span) if found.signal_span and found.signal_span.start + by >= 0 else None,
        signal=found.signal if found.signal_span and found.signal_span.start + by >= 0 else None,
        event_anchor=anchor and replace(anchor, span=move(anchor.span) or anchor.span),
    )


def explain(phrase: str, published: str | date | datetime | Published) -> str:
    """The derivation of one phrase, as a tree of rules over words, with its meaning and what it resolves to.

    Raises NoPhrase, BadDate.
    """
    mention, expression = _read(phrase, published)
    if mention is None:
        return f"event-order: {phrase.strip()}\n{expression.explanation}"
    lines = [*mention.node.tree(mention.words), f"means {mention.meaning!r}", f"is {expression.value}"]
    return "\n".join([*lines, expression.explanation])
