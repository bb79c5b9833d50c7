"""Event triggers and their features, by the shipped model, on held-out TimeBank and AQUAINT.

    python -m benchmarks.events CORPORA

Spans are matched as TempEval-3 matches them. Tense, aspect, polarity and modality are measured on gold triggers;
polarity on TimeBank alone, since AQUAINT's was never annotated.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from benchmarks.held_out import Figure, held_out_documents, readings, table
from timeline.events.encoder import Encoder, Reading
from timeline.events.heads import Floats
from timeline.events.labels import CLASSES
from training import scores
from training.corpora import Document, corpora_path
from training.gold import Annotator

Gold = npt.NDArray[np.int64]
FEATURES = ("tense", "aspect", "polarity", "modality")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one table for all documents and the trigger figures of each corpus."""
    argv = sys.argv[1:] if arguments is None else arguments
    documents = held_out_documents(corpora_path(argv[0] if argv else None))
    triggers: dict[str, Counter[str]] = {}
    features: Counter[tuple[str, bool]] = Counter()
    answers: dict[str, list[tuple[Floats, Gold]]] = {}
    for document, annotator, reading in readings(documents, Encoder.load()):
        triggers.setdefault(document.corpus, Counter()).update(count_triggers(document, annotator, reading))
        features.update(count_features(annotator, reading))
        for head in ("class", *FEATURES):
            answers.setdefault(head, []).append(answered(head, annotator, reading))
    for corpus, counts in triggers.items():
        print(table(corpus, trigger_figures(counts)))
    total: Counter[str] = Counter()
    for counts in triggers.values():
        total.update(counts)
    print(table(f"All {len(documents)} held-out documents", trigger_figures(total) + feature_figures(features)))
    print(table("Calibration error of the probabilities as shipped", calibration_figures(answers)))


def count_triggers(document: Document, annotator: Annotator, reading: Reading) -> Counter[str]:
    """How many events the system and gold have, how many match, how many of those exactly or with the same class."""
    best = reading.table("class").argmax(axis=1)
    chosen = np.flatnonzero(best)
    system = [annotator.page.words[word] for word in chosen]
    gold = list(document.events.values())
    spans = [(event.start, event.end) for event in gold]
    pairs = scores.match_spans(system, spans)
    return Counter(
        system=len(system),
        gold=len(gold),
        matched=len(pairs),
        exact=sum(system[one] == spans[two] for one, two in pairs),
        same=sum(CLASSES[best[chosen[one]]] == gold[two].label for one, two in pairs),
    )


def count_features(annotator: Annotator, reading: Reading) -> Counter[tuple[str, bool]]:
    """How often each feature of a gold trigger is right and wrong: counts of (feature, right)."""
    annotator.triggers()
    counts: Counter[tuple[str, bool]] = Counter()
    for head in FEATURES:
        best = reading.table(head).argmax(axis=1)
        for row in annotator.page.rows[head]:
            if any(row.target):
                counts[head, bool(row.target[best[row.words[0]]])] += 1
    return counts


def answered(head: str, annotator: Annotator, reading: Reading) -> tuple[Floats, Gold]:
    """The model's probabilities and the gold label of every row of a head: all words for the class."""
    rows = [row for row in annotator.page.rows[head] if any(row.target)]
    gold = np.array([int(np.argmax(row.target)) for row in rows], dtype=np.int64)
    return reading.table(head)[[row.words[0] for row in rows]], gold


def calibration_figures(answers: dict[str, list[tuple[Floats, Gold]]]) -> list[Figure]:
    """Expected calibration error a head, over all held-out documents."""
    return [
        (head, scores.calibration_error(np.concatenate([c for c, _ in parts]), np.concatenate([g for _, g in parts])))
        for head, parts in answers.items()
    ]


def trigger_figures(counts: Counter[str]) -> list[Figure]:
    matched = counts["matched"]
    return [
        ("trigger precision", matched / max(counts["system"], 1)),
        ("trigger recall", matched / max(counts["gold"], 1)),
        ("trigger F1", scores.f1(matched, counts["system"], counts["gold"])),
        ("trigger F1, exact span", scores.f1(counts["exact"], counts["system"], counts["gold"])),
        ("class accuracy on matched triggers", counts["same"] / max(matched, 1)),
        ("class F1", scores.f1(counts["same"], counts["system"], counts["gold"])),
    ]


def feature_figures(counts: Counter[tuple[str, bool]]) -> list[Figure]:
    return [
        (f"{head} accuracy", counts[head, True] / max(counts[head, True] + counts[head, False], 1)) for head in FEATURES
    ]


if __name__ == "__main__":
    main()
