"""Fits how much an event belongs on a timeline, on top of the model that `python -m training` exported.

    python -m training.salience CORPORA

First a direction in the encoder's states that tells events of plot links in EventStoryLine from the others: what
stories are made of. Then one logistic model over that direction, the states themselves and the named features of
`timeline.events.salience`, on the salient events of TimeSET. Prints the figures with each article left out, then writes
the weights of all: named ones to salience.toml, those of the state to model.json.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from timeline.article import Article
from timeline.events.encoder import MODELS
from timeline.events.find import weighed_events
from timeline.events.heads import pack
from timeline.events.model import Event
from timeline.events.parser import parse
from timeline.events.reading import read
from timeline.resolve import expressions
from training.corpora import corpora_path
from training.storyline import read_storylines

Array = npt.NDArray[np.float64]
WEIGHTS = Path(__file__).resolve().parent.parent / "timeline" / "language" / "en" / "events" / "salience.toml"
STATE_SCALE = 0.2  # how far the states may speak beside the named features
PENALTY, PLOT_PENALTY = 15.0, 100.0
# What an editor would say, and the weights start from: eighteen articles of one publisher, which tells little of who
# said what, are too few to unsay it. A dated report, denial or confirmation is news itself.
PRIOR = {
    "dated": 0.5,
    "carried": -0.4,
    "dated_report": 2.0,
    "early": 0.5,
    "factuality_disputed": 0.5,
    "factuality_hypothetical": -1.0,
    "factuality_planned": -0.5,
    "lead": 1.0,
    "quoted": -0.8,
    "repeated": 0.5,
    "report": -1.0,
}


@dataclass(frozen=True, slots=True)
class Story:
    """An article's events with features by name, states (n, width), and how many gold triggers each covers."""

    id: str
    events: tuple[Event, ...]
    named: list[dict[str, float]]
    states: Array
    gold: npt.NDArray[np.int64]
    triggers: int


def logistic(rows: Array, labels: Array, penalty: Array, prior: Array) -> Array:
    """Weights of a logistic regression that pays for leaving `prior`, by Newton's method."""
    weights = prior.copy()
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chance - labels) + penalty * (weights - prior)
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-7:
            break
    return weights


def read_story(name: str, article: Article, triggers: Sequence[tuple[int, int]]) -> Story:
    """The events of an article, and which of them gold calls salient."""
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


def plot_direction(corpora: Path) -> Array:
    """Weights over states: how likely an event word takes part in a plot link."""
    documents, links = read_storylines(corpora)
    states, labels = [], []
    for name, document in documents.items():
        told = {end for link in links[name] for end in (link.first, link.second)}
        if not told:
            continue
        article = Article(text=document.text, published="2010-01-01")
        syntax = parse(article)
        reading = read(syntax)
        spans = [(document.events[key].start, document.events[key].end) for key in told]
        for token in syntax.tokens:
            if reading.table("class")[token.i, 0] < 0.5:
                states.append(reading.vector(token.i))
                labels.append(any(token.span.start < end and start < token.span.end for start, end in spans))
    rows = np.column_stack([np.array(states, dtype=np.float64), np.ones(len(states))])
    penalty = np.full(rows.shape[1], PLOT_PENALTY)
    penalty[-1] = 1e-3
    return logistic(rows, np.array(labels, dtype=np.float64), penalty, np.zeros(rows.shape[1]))[:-1]


@dataclass(frozen=True, slots=True)
class Design:
    """How features and states become one row: the names, the plot direction and the scale of each state's column."""

    names: list[str]
    plot: Array
    spread: Array

    @classmethod
    def of(cls, stories: Sequence[Story], plot: Array) -> Design:
        states = np.concatenate([s.states for s in stories])
        names = sorted({name for s in stories for row in s.named for name in row})
        return cls(names, plot / (states @ plot).std(), states.std(axis=0))

    def rows(self, story: Story) -> Array:
        named = np.array([[row.get(name, 0.0) for name in self.names] for row in story.named])
        return np.column_stack([named, story.states @ self.plot, story.states / self.spread * STATE_SCALE])

    def fit(self, stories: Sequence[Story]) -> Array:
        rows = np.concatenate([self.rows(s) for s in stories])
        labels = np.concatenate([s.gold > 0 for s in stories]).astype(np.float64)
        penalty = np.full(rows.shape[1], PENALTY)
        penalty[self.names.index("bias")] = 1e-3
        prior = np.zeros(rows.shape[1])
        prior[: len(self.names)] = [PRIOR.get(name, 0.0) for name in self.names]
        return logistic(rows, labels, penalty, prior)

    def split(self, weights: Array) -> tuple[dict[str, float], Array]:
        """Weights by name, and the weights of the state."""
        count = len(self.names)
        state = weights[count] * self.plot + weights[count + 1 :] * STATE_SCALE / self.spread
        return dict(zip(self.names, weights[:count].tolist(), strict=True)), state


def left_out(stories: Sequence[Story], design: Design) -> list[Array]:
    """The salience of each story's events by a model that has not seen the story."""
    found = []
    for story in stories:
        weights = design.fit([s for s in stories if s is not story])
        found.append(1 / (1 + np.exp(-design.rows(story) @ weights)))
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print the figures with each article left out, and write the weights."""
    from benchmarks.salience import report

    argv = sys.argv[1:] if arguments is None else arguments
    corpora = corpora_path(argv[0] if argv else None)
    stories = timeset_stories(corpora)
    design = Design.of(stories, plot_direction(corpora))
    print(report("each article left out", stories, left_out(stories, design)))
    write(*design.split(design.fit(stories)))


def write(named: dict[str, float], state: Array) -> None:
    lines = [f"{name} = {value:.3f}" for name, value in named.items() if abs(value) >= 0.0005]
    head = "# Fitted by `python -m training.salience`: a feature not listed weighs nothing.\n[weights]\n"
    WEIGHTS.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    path = MODELS / "model.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings["fitted"] = pack({"salience": state.astype(np.float32)})
    path.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
