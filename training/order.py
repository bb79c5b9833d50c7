"""`python -m training.order CORPORA`: what the model's two heads for pairs, and scripts, are worth for order.

Logistic regression on the pairs of documents that no training saw (MATRES, TimeBank-Dense dev, TDDiscourse dev), by
distance in sentences. Prints cross-validated accuracy by document, and writes `timeline/models/order.json`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.given_events import events_at
from timeline.article import Article, Span
from timeline.events.heads import Floats
from timeline.events.labels import DENSE, MATRES
from timeline.events.parser import parse
from timeline.events.reading import read
from timeline.events.windows import Ints
from timeline.relations import scripts
from timeline.relations.learned import WEIGHTS, log_odds
from timeline.relations.scene import Mention, Scene
from timeline.weights import MODELS
from training.corpora import Document, Pair, corpora_path, read_dense, read_matres, read_tbaq
from training.split import held_out

GAPS = (0, 1, 2, 4)  # sentences: the least of each bucket
RIDGE = 1.0
_BEFORE = {"BEFORE": True, "AFTER": False, "b": True, "a": False}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m training.order", description=__doc__)
    parser.add_argument("corpora", nargs="?", help="folder of the corpora; by default TIMELINE_CORPORA")
    parser.add_argument("--out", type=Path, default=MODELS / WEIGHTS)
    options = parser.parse_args(arguments)
    rows = [
        row for name, document, pairs in _documents(corpora_path(options.corpora)) for row in _rows(document, pairs)
    ]
    features = np.array([row[1] for row in rows])
    first, document = np.array([row[2] for row in rows]), np.array([row[0] for row in rows])
    right = np.concatenate(
        [
            (features[document == name] @ fit(features[document != name], first[document != name]) > 0)
            == first[document == name]
            for name in np.unique(document)
        ]
    )
    print(f"{len(rows)} pairs of {len(np.unique(document))} documents, right by leave one out: {right.mean():.3f}")
    found = fit(features, first)
    count = len(GAPS)
    written = {
        "gaps": list(GAPS),
        "matres": found[:count].round(2).tolist(),
        "dense": found[count : 2 * count].round(2).tolist(),
        "usual": round(float(found[-1]), 2),
    }
    options.out.write_text(json.dumps(written) + "\n", encoding="utf-8")
    print(json.dumps(written))


def _documents(corpora: Path) -> Iterator[tuple[str, Document, list[Pair]]]:
    documents = read_tbaq(corpora)
    sources = [
        read_matres(corpora, documents),
        read_dense(corpora / "timebank-dense" / "dev.tsv"),
        *(read_dense(corpora / "tddiscourse" / f"{name}Dev.tsv") for name in ("TDDMan", "TDDAuto")),
    ]
    for name in sorted(held_out(corpora, documents)):
        yield name, documents[name], [pair for source in sources for pair in source.get(name, ())]


def _rows(document: Document, pairs: Sequence[Pair]) -> Iterator[tuple[str, Floats, bool]]:
    """(document, features, whether the first in the text came first) of the pairs that gold orders."""
    scene = _scene(document)
    mentions = {m.id: m for m in scene.mentions}
    asked = [
        _ordered(pair, mentions) for pair in pairs if pair.label in _BEFORE and {pair.first, pair.second} <= {*mentions}
    ]
    if scene.reading is None or not asked:
        return
    scores = scene.reading.pairs([(a.token.i, b.token.i) for a, b, _ in asked])
    matres = log_odds(scores.matres, MATRES.index("BEFORE"), MATRES.index("AFTER"))
    dense = log_odds(scores.dense, DENSE.index("b"), DENSE.index("a"))
    for n in np.flatnonzero(scores.known).tolist():
        a, b, label = asked[n]
        course = scripts.course(scene, a, b) if scripts.stands(scene, a) and scripts.stands(scene, b) else None
        place = int(np.searchsorted(GAPS, b.token.sentence - a.token.sentence, side="right")) - 1
        row = np.zeros(2 * len(GAPS) + 1, dtype=np.float32)
        row[place], row[len(GAPS) + place], row[-1] = matres[n], dense[n], -course[0] if course else 0
        yield document.id, row, label


def _scene(document: Document) -> Scene:
    # The order of two events does not hang on the date: any will do.
    article = Article(text=document.text, published="2000-01-01")
    tree = parse(article)
    reading = read(tree)
    triggers = [(name, Span(event.start, event.end)) for name, event in document.events.items()]
    return Scene(article, (), events_at(tree, reading, triggers), tree, reading)


def _ordered(pair: Pair, mentions: dict[str, Mention]) -> tuple[Mention, Mention, bool]:
    a, b, label = mentions[pair.first], mentions[pair.second], _BEFORE[pair.label]
    return (a, b, label) if a.token.i < b.token.i else (b, a, not label)


def fit(features: Floats, label: Ints, rounds: int = 20) -> Floats:
    """Weights of a logistic regression without a constant, by Newton's method."""
    weights = np.zeros(features.shape[1])
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (label - chance) - RIDGE * weights
        bend = (features * (chance * (1 - chance))[:, None]).T @ features + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(bend, slope)
    return np.asarray(weights)


if __name__ == "__main__":
    main()
