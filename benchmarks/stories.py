"""Corpora as stories: a text with its publication date, and the gold events and times of it where there are any."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.given_events import events_at
from timeline.article import Article, Span
from timeline.boilerplate import prepare
from timeline.events.encoder import Reading
from timeline.events.parser import parse
from timeline.events.reading import read
from timeline.events.triggers import find_triggers
from timeline.expressions import TimeExpression, TimexType
from timeline.network import Solution, solve
from timeline.relations import propose
from timeline.relations.model import PUBLICATION
from timeline.relations.scene import Scene
from timeline.syntax import Parse
from timeline.temporal import cells
from timeline.temporal.granularity import Granularity
from timeline.temporal.interval import Interval
from timeline.temporal.when import Bound, Provenance, When
from training.corpora import Document, read_timeml


@dataclass(frozen=True, slots=True)
class Story:
    """`triggers` are (id, span) of gold events, `times` gold expressions; ids are those of the corpus."""

    id: str
    article: Article
    triggers: tuple[tuple[str, Span], ...] = ()
    times: tuple[TimeExpression, ...] = ()
    document: Document | None = None
    instances: dict[str, str] = field(default_factory=dict)


def read_story(path: Path) -> Story:
    """A TimeML file as a story."""
    document = read_timeml(path)
    root = ElementTree.parse(path).getroot()
    made = next(t for t in root.iter("TIMEX3") if t.get("functionInDocument") in ("CREATION_TIME", "PUBLICATION_TIME"))
    values = {t.attrib["tid"]: t for t in root.iter("TIMEX3")}
    times = tuple(
        _expression(name, Span(start, end), document.text, values[name])
        for name, (start, end) in sorted(document.times.items(), key=lambda item: item[1])
    )
    day = re.match(r"\d{4}-?\d\d-?\d\d", made.attrib["value"])
    if day is None:
        raise ValueError(f"{path}: no publication date")
    triggers = tuple((name, _trimmed(Span(e.start, e.end), document.text)) for name, e in document.events.items())
    instances = {eiid: instance.event for eiid, instance in document.instances.items()}
    return Story(path.stem, Article(text=document.text, published=day.group()), triggers, times, document, instances)


def _trimmed(span: Span, text: str) -> Span:
    """The span without the space that an annotation may begin with."""
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end)


def _expression(name: str, span: Span, text: str, node: ElementTree.Element) -> TimeExpression:
    value = node.attrib.get("value", "")
    found = calendar_value(value)
    return TimeExpression(
        id=name,
        span=span,
        text=span.of(text),
        type=TimexType(node.attrib.get("type", "DATE")),
        value=value,
        rule="gold",
        explanation="as annotated",
        granularity=found[1] if found else None,
        bounds=When.within(found[0], found[1]) if found else None,
    )


_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$")


def calendar_value(value: str) -> tuple[Interval, Granularity] | None:
    """The interval of a TIMEX3 value that names a calendar time; None for durations and vague ones.

    >>> calendar_value("1998-Q2")[0] == Interval(Interval.of_month(1998, 4).start, Interval.of_month(1998, 6).end)
    True
    """
    try:
        return _dated(value) or _coarse(value)
    except ValueError:
        return None


def _dated(value: str) -> tuple[Interval, Granularity] | None:
    match = _DATE.match(value)
    if match is None:
        return None
    year, month, day = (int(g) if g else None for g in match.groups())
    if year is None or month is None:
        return Interval.of_years(int(match[1])), Granularity.YEAR
    if day is None:
        return Interval.of_month(year, month), Granularity.MONTH
    return Interval.of_day(year, month, day), Granularity.DAY


def _coarse(value: str) -> tuple[Interval, Granularity] | None:
    if week := re.match(r"(\d{4})-W(\d\d)$", value):
        from datetime import date

        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        start = Interval.of_day(monday.year, monday.month, monday.day).start
        return Interval(start, start + 7 * 86_400), Granularity.WEEK
    if quarter := re.match(r"(\d{4})-Q([1-4])$", value):
        year, first = int(quarter[1]), 3 * int(quarter[2]) - 2
        return _months(year, first, 3), Granularity.QUARTER
    if half := re.match(r"(\d{4})-H([12])$", value):
        year, first = int(half[1]), 6 * int(half[2]) - 5
        return _months(year, first, 6), Granularity.HALF
    if season := re.match(r"(\d{4})-(SP|SU|FA|WI)$", value):
        return cells.season(season[2], int(season[1])), Granularity.SEASON
    if decade := re.match(r"(\d{3})$", value):
        return Interval.of_years(10 * int(decade[1]), 10), Granularity.DECADE
    if century := re.match(r"(\d\d)$", value):
        return Interval.of_years(100 * int(century[1]), 100), Granularity.CENTURY
    return None


def _months(year: int, first: int, count: int) -> Interval:
    return Interval(Interval.of_month(year, first).start, Interval.of_month(year, first + count - 1).end)


def tempeval(corpora: Path, corpus: str) -> Iterator[Story]:
    """The stories of timeml/CORPUS, in a fixed order."""
    for path in sorted((corpora / "timeml" / corpus).glob("*.tml")):
        yield read_story(path)


def with_gold_events(story: Story, gold_times: bool) -> Solution:
    """Ordered between the gold triggers, with the gold times or those that the tagger finds."""
    return solved(scene_of(story, gold_times))


def scene_of(story: Story, gold_times: bool) -> Scene:
    """The gold triggers, with the gold times or those that the tagger finds."""
    tree = parse(story.article)
    reading = read(tree)
    own = tagged(story.article)
    times = tuple(_sharpened(time, own, story.article.publication.day) for time in story.times) if gold_times else own
    events = events_at(tree, reading, [*story.triggers, *_others(story, tree, reading, times)])
    return Scene(story.article, times, events, tree, reading)


def _sharpened(time: TimeExpression, own: Sequence[TimeExpression], published: Interval) -> TimeExpression:
    """A gold time with the bounds that its value implies, or the tagger's where that reads the same.

    As TimeBank-Dense has it: "now" holds the day of publication, the past two weeks end before it.
    """
    found = next((e for e in own if e.span.overlaps(time.span)), None)
    vague = time.value if found is None or time.value in _REFERENCES else found.value
    if vague in _REFERENCES and time.bounds is None:
        return replace(time, bounds=_REFERENCES[vague](published))
    if found is not None and "T" in time.value and found.value == time.value and found.bounds is not None:
        return replace(time, bounds=found.bounds)
    if found is not None and found.duration is not None and PUBLICATION in (found.begin_point, found.end_point):
        ahead, length = found.begin_point == PUBLICATION, found.duration[0]
        first = published.end if ahead else published.start - length
        return replace(time, bounds=When.exactly(Interval(first, first + length)))
    return time


_REFERENCES: dict[str, Callable[[Interval], When]] = {
    "PAST_REF": lambda day: When(end_latest=Bound(day.start, Provenance.STATED)),
    "PRESENT_REF": lambda day: When.exactly(Interval(day.start - 1, day.end + 1)),
    "FUTURE_REF": lambda day: When(start_earliest=Bound(day.end, Provenance.STATED)),
}


def solved(scene: Scene, without: Sequence[str] = ()) -> Solution:
    """What follows from all that the sieves say of the scene, but for those named."""
    found = propose(scene.article, scene.expressions, scene.events, scene.parse, scene.reading)
    constraints = [c for c in found if c.cause.sieve not in without]
    return solve(scene.article, scene.expressions, scene.events, constraints)


def _others(story: Story, tree: Parse, reading: Reading, times: Sequence[TimeExpression]) -> Iterator[tuple[str, Span]]:
    """The triggers that gold does not list: TimeSET has only salient events, and others carry their dates."""
    for n, trigger in enumerate(find_triggers(tree, reading, times)):
        if not any(trigger.token.span.overlaps(span) for _, span in story.triggers):
            yield f"own{n}", trigger.token.span


def tagged(article: Article) -> tuple[TimeExpression, ...]:
    """The tagger's own expressions."""
    from timeline.resolve import expressions

    return tuple(expressions(article))


def from_raw_text(article: Article) -> Solution:
    """The whole path, boilerplate to order, with nothing given."""
    from timeline.pipeline import reconstruct

    return reconstruct(prepare(article)).solution
