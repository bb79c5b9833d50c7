"""Fits how much an event belongs on a timeline, on top of the model that `python -m training` exported.

    OMP_NUM_THREADS=1 python -m training.salience CORPORA

One logistic model over the named features of `timeline.events.salience` and the encoder's state of the event's word, on
the salient events of TimeSET and of the newswire that two readers marked, each of the three sets counting the same.
How much a reader marks is no matter of the events: each but TimeSET's annotators has a weight of its own, which is left
behind. Prints the figures with each article left out and those of the articles held out, chooses from the former the
threshold of the default timeline, then writes what ships: named weights and threshold to salience.toml, those of the
state to model.json. Nothing is drawn by chance: a second run writes the same.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from timeline.events.heads import pack
from timeline.weights import MODELS
from training.chains import is_held_out
from training.corpora import corpora_path
from training.salient import SECOND, Array, Story, newswire_stories, timeset_stories

WEIGHTS = Path(__file__).resolve().parent.parent / "timeline" / "language" / "en" / "events" / "salience.toml"
STATE_SCALE = 0.2  # how far the states may speak beside the named features
PENALTY = 15.0
THRESHOLDS = np.arange(5, 61) / 100
FLAT = 0.01  # of F1: thresholds no farther from the best are as good
# What an editor would say, and the weights start from: none of the sets tells much of who said what. A dated report,
# denial or confirmation is news itself. Without these the left-out figures are the same.
PRIOR = {
    "dated": 0.5,
    "carried": -0.4,
    "dated_report": 2.0,
    "early": 0.5,
    "fragment": -0.8,
    "factuality_disputed": 0.5,
    "factuality_hypothetical": -1.0,
    "factuality_planned": -0.5,
    "lead": 1.0,
    "quoted": -0.8,
    "repeated": 0.5,
    "report": -1.0,
}
# Not for the articles to say: gold triggers are words, and don't know whether a reader could be told what they mean.
HELD = ("fragment",)


def logistic(
    rows: Array, labels: Array, counts: Array, penalty: Array, prior: Array, start: Array | None = None
) -> Array:
    """Weights of a logistic regression that pays for leaving `prior`, by Newton's method; row i counts `counts[i]`.

    From `start`, weights of nearly the same rows, it takes fewer steps.
    """
    weights = prior.copy() if start is None else start
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (chance - labels)) + penalty * (weights - prior)
        curve = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-7:
            break
    return weights


@dataclass(frozen=True, slots=True)
class Design:
    """How features and states become one row: the names, the scale of each state's column, and by story what a row
    counts and which set it is of. Columns behind the states say how much more the second set's reader marks than the
    first's, and the third's."""

    names: list[str]
    spread: Array
    counts: dict[str, float]
    readers: dict[str, int]

    @classmethod
    def of(cls, sets: Sequence[Sequence[Story]]) -> Design:
        stories = [story for one in sets for story in one]
        most = max(sum(len(story.gold) for story in one) for one in sets)
        counts = {story.id: most / sum(len(s.gold) for s in one) for one in sets for story in one}
        readers = {story.id: reader for reader, one in enumerate(sets) for story in one}
        names = sorted({name for story in stories for row in story.named for name in row})
        return cls(names, np.concatenate([story.states for story in stories]).std(axis=0), counts, readers)

    def rows(self, story: Story) -> Array:
        named = np.array([[row.get(name, 0.0) for name in self.names] for row in story.named])
        return np.column_stack([named, story.states / self.spread * STATE_SCALE])

    def chances(self, story: Story, weights: Array) -> Array:
        """The salience of a story's events."""
        return 1 / (1 + np.exp(-self.rows(story) @ weights[: len(self.names) + len(self.spread)]))

    def fit(self, stories: Sequence[Story], start: Array | None = None) -> Array:
        columns = np.eye(max(self.readers.values()) + 1)[:, 1:]
        rows = [
            np.column_stack([self.rows(s), np.tile(columns[self.readers[s.id]], (len(s.gold), 1))]) for s in stories
        ]
        labels = np.concatenate([s.gold > 0 for s in stories]).astype(np.float64)
        counts = np.concatenate([np.full(len(s.gold), self.counts[s.id]) for s in stories])
        penalty = np.full(rows[0].shape[1], PENALTY)
        penalty[[self.names.index("bias"), *range(len(penalty) - columns.shape[1], len(penalty))]] = 1e-3
        for name in HELD:
            penalty[self.names.index(name)] = 1e6
        prior = np.zeros(len(penalty))
        prior[: len(self.names)] = [PRIOR.get(name, 0.0) for name in self.names]
        return logistic(np.concatenate(rows), labels, counts, penalty, prior, start)

    def split(self, weights: Array) -> tuple[dict[str, float], Array]:
        """Weights by name, and the weights of the state."""
        count = len(self.names)
        state = weights[count : count + len(self.spread)]
        return dict(zip(self.names, weights[:count].tolist(), strict=True)), state * STATE_SCALE / self.spread


