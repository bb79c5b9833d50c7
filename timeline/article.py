"""The article: its text, when it was published, and which parts of it are not the story."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

import pendulum

from timeline.errors import BadDate, BadDocument, EmptyText, TextTooLong
from timeline.temporal import calendar
from timeline.temporal.granularity import Granularity
from timeline.temporal.interval import Interval
from timeline.values import value

MAX_CHARACTERS = 1_000_000


@value(order=True)
class Span:
    """Characters [start, end) of the article's text (Python string indices, not bytes)."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A part of the text that is not the story, and why ("subscription appeal")."""

    span: Span
    reason: str


class Domain(StrEnum):
    """What bare times are anchored to: the publication date (news) or the time last spoken of (narrative)."""

    NEWS = "news"
    NARRATIVE = "narrative"


@dataclass(frozen=True, slots=True)
class Published:
    """When the article was published, on the wall clock of its own zone.

    `at` is the day, minute or second of publication; `moment` its first second; `zone` the IANA name or offset it was
    given with, None where it was given without one; `provenance` says where the date was found.
    """

    at: Interval
    granularity: Granularity
    zone: str | None = None
    provenance: str = "given"

    @property
    def moment(self) -> int:
        return self.at.start

    @property
    def day(self) -> Interval:
        fields = calendar.civil(self.at.start)
        return Interval.of_day(fields.year, fields.month, fields.day)

    @property
    def value(self) -> str:
        """The TIMEX3 value of the publication time ("2022-10-12", "2022-10-12T07:30")."""
        iso = calendar.isoformat(self.at.start)
        return {Granularity.DAY: iso[:-9], Granularity.MINUTE: iso[:-3]}.get(self.granularity, iso)

    @classmethod
    def parse(cls, given: str | date | datetime | Published, zone: str | None = None) -> Published:
        """From a date, a datetime, an ISO string, or a date in words in any language (dateparser).

        `zone` (IANA name) moves a moment that has a zone of its own onto the wall clock of the readers' zone: 01:00
        UTC is yesterday evening in New York. Raises BadDate.
        """
        if isinstance(given, Published):
            return given
        if isinstance(given, datetime):
            return cls._of_datetime(given, zone)
        if isinstance(given, date):
            return cls(Interval.of_day(given.year, given.month, given.day), Granularity.DAY, zone)
        return cls._of_text(given.strip(), zone)

    @classmethod
    def _of_datetime(cls, moment: datetime, zone: str | None) -> Published:
        name = zone
        if moment.tzinfo is not None:
            # dateparser's own zone objects ("EST") are fixed offsets that pendulum cannot name
            offset = moment.utcoffset()
            fixed = moment if hasattr(moment.tzinfo, "key") else moment.replace(tzinfo=timezone(offset or timedelta()))
            aware = pendulum.instance(fixed)
            if zone is not None:
                try:
                    aware = aware.in_timezone(zone)
                except (ValueError, KeyError, OSError) as error:
                    raise BadDate(f"unknown time zone: {zone!r}") from error
            name, moment = zone or aware.timezone_name or aware.format("Z"), aware
        start = calendar.from_datetime(moment)
        if moment.second or moment.microsecond:
            return cls(Interval(start, start + 1), Granularity.SECOND, name)
        return cls(Interval(start, start + 60), Granularity.MINUTE, name)

    @classmethod
    def _of_text(cls, text: str, zone: str | None) -> Published:
        if not text:
            raise BadDate("the publication date is empty")
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}|\d{8}", text):
            try:
                return cls.parse(date.fromisoformat(text), zone)
            except ValueError as error:
                raise BadDate(f"not a date: {text!r} ({error})") from error
        try:
            return cls._of_datetime(datetime.fromisoformat(text), zone)
        except ValueError:
            return cls._of_words(text, zone)

    @classmethod
    def _of_words(cls, text: str, zone: str | None) -> Published:
        from timeline.bylines import parse_date  # dateparser is slow to import and rarely needed

        found = parse_date(text)
        if found is None:
            raise BadDate(f"not a publication date: {text[:80]!r} (give YYYY-MM-DD)")
        return cls.parse(found, zone)


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `published` takes whatever `Published.parse` takes; `modified` is when it was last changed, where
    its page says so. Offsets into `text` count characters.

    >>> Article(text="It rained on Tuesday.", published="2022-10-12").publication.value
    '2022-10-12'

    Raises EmptyText, TextTooLong, BadDocument (NUL characters, lone surrogates), BadDate.
    """

    text: str
    published: str | date | datetime | Published
    title: str | None = None
    url: str | None = None
    zone: str | None = None
    domain: Domain | None = None
    excluded: tuple[Exclusion, ...] = ()
    modified: Published | None = None
    publication: Published = field(init=False)

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise EmptyText("the article has no text")
        if len(self.text) > MAX_CHARACTERS:
            raise TextTooLong(f"the article has {len(self.text):,} characters; the limit is {MAX_CHARACTERS:,}")
        _refuse_broken_characters(self.text)
        object.__setattr__(self, "publication", Published.parse(self.published, self.zone))

    def is_excluded(self, span: Span) -> bool:
        return any(part.span.overlaps(span) for part in self.excluded)


def _refuse_broken_characters(text: str) -> None:
    if (at := text.find("\0")) >= 0:
        raise BadDocument(f"the text holds a NUL character at position {at}: it is binary, or wrongly decoded")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        code = ord(text[error.start])
        raise BadDocument(f"the text holds half a character (U+{code:04X}) at position {error.start}") from error
