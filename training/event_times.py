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
import torch

from benchmarks.event_times import gold_rows, value
from benchmarks.stories import read_story, scene_of
from timeline.events.heads import Floats, softmax
from timeline.relations.clues import PAIR, Clues, Detective
from timeline.relations.guesses import DATED, PLAIN, WEIGHTS, Ranking, Weights, rows
from timeline.weights import MODELS
from training.corpora import corpora_path

FOLDS = 5
SURE = 0.8  # chances of which the share that is right is printed too
RIDGE = (10.0, 3.0, 0.3)  # on weights of an event's clues, of a pair's by form, of a pair's that all forms share
FORMS = PLAIN + DATED


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
                written = tuple(value(way.when, way.lasting) for way in ranking.ways(n))
                yield Example(document, detective.of_event(scene.mentions[n]), pairs[n], written, gold)


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
    event = tuple(sorted({name for example in examples for name in example.event}))
    own = torch.tensor([n for n, example in enumerate(examples) for _ in example.pairs], dtype=torch.long)
    events = torch.tensor(rows([example.event for example in examples], event))
    pairs = torch.tensor(np.concatenate([example.pairs for example in examples]))
    right = [torch.tensor(example.right) for example in examples]
    plain = torch.stack([mask[: len(PLAIN)] for mask in right])
    dated = torch.cat([mask[len(PLAIN) :].reshape(-1, len(DATED)) for mask in right])
    of_event = torch.zeros(len(FORMS), len(event), requires_grad=True)
    of_pair = torch.zeros(len(DATED), len(PAIR), requires_grad=True)
    shared = torch.zeros(len(PAIR), requires_grad=True)

    def loss() -> torch.Tensor:
        scores = events @ of_event.T
        more = pairs @ (of_pair + shared).T + scores[own][:, len(PLAIN) :]
        scores = scores[:, : len(PLAIN)]
        every = _total(scores, more, own)
        gold = _total(scores.masked_fill(~plain, -1e4), more.masked_fill(~dated, -1e4), own)
        drawn = sum(
            weight * (table**2).sum() / 2 for weight, table in zip(RIDGE, (of_event, of_pair, shared), strict=True)
        )
        return (every - gold).sum() + drawn

    optimiser = torch.optim.LBFGS([of_event, of_pair, shared], max_iter=200, line_search_fn="strong_wolfe")

    def step() -> torch.Tensor:
        optimiser.zero_grad()
        found = loss()
        found.backward()
        return found

    optimiser.step(step)
    return Weights(event, of_event.detach().numpy(), (of_pair + shared).detach().numpy())


def _total(plain: torch.Tensor, dated: torch.Tensor, own: torch.Tensor) -> torch.Tensor:
    """Logarithm of the sum over all candidates of each event; `own` says whose the rows of `dated` are."""
    peak = torch.maximum(plain.max(), dated.max()).detach() if len(dated) else plain.max().detach()
    total = (plain - peak).exp().sum(dim=1)
    total = total.index_add(0, own, (dated - peak).exp().sum(dim=1))
    return (total + 1e-30).log() + peak


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
