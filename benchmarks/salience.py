"""Which events the default timeline shows, against the salient events of TimeSET's development articles.

    python -m benchmarks.salience CORPORA            # as shipped: the weights were fitted on these very articles
    python -m training.salience CORPORA              # prints the same with each article left out, and fits anew

Recall: gold triggers that a shown event's mention covers, of all. Precision: shown events that cover a gold trigger.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from timeline.events.salience import SHOWN_THRESHOLD
from training import scores
from training.corpora import corpora_path
from training.salience import Story, timeset_stories

Array = npt.NDArray[np.float64]
CURVE = (0.1, 0.15, 0.18, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of the weights as shipped."""
    argv = sys.argv[1:] if arguments is None else arguments
    stories = timeset_stories(corpora_path(argv[0] if argv else None))
    shipped = [np.array([event.salience for event in story.events]) for story in stories]
    print(report("as shipped, fitted on these", stories, shipped))


def report(title: str, stories: Sequence[Story], chances: Sequence[Array]) -> str:
    """Recall and precision by threshold, average precision and calibration."""
    gold, chance = np.concatenate([s.gold for s in stories]), np.concatenate(chances)
    total, found = sum(s.triggers for s in stories), int(gold.sum())
    two = np.column_stack([1 - chance, chance])
    lines = [
        f"{len(stories)} articles, {len(gold)} events, {total} gold triggers, {found} of them found ({title})",
        f"  average precision {average_precision(chance, gold > 0):.3f}",
        f"  calibration error {scores.calibration_error(two, (gold > 0).astype(np.int64)):.3f}",
        "  threshold  shown  recall  precision",
    ]
    for threshold in CURVE:
        shown = chance >= threshold
        precision = float((gold[shown] > 0).mean()) if shown.any() else 0.0
        mark = "  <- default" if threshold == SHOWN_THRESHOLD else ""
        lines.append(
            f"  {threshold:9.2f}  {int(shown.sum()):5d}  {gold[shown].sum() / total:6.3f}  {precision:9.3f}{mark}"
        )
    return "\n".join(lines)


def average_precision(chance: Array, right: npt.NDArray[np.bool_]) -> float:
    order = np.argsort(-chance, kind="stable")
    hits = np.cumsum(right[order])
    return float((hits / np.arange(1, len(order) + 1) * right[order]).sum() / max(1, right.sum()))


if __name__ == "__main__":
    main()
