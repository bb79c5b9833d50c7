"""Figures of a torch network on pages it has not seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from timeline.events.labels import DENSE, MATRES
from training import scores
from training.batches import OVERLAP, Cutter, Specials, collate
from training.network import Network


@torch.no_grad()
def answers(
    network: Network, cutters: Sequence[Cutter], specials: Specials, low: bool
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Logits (rows, labels) and gold labels (rows,) of every head, over windows as run time cuts them."""
    network.eval()
    found: dict[str, list[tuple[np.ndarray, np.ndarray]]] = {}
    items = [window for cutter in cutters for window in cutter.windows(specials, overlap=OVERLAP)]
    items.sort(key=lambda window: len(window.ids))
    for at in range(0, len(items), 8):
        batch = collate(items[at : at + 8], specials.pad)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=low):
            logits = network(batch)
        for head, table in batch.tables.items():
            found.setdefault(head, []).append((logits[head].numpy(), table["targets"].numpy().argmax(axis=1)))
    network.train()
    return {
        head: (np.concatenate([logits for logits, _ in parts]), np.concatenate([gold for _, gold in parts]))
        for head, parts in found.items()
    }


def figures(found: dict[str, tuple[np.ndarray, np.ndarray]]) -> dict[str, float]:
    """The figures that issue asks for, from logits and gold."""
    table: dict[str, float] = {}
    for head, (logits, gold) in found.items():
        predicted = logits.argmax(axis=1)
        if head == "class":
            table |= {f"trigger {key}": value for key, value in scores.trigger_scores(predicted, gold).items()}
        elif head == "matres":
            table["matres f1"] = scores.relation_f1(predicted, gold, MATRES.index("VAGUE"))
            table["matres accuracy"] = scores.accuracy(predicted, gold)
            warm = scores.softmax(logits / scores.best_temperature(logits, gold))
            table["matres ece (fitted here)"] = scores.calibration_error(warm, gold)
        else:
            table[f"{head} accuracy"] = scores.accuracy(predicted, gold)
            if head in ("dense", "time", "dct"):
                table[f"{head} f1 without vague"] = scores.relation_f1(predicted, gold, DENSE.index("v"))
    parts = [found[head] for head in ("dense", "time", "dct") if head in found]
    if parts:
        right = sum(int((logits.argmax(axis=1) == gold).sum()) for logits, gold in parts)
        table["timebank-dense micro f1 (all)"] = right / sum(len(gold) for _, gold in parts)
    return table


def show(table: dict[str, float]) -> str:
    return "  ".join(f"{key} {value:.3f}" for key, value in table.items())
