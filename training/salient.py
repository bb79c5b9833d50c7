"""Articles with the events that a reader would put on a timeline: what salience is fitted and measured on.

TimeSET's development articles have them by its annotators. The newswire articles, drawn by a hash of their id from the
unlabelled ones, were marked for this project by two readers (training/README.md); `newswire_salient.json` has by reader
where in each article's text the words for them start.
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
SECOND = "second reader"  # who marked articles to measure on, too


@dataclass(frozen=True, slots=True)
class Story:
    """An article's events with features by name, states (n, width), how many gold triggers each covers, the numbers of
    the events that tell each, and those that no words can be found for."""

    id: str
    events: tuple[Event, ...]
    named: list[dict[str, float]]
    states: Array
    gold: npt.NDArray[np.int64]
    triggers: int
    told_by: tuple[tuple[int, ...], ...] = ()
    unread: tuple[int, ...] = ()

    def entries(self, chance: Array, least: float) -> npt.NDArray[np.int64]:
        """How many gold triggers each entry of the default timeline covers, were `least` its threshold.

        What is told within another entry counts there; what no words can be found for has none.
        """
        told_by = [[n for n in outer if n not in self.unread] for outer in self.told_by or ((),) * len(self.gold)]
        homes = np.array(entered(chance.tolist(), told_by, least), dtype=np.int64)
        homes[np.isin(homes, self.unread)] = -1
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
    unread = tuple(number for number, weighed in enumerate(found) if not weighed.is_entry)
    return Story(name, events, named, states, np.array(covered), len(triggers), told_by, unread)


def timeset_stories(corpora: Path) -> list[Story]:
    from benchmarks.timeset import partials

    return [
        read_story(p.story.id, p.story.article, [(s.start, s.end) for _, s in p.story.triggers])
        for p in partials(corpora)
    ]


def newswire_stories(corpora: Path) -> dict[str, list[Story]]:
    """The marked articles of the unlabelled newswire, by reader and id."""
    marked: dict[str, dict[str, list[int]]] = json.loads(MARKED.read_text(encoding="utf-8"))
    rows = {row["id"]: row for row in read_newswire(corpora)}
    return {
        reader: [_marked(rows[name], starts) for name, starts in sorted(by.items())] for reader, by in marked.items()
    }


def _marked(row: dict[str, str], starts: Sequence[int]) -> Story:
    article = Article(text=row["text"], published=row["published"])
    return read_story(row["id"], article, [(start, start + 1) for start in starts])
