"""Mentions to time expressions: the stage between the tagger and everything that needs dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from timeline.article import Article, Domain, Published
from timeline.errors import TimelineError
from timeline.expressions import AnchorRelation, EventAnchor, TimeExpression
from timeline.resolution import Context, Focus, Resolved
from timeline.resolution import resolve as resolve_operator
from timeline.resolution.bounds import when
from timeline.tagger import Mention, tag
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
        context = Context(article.publication.moment, mention.tense, domain, focus, mention.sentence, mention.signal)
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


def _edtf(resolved: Resolved) -> str | None:
    if resolved.interval is None or resolved.granularity is None:
        return None
    return to_edtf(resolved.interval, resolved.granularity, resolved.mod)


def _event_anchor(mention: Mention, resolved: Resolved) -> EventAnchor | None:
    if mention.event is None or mention.relation is None:
        return None
    return EventAnchor(AnchorRelation(mention.relation), mention.event, resolved.length)


def resolve_phrase(phrase: str, published: str | date | datetime | Published) -> TimeExpression:
    """The meaning of one phrase, read as a whole. Raises NoPhrase, BadDate."""
    article = Article(text=phrase, published=published)
    found = expressions(article)
    if len(found) != 1 or len(found[0].text) < len(phrase.strip()) - 1:
        raise NoPhrase(f"not a temporal phrase: {phrase.strip()[:80]!r}")
    return found[0]


def explain(phrase: str, published: str | date | datetime | Published) -> str:
    """The derivation of one phrase, as a tree of rules over words, with its meaning and what it resolves to.

    Raises NoPhrase, BadDate.
    """
    expression = resolve_phrase(phrase, published)
    mention = tag(phrase)[0]
    lines = [*mention.node.tree(mention.words), f"means {mention.meaning!r}", f"is {expression.value}"]
    return "\n".join([*lines, expression.explanation])
