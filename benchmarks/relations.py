"""Relations between gold triggers, by the shipped model, on documents that no training saw.

    python -m benchmarks.relations CORPORA

MATRES on the held-out fifth of TimeBank and AQUAINT: F1 where VAGUE is no relation, accuracy over four labels, the
floor of saying BEFORE always, and the expected calibration error, of the probabilities as shipped and with the
temperature fitted on the half of the documents that is not measured. TimeBank-Dense on its development documents:
micro F1 over the pairs with an event in them, with VAGUE and without; pairs of two times are the calendar's matter.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.held_out import Figure, held_out_documents, readings, table
from timeline.events.encoder import Encoder, Reading
from timeline.events.heads import Floats
from timeline.events.labels import DENSE, MATRES
from training import scores
from training.calibrate import crossed_error
from training.corpora import corpora_path, read_dense, read_matres
from training.gold import Page

Gold = npt.NDArray[np.int64]
Answers = dict[str, list[tuple[Floats, Gold]]]
KINDS = {"dense": "event-event", "time": "event-time", "dct": "event-publication date"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables of MATRES and of TimeBank-Dense."""
    argv = sys.argv[1:] if arguments is None else arguments
    found = gather(corpora_path(argv[0] if argv else None), Encoder.load())
    print(table("MATRES, held-out documents", matres_figures(*joined(found["matres"]))))
    print(table("TimeBank-Dense, development documents", dense_figures(found)))


def gather(corpora: Path, encoder: Encoder) -> Answers:
    """Probabilities (rows, labels) and gold labels of every document, by head."""
    documents = held_out_documents(corpora)
    matres = read_matres(corpora, {document.id: document for document in documents})
    dense = read_dense(corpora / "timebank-dense" / "dev.tsv")
    found: Answers = {head: [] for head in ("matres", *KINDS)}
    for document, annotator, reading in readings(documents, encoder):
        annotator.pairs("matres", matres.get(document.id, ()))
        annotator.pairs("dense", dense.get(document.id, ()))
        for head, parts in found.items():
            rows = annotator.page.rows[head]
            if rows:
                gold = np.array([np.argmax(row.target) for row in rows], dtype=np.int64)
                parts.append((chances(head, annotator.page, reading), gold))
    return found


def chances(head: str, page: Page, reading: Reading) -> Floats:
    """The model's probabilities for the rows of one head of a page."""
    rows = [row.words for row in page.rows[head]]
    if head == "dct":
        return reading.table("dct")[[words[0] for words in rows]]
    if head == "time":
        return reading.times([(event, (first, last + 1)) for event, first, last in rows]).dense
    pairs = reading.pairs([(first, second) for first, second in rows])
    return pairs.matres if head == "matres" else pairs.dense


def joined(parts: list[tuple[Floats, Gold]]) -> tuple[Floats, Gold]:
    """The rows of all documents under each other."""
    return np.concatenate([chance for chance, _ in parts]), np.concatenate([gold for _, gold in parts])


def matres_figures(chance: Floats, gold: Gold) -> list[Figure]:
    """F1, accuracy, floor and calibration."""
    vague, before = MATRES.index("VAGUE"), MATRES.index("BEFORE")
    best = np.asarray(chance.argmax(axis=1), dtype=np.int64)
    return [
        ("pairs", str(len(gold))),
        ("F1", scores.relation_f1(best, gold, vague)),
        ("accuracy over four labels", scores.accuracy(best, gold)),
        ("F1 of always BEFORE", scores.relation_f1(np.full(len(gold), before), gold, vague)),
        ("calibration error, as shipped", scores.calibration_error(chance, gold)),
        ("calibration error, temperature from the other half", crossed_error(np.log(chance + 1e-9), gold)),
    ]


def dense_figures(found: Answers) -> list[Figure]:
    """Micro F1 of each kind of pair and of all together."""
    rows = [row for head, name in KINDS.items() for row in _micro(name, *joined(found[head]))]
    return rows + _micro("all of these", *joined([part for head in KINDS for part in found[head]]))


def _micro(name: str, chance: Floats, gold: Gold) -> list[Figure]:
    best = np.asarray(chance.argmax(axis=1), dtype=np.int64)
    return [
        (f"{name}: pairs", str(len(gold))),
        (f"{name}: micro F1", scores.accuracy(best, gold)),
        (f"{name}: micro F1 without VAGUE", scores.relation_f1(best, gold, DENSE.index("v"))),
    ]


if __name__ == "__main__":
    main()
