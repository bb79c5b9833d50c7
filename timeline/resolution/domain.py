"""News or narrative: what bare times of an article are told from, chosen by the times it gives."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.article import Domain
from timeline.tagger.mention import Mention
from timeline.temporal.granularity import Granularity
from timeline.temporal.operators import (
    Ago,
    Century,
    Day,
    Decade,
    Last,
    Modified,
    Next,
    Operator,
    Overnight,
    Reference,
    This,
    Weekday,
    Within,
    Year,
)

_LEAST_PAST = 3  # written-out times of earlier years that a narrative has
_RATIO = 3  # and how many of them for each that only makes sense on the day of publication
_YEARS_AGO = 2


def choose(mentions: Iterable[Mention], year: int) -> Domain:
    """A narrative dates by years gone by ("in 1912", "on 3 May 1915"), news by the day it is read on ("Tuesday",
    "last week", "two days ago", "recently") and tells of years to come. `year`: of publication."""
    past = today = 0
    for mention in mentions:
        written = _year(mention.meaning)
        if written is not None:
            past += written <= year - _YEARS_AGO
            today += written > year
        else:
            today += _is_told_from_today(mention.meaning)
    return Domain.NARRATIVE if past >= _LEAST_PAST and past >= _RATIO * today else Domain.NEWS


def _year(meaning: Operator) -> int | None:
    if isinstance(meaning, Modified):
        return _year(meaning.of)
    if isinstance(meaning, Within):
        return _year(meaning.whole)
    if isinstance(meaning, Year):
        return meaning.year
    if isinstance(meaning, Century):
        return meaning.number * 100
    return meaning.start if isinstance(meaning, Decade) and meaning.start >= 100 else None


def _is_told_from_today(meaning: Operator) -> bool:
    if isinstance(meaning, Modified):
        return _is_told_from_today(meaning.of)
    if isinstance(meaning, Within):
        return _is_told_from_today(meaning.whole)
    if isinstance(meaning, Reference):
        return meaning.code == "PAST_REF"
    if isinstance(meaning, Last | Next | This):
        return isinstance(meaning.of, Granularity | Weekday)
    return isinstance(meaning, Day | Weekday | Ago | Overnight)