def left_out(sets: Sequence[Sequence[Story]], design: Design, whole: Array) -> dict[str, Array]:
    """The salience of each story's events, by story, of a model that saw neither it nor, of a larger set, some others.

    As many models as the smallest set has stories, so that each of that set is left out alone; `whole` are the weights
    of all stories, near which each of them lies.
    """
    folds = min(len(one) for one in sets)
    found = {}
    for fold in range(folds):
        weights = design.fit([s for one in sets for n, s in enumerate(one) if n % folds != fold], whole)
        for story in (s for one in sets for s in one[fold::folds]):
            found[story.id] = design.chances(story, weights)
    return found


def tally(story: Story, chance: Array) -> Array:
    """By threshold: gold triggers that entries cover, entries that cover one, entries."""
    found = (story.entries(chance, threshold) for threshold in THRESHOLDS)
    return np.array([(entries.sum(), (entries > 0).sum(), len(entries)) for entries in found], dtype=np.float64)


def best_threshold(sets: Sequence[Sequence[Story]], tallies: dict[str, Array]) -> float:
    """The lowest threshold of those as good as the best by F1, as a mean over the sets: a miss costs a reader more."""
    means = np.zeros(len(THRESHOLDS))
    for stories in sets:
        covered, right, entries = np.sum([tallies[s.id] for s in stories], axis=0).T
        recall = covered / sum(s.triggers for s in stories)
        precision = right / np.maximum(1, entries)
        means += 2 * recall * precision / np.maximum(1e-9, recall + precision)
    return float(THRESHOLDS[int((means >= means.max() - FLAT).argmax())])


def nested(sets: Sequence[Sequence[Story]], tallies: dict[str, Array]) -> dict[str, float]:
    """For each story the threshold that all other stories would choose."""
    return {
        story.id: best_threshold([[s for s in one if s.id != story.id] for one in sets], tallies)
        for stories in sets
        for story in stories
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print the figures with each article left out, and write weights and threshold."""
    from benchmarks.salience import chosen, report

    argv = sys.argv[1:] if arguments is None else arguments
    corpora = corpora_path(argv[0] if argv else None)
    newswire = newswire_stories(corpora)
    sets = {"TimeSET": timeset_stories(corpora), **newswire}
    held = [s for s in newswire[SECOND] if is_held_out(s.id)]
    sets[SECOND] = [s for s in newswire[SECOND] if not is_held_out(s.id)]
    every = list(sets.values())
    design = Design.of(every)
    weights = design.fit([s for one in every for s in one])
    chances = left_out(every, design, weights)
    tallies = {s.id: tally(s, chances[s.id]) for one in every for s in one}
    threshold, others = best_threshold(every, tallies), nested(every, tallies)
    for name, stories in sets.items():
        print(report(f"{name}, left out", stories, [chances[s.id] for s in stories], threshold))
        print(chosen(stories, [chances[s.id] for s in stories], [others[s.id] for s in stories]))
    print(report(f"{SECOND}, held out", held, [design.chances(s, weights) for s in held], threshold))
    write(*design.split(weights), threshold)


def write(named: dict[str, float], state: Array, threshold: float) -> None:
    lines = [f"{name} = {value:.3f}" for name, value in named.items() if abs(value) >= 0.0005]
    head = "# Fitted by `python -m training.salience`: a feature not listed weighs nothing.\n"
    shown = f"shown = {threshold:.2f} # the least salience of an event on the default timeline\n\n[weights]\n"
    WEIGHTS.write_text(head + shown + "\n".join(lines) + "\n", encoding="utf-8")
    path = MODELS / "model.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings["fitted"] = pack({"salience": state.astype(np.float32)})
    path.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
