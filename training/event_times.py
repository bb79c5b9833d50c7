"""`python -m training.event_times CORPORA`: weights for guessing when an event happened (`timeline.relations.guesses`).

A log-linear ranking of the forms of a date, fitted on event-times/train so that all forms that are written as gold is
share its probability. Prints how often the first guess is written exactly so, on documents left out of the fit, and
writes `timeline/models/event_times.json`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.event_times import gold_rows, written
from benchmarks.stories import read_story, scene_of
from timeline.events.heads import Floats, softmax
from timeline.events.windows import Ints
from timeline.relations.clues import PAIR, Clues, Detective
from timeline.relations.guesses import DATED, PLAIN, WEIGHTS, Ranking, Weights, rows
from timeline.weights import MODELS
from training.corpora import corpora_path
from training.minimum import minimum

FOLDS = 5
SURE = 0.8  # chances of which the share that is right is printed too
RIDGE = (10.0, 3.0, 0.3)  # on weights of an event's clues, of a pair's by form, of a pair's that all forms share
FORMS = PLAIN + DATED
Doubles = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Example:
    """An event: its clues, those of it with each time (times, clues), how each way is written, and the gold value."""

    document: str
    event: Clues
    pairs: Floats
    written: tuple[str, ...]
    gold: str

    @property
    def right(self) -> list[bool]:
        return [words == self.gold for words in self.written]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m training.event_times", description=__doc__)
    parser.add_argument("corpora", nargs="?", help="folder of the corpora; by default TIMELINE_CORPORA")
    parser.add_argument("--out", type=Path, default=MODELS / WEIGHTS)
    options = parser.parse_args(arguments)
    examples = list(_examples(corpora_path(options.corpora)))
    documents = sorted({example.document for example in examples})
    answers: list[tuple[bool, float]] = []
    for number in range(FOLDS):
        away = set(documents[number::FOLDS])
        fitted = fit([example for example in examples if example.document not in away])
        answers += [_answer(fitted, example) for example in examples if example.document in away]
    sure = [hit for hit, chance in answers if chance >= SURE]
    print(f"{len(examples)} events of {len(documents)} documents, on those left out of the fit: exact", end=" ")
    print(f"{_share([hit for hit, _ in answers])}; of the {len(sure)} with a chance of {SURE} and more {_share(sure)}")
    _write(fit(examples), options.out)


def _examples(corpora: Path) -> Iterator[Example]:
    paths = {path.stem: path for path in (corpora / "timeml").glob("*/*.tml")}
    nothing = Weights((), np.zeros((len(FORMS), 0), np.float32), np.zeros((len(DATED), len(PAIR)), np.float32))
    for document, gold_values in sorted(gold_rows(corpora / "event-times" / "train.tab").items()):
        scene = scene_of(read_story(paths[document]), gold_times=False)
        detective = Detective(scene)
        ranking = Ranking(detective, scene.mentions, nothing)
        places = {mention.id: n for n, mention in reversed([*enumerate(scene.mentions)])}
        pairs = detective.pairs(scene.mentions).values
        for name, gold in gold_values:
            if name in places:
                n = places[name]
                ways = tuple(written(way, detective.today) for way in ranking.ways(n))
                yield Example(document, detective.of_event(scene.mentions[n]), pairs[n], ways, gold)


def _answer(weights: Weights, example: Example) -> tuple[bool, float]:
    """Whether the likeliest way is written as gold is, and its chance."""
    chances = softmax(weights.scores([example.event], example.pairs[None]))[0]
    best = int(chances.argmax())
    return example.right[best], float(chances[best])


def _share(hits: Sequence[bool]) -> str:
    return f"{sum(hits) / max(1, len(hits)):.3f}"


def fit(examples: Sequence[Example]) -> Weights:
    """The weights under which the gold values of these events are likeliest, drawn towards 0."""
    examples = [example for example in examples if any(example.right)]
    problem = Problem.of(examples)
    of_event, of_pair, shared = problem.split(minimum(problem, np.zeros(problem.size)))
    found = of_event.astype(np.float32), (of_pair + shared).astype(np.float32)
    return Weights(problem.names, *found)


@dataclass(frozen=True, slots=True)
class Problem:
    """Events (n, clues), their pairs with times (m, clues), `own` (m,) whose each is, and which ways are gold's."""

    names: tuple[str, ...]
    events: Doubles
    pairs: Doubles
    own: Ints
    plain: Bools
    dated: Bools

    @classmethod
    def of(cls, examples: Sequence[Example]) -> Problem:
        names = tuple(sorted({name for example in examples for name in example.event}))
        right = [np.array(example.right) for example in examples]
        return cls(
            names,
            rows([example.event for example in examples], names).astype(np.float64),
            np.concatenate([example.pairs for example in examples]).astype(np.float64),
            np.array([n for n, example in enumerate(examples) for _ in example.pairs], dtype=np.int64),
            np.stack([mask[: len(PLAIN)] for mask in right]),
            np.concatenate([mask[len(PLAIN) :].reshape(-1, len(DATED)) for mask in right]),
        )

    @property
    def size(self) -> int:
        return len(FORMS) * len(self.names) + (len(DATED) + 1) * len(PAIR)

    def split(self, weights: Doubles) -> tuple[Doubles, Doubles, Doubles]:
        """The weights of an event's clues by form, of a pair's by form, of a pair's for all forms."""
        first, last = len(FORMS) * len(self.names), len(PAIR)
        of_event, of_pair = weights[:first].reshape(len(FORMS), -1), weights[first:-last].reshape(len(DATED), -1)
        return of_event, of_pair, weights[-last:]

    def __call__(self, weights: Doubles) -> tuple[float, Doubles]:
        """Minus the logarithm of the likelihood, with the ridge, and its slope."""
        of_event, of_pair, shared = self.split(weights)
        scores = self.events @ of_event.T
        plain, dated = scores[:, : len(PLAIN)], self.pairs @ (of_pair + shared).T + scores[self.own, len(PLAIN) :]
        peak = plain.max(axis=1)
        np.maximum.at(peak, self.own, dated.max(axis=1))
        plain, dated = np.exp(plain - peak[:, None]), np.exp(dated - peak[self.own, None])
        every = plain.sum(axis=1) + self._by_event(dated).sum(axis=1)
        gold = (plain * self.plain).sum(axis=1) + self._by_event(dated * self.dated).sum(axis=1) + 1e-30
        plain = plain / every[:, None] - plain * self.plain / gold[:, None]
        dated = dated / every[self.own, None] - dated * self.dated / gold[self.own, None]
        slopes = (
            np.concatenate([plain, self._by_event(dated)], axis=1).T @ self.events,
            dated.T @ self.pairs,
            (dated.T @ self.pairs).sum(axis=0),
        )
        tables = list(zip(RIDGE, (of_event, of_pair, shared), slopes, strict=True))
        drawn = sum(float((ridge * table**2).sum()) / 2 for ridge, table, _ in tables)
        slope = np.concatenate([(slope + ridge * table).ravel() for ridge, table, slope in tables])
        return float(np.log(every / gold).sum()) + drawn, slope

    def _by_event(self, dated: Doubles) -> Doubles:
        total = np.zeros((len(self.events), dated.shape[1]))
        np.add.at(total, self.own, dated)
        return total


def _write(weights: Weights, path: Path) -> None:
    def by_form(forms: Sequence[object], table: Floats) -> dict[str, list[float]]:
        return {form.name: row.round(3).tolist() for form, row in zip(FORMS[-len(forms) :], table, strict=True)}

    found = {
        "event": weights.event,
        "pair": PAIR,
        "of_event": by_form(FORMS, weights.of_event),
        "of_pair": by_form(DATED, weights.of_pair),
    }
    path.write_text(json.dumps(found) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
