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
from timeline.events.within import entered
from timeline.resolve import expressions
from training.corpora import read_newswire

Array = npt.NDArray[np.float64]
MARKED = Path(__file__).resolve().parent / "newswire_salient.json"


@dataclass(frozen=True, slots=True)
class Story:
    """An article's events with features by name, states (n, width), how many gold triggers each covers, and the numbers
    of the events that tell each."""

    id: str
    events: tuple[Event, ...]
    named: list[dict[str, float]]
    states: Array
    gold: npt.NDArray[np.int64]
    triggers: int
    told_by: tuple[tuple[int, ...], ...] = ()

    def entries(self, chance: Array, least: float) -> npt.NDArray[np.int64]:
        """How many gold triggers each entry of the default timeline covers, were `least` its threshold.

        What is told within another entry counts there.
        """
        told_by = self.told_by or ((),) * len(self.gold)
        homes = np.array(entered(chance.tolist(), told_by, least), dtype=np.int64)
        covered = np.bincount(homes[homes >= 0], self.gold[homes >= 0], len(homes)).astype(np.int64)
        return covered[np.unique(homes[homes >= 0])]


def read_story(name: str, article: Article, triggers: Sequence[tuple[int, int]]) -> Story:
    """The events of an article, and which of them gold, character ranges of trigger words, calls salient."""
    syntax = parse(article)
    reading = read(syntax)
    found = weighed_events(expressions(article), syntax, reading)
    events = tuple(weighed.event for weighed in found)
    covered = [
        sum(any(m.trigger.start < end and start < m.trigger.end for m in e.mentions) for start, end in triggers)
        for e in events
    ]
    states = np.array([reading.vector(weighed.traits.word) for weighed in found], dtype=np.float64)
    named = [dict(weighed.traits.named) for weighed in found]
    told_by = tuple(weighed.told_by for weighed in found)
    return Story(name, events, named, states, np.array(covered), len(triggers), told_by)


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
