"""Which events the default timeline shows, against the salient events of TimeSET and of the marked newswire.

    python -m benchmarks.salience CORPORA            # as shipped: most articles are those the weights were fitted on
    python -m training.salience CORPORA              # prints the same with each article left out, and fits anew

Recall: gold triggers that an entry covers, of all. Precision: entries that cover one. An event that another entry tells
("the search" of "The search was suspended") is part of that entry.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from timeline.events.salience import shown_threshold
from training import scores
from training.chains import is_held_out
from training.corpora import corpora_path
from training.salient import SECOND, Story, newswire_stories, timeset_stories

Array = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
CURVE = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of the weights as shipped."""
    argv = sys.argv[1:] if arguments is None else arguments
    corpora = corpora_path(argv[0] if argv else None)
    newswire = newswire_stories(corpora)
    held = [story for story in newswire[SECOND] if is_held_out(story.id)]
    fitted = {"TimeSET": timeset_stories(corpora), **newswire}
    fitted[SECOND] = [story for story in newswire[SECOND] if not is_held_out(story.id)]
    titled = {f"{name}, as shipped, fitted on these": stories for name, stories in fitted.items()}
    for title, stories in (titled | {f"{SECOND}, as shipped, held out": held}).items():
        shipped = [np.array([event.salience for event in story.events]) for story in stories]
        print(report(title, stories, shipped, shown_threshold()))


def report(title: str, stories: Sequence[Story], chances: Sequence[Array], default: float) -> str:
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
    for threshold in sorted({*CURVE, default}):
        mark = "  <- default" if threshold == default else ""
        entries = [s.entries(c, threshold) for s, c in zip(stories, chances, strict=True)]
        lines.append(f"  {threshold:9.2f}  {_line(np.concatenate(entries), total)}{mark}")
    return "\n".join(lines)


def chosen(stories: Sequence[Story], chances: Sequence[Array], thresholds: Sequence[float]) -> str:
    """Recall and precision where each article has the threshold that the others chose."""
    entries = [s.entries(c, least) for s, c, least in zip(stories, chances, thresholds, strict=True)]
    line = _line(np.concatenate(entries), sum(s.triggers for s in stories))
    return f"  by others  {line}  ({min(thresholds):.2f} to {max(thresholds):.2f}, chosen without the article)"


def _line(entries: Counts, total: int) -> str:
    precision = float((entries > 0).mean()) if len(entries) else 0.0
    return f"{len(entries):5d}  {entries.sum() / total:6.3f}  {precision:9.3f}"


def average_precision(chance: Array, right: npt.NDArray[np.bool_]) -> float:
    order = np.argsort(-chance, kind="stable")
    hits = np.cumsum(right[order])
    return float((hits / np.arange(1, len(order) + 1) * right[order]).sum() / max(1, right.sum()))


if __name__ == "__main__":
    main()
