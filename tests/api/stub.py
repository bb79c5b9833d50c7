"""A stand-in for the pipeline: reads the article as the service does, and finds one event worth showing and one not."""

from __future__ import annotations

from dataclasses import replace

from api.work.tasks import article_of, outcome_of
from api.work.values import Outcome, Source
from tests.chart.factories import event
from timeline.article import Span
from timeline.events.model import EventMention
from timeline.pipeline import assemble
from timeline.resolve import expressions


def reconstruct(source: Source) -> Outcome:
    article = article_of(source)
    whole = Span(0, len(article.text))
    first, second = (
        replace(
            event(article.text, number, article.text[:length], article.text[:length]),
            mentions=(EventMention(Span(0, length), whole, article.text[:length], "word"),),
        )
        for number, length in ((1, min(3, whole.end)), (2, 1))
    )
    timeline = assemble(article, expressions(article), (first, second), (), frozenset({"e1"}))
    return outcome_of(timeline, (("stub", 0.001),))
