"""Fits the class of an event on top of the exported model, on the training documents of TimeBank and AQUAINT alone.

    python -m training.classes CORPORA

Lemmas are counted; then a softmax regression over the encoder's and the lemma's logarithms is fitted, each document
seeing the counts of the others only, so that the lexicon is trusted as far as it holds for new text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from timeline.article import Article
from timeline.events.classes import LABELS, Array, ClassModel, key
from timeline.events.parser import parse
from timeline.events.reading import read
from timeline.syntax import Token
from timeline.weights import MODELS
from training.corpora import Document, corpora_path, read_tbaq
from training.split import held_out

LEAST = 2  # sightings of a lemma worth a place in the lexicon
PENALTY, STEPS, RATE = 10.0, 800, 0.05


@dataclass(frozen=True, slots=True)
class Sighting:
    """A gold event that the model finds too."""

    document: str
    token: Token
    chances: Array
    label: int


def sightings(document: Document) -> list[Sighting]:
    syntax = parse(Article(text=document.text, published="1998-03-01"))
    table = read(syntax).table("class")
    found = []
    for event in document.events.values():
        token = syntax.at(event.start)
        if token is not None and event.label in LABELS and table[token.i, 0] < 0.5:
            chances = np.asarray(table[token.i, 1:], dtype=np.float64)
            found.append(Sighting(document.id, token, chances, LABELS.index(event.label)))
    return found


def counted(seen: Sequence[Sighting]) -> ClassModel:
    """The counts, with no weights yet."""
    lemmas: dict[str, Array] = {}
    kinds: dict[str, Array] = {}
    for one in seen:
        lemmas.setdefault(key(one.token), np.zeros(len(LABELS)))[one.label] += 1
        kinds.setdefault(one.token.pos[:1], np.ones(len(LABELS)))[one.label] += 1
    shares = {kind: counts / counts.sum() for kind, counts in kinds.items()}
    return ClassModel(lemmas, shares, np.zeros((2 * len(LABELS) + 1, len(LABELS))))


def rows(model: ClassModel, seen: Sequence[Sighting]) -> Array:
    """Features of each sighting, without what its own document adds to the counts."""
    own: dict[tuple[str, str], Array] = {}
    for one in seen:
        own.setdefault((one.document, key(one.token)), np.zeros(len(LABELS)))[one.label] += 1
    others = np.array([model.lemmas[key(s.token)] - own[s.document, key(s.token)] for s in seen])
    return model.features([s.token for s in seen], np.array([s.chances for s in seen]), others)


def softmax_regression(features: Array, labels: Array) -> Array:
    """L2-penalised weights (features, labels), by Adam from a mix of both readings; deterministic."""
    count = labels.shape[1]
    weights = np.concatenate([0.7 * np.eye(count), 0.4 * np.eye(count), np.zeros((1, count))])
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = features @ weights
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        chance = raised / raised.sum(axis=1, keepdims=True)
        slope = (features.T @ (chance - labels) + PENALTY * weights) / len(labels)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        pace = RATE * (1 - step / STEPS) / (1 - 0.9**step)
        weights -= pace * mean / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit and write classes.json."""
    argv = sys.argv[1:] if arguments is None else arguments
    corpora = corpora_path(argv[0] if argv else None)
    documents = read_tbaq(corpora)
    unseen = held_out(corpora, documents)
    seen = [s for name, document in documents.items() if name not in unseen for s in sightings(document)]
    model = counted(seen)
    weights = softmax_regression(rows(model, seen), np.eye(len(LABELS))[[s.label for s in seen]])
    write(model, weights, MODELS / "classes.json")


def write(model: ClassModel, weights: Array, path: Path) -> None:
    lemmas = {name: row.astype(int).tolist() for name, row in sorted(model.lemmas.items()) if row.sum() >= LEAST}
    kinds = {kind: np.round(shares, 5).tolist() for kind, shares in sorted(model.kinds.items())}
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in lemmas.items())
    head = f'{{\n "kinds": {json.dumps(kinds)},\n "weights": {json.dumps(np.round(weights, 4).tolist())},\n'
    path.write_text(f'{head} "lemmas": {{\n{lines}\n }}\n}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
