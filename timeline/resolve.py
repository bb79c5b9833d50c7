"""Mentions to time expressions: the stage between the tagger and everything that needs dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from timeline.article import Article, Domain, Published, Span
from timeline.errors import TimelineError
from timeline.expressions import AnchorRelation, EventAnchor, TimeExpression
from timeline.resolution import Context, Focus, Resolved
from timeline.resolution import resolve as resolve_operator
from timeline.resolution.bounds import when
from timeline.tagger import Mention, tag, tag_phrase
from timeline.tagger.productions import NoTime
from timeline.temporal.edtf import to_edtf


class NoPhrase(TimelineError):
    """The text given is no temporal phrase, or not only one."""

    title = "No temporal phrase"


def expressions(article: Article) -> tuple[TimeExpression, ...]:
    """All temporal expressions of an article, resolved, in text order, with ids t1, t2 ..."""
    return resolve(tag(article.text, [part.span for part in article.excluded]), article)


def resolve(mentions: Iterable[Mention], article: Article) -> tuple[TimeExpression, ...]:
    """Resolve mentions in text order. One that the calendar knows nothing of ("February 30") is left out."""
    focus = Focus()
    domain = article.domain or Domain.NEWS
    found: list[TimeExpression] = []
    for mention in mentions:
        published = article.publication
        context = Context(
            published.moment, mention.tense, domain, focus, mention.sentence, mention.signal, published.granularity
        )
        try:
            resolved = resolve_operator(mention.meaning, context)
        except NoTime:
            continue
        id = f"t{len(found) + 1}"
        found.append(_expression(id, mention, resolved, context))
        focus.note(resolved, id, mention.sentence)
    return tuple(found)


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
        signal=mention.signal,
        signal_span=mention.signal_span,
    )


def _event_anchor(mention: Mention, resolved: Resolved) -> EventAnchor | None:
    if mention.event is None or mention.relation is None:
        return None
    return EventAnchor(AnchorRelation(mention.relation), mention.event, resolved.length)


# A phrase by itself is read as it stands, or as after one of these: "the 3rd" as in "on the 3rd".
_CARRIERS = ("", "in ", "on ", "at ")


def resolve_phrase(phrase: str, published: str | date | datetime | Published) -> TimeExpression:
    """The meaning of one phrase, read as a whole. Raises NoPhrase, BadDate."""
    return _read(phrase, published)[1]


def _read(phrase: str, published: str | date | datetime | Published) -> tuple[Mention, TimeExpression]:
    phrase = phrase.strip()
    date = Published.parse(published)
    for carrier in _CARRIERS if phrase else ():
        article = Article(text=carrier + phrase, published=date)
        mentions = tag_phrase(article.text)
        found = resolve(mentions, article)
        if len(found) == len(mentions) == 1 and _covers(found[0], article.text, len(carrier)):
            return mentions[0], _moved(found[0], -len(carrier))
    raise NoPhrase(f"not a temporal phrase: {phrase[:80]!r}")


def _covers(found: TimeExpression, text: str, start: int) -> bool:
    """True where an expression, its governing word and the event it hangs on are all that there is."""
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
    lines = [*mention.node.tree(mention.words), f"means {mention.meaning!r}", f"is {expression.value}"]
    return "\n".join([*lines, expression.explanation])
