"""Articles with the events that a reader would put on a timeline: what salience is fitted and measured on.

TimeSET's development articles have them by its annotators. The newswire articles, drawn by a hash of their id from the
unlabelled ones, were marked for this project by one reader (training/README.md); `newswire_salient.json` has where in
each article's text the words for them start.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from timeline.article import Article
from timeline.events.find import weighed_events
from timeline.events.model import Event
from timeline.events.parser import parse
from timeline.events.reading import read
from timeline.resolve import expressions
from training.corpora import read_newswire

Array = npt.NDArray[np.float64]
MARKED = Path(__file__).resolve().parent / "newswire_salient.json"


@dataclass(frozen=True, slots=True)
class Story:
    """An article's events with features by name, states (n, width), and how many gold triggers each covers."""

    id: str
    events: tuple[Event, ...]
    named: list[dict[str, float]]
    states: Array
    gold: npt.NDArray[np.int64]
    triggers: int


def read_story(name: str, article: Article, triggers: Sequence[tuple[int, int]]) -> Story:
    """The events of an article, and which of them gold, character ranges of trigger words, calls salient."""
    syntax = parse(article)
    reading = read(syntax)
    found = list(weighed_events(expressions(article), syntax, reading))
    events = tuple(event for event, _ in found)
    covered = [
        sum(any(m.trigger.start < end and start < m.trigger.end for m in e.mentions) for start, end in triggers)
        for e in events
    ]
    states = np.array([reading.vector(t.word) for _, t in found], dtype=np.float64)
    return Story(name, events, [dict(t.named) for _, t in found], states, np.array(covered), len(triggers))


def timeset_stories(corpora: Path) -> list[Story]:
    from benchmarks.timeset import partials

    return [
        read_story(p.story.id, p.story.article, [(s.start, s.end) for _, s in p.story.triggers])
        for p in partials(corpora)
    ]


def newswire_stories(corpora: Path) -> list[Story]:
    """The marked articles of the unlabelled newswire, by id."""
    marked: dict[str, list[int]] = json.loads(MARKED.read_text(encoding="utf-8"))
    stories = []
    for row in read_newswire(corpora):
        if row["id"] in marked:
            article = Article(text=row["text"], published=row["published"])
            stories.append(read_story(row["id"], article, [(start, start + 1) for start in marked[row["id"]]]))
    return sorted(stories, key=lambda story: story.id)
