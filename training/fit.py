"""Fine-tune a network on gold windows, and on windows that a teacher has answered."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from training.batches import Batch, Cutter, Specials, Window, batched, epoch
from training.network import Network, loss


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. `share` is the part of the side pages and of the lessons that each epoch sees."""

    epochs: int
    rate: float
    head_rate: float
    batch: int = 3
    share: float = 0.5
    warm: float = 0.06
    low: bool = True
    seed: int = 20240401


@dataclass(frozen=True, slots=True)
class Material:
    """Gold pages, side pages that only part of the heads learn from, and windows that a teacher answered."""

    gold: Sequence[Cutter]
    side: Sequence[Cutter]
    specials: Specials
    lessons: Sequence[Window] = ()


def fit(network: Network, material: Material, plan: Plan, save: Path, report: Callable[[int], None]) -> None:
    """Train by AdamW with a linear rise and fall of the rate; save the weights twice an epoch."""
    rng = random.Random(plan.seed)
    torch.manual_seed(plan.seed)
    epochs = [_batches(material, plan, rng) for _ in range(plan.epochs)]
    total = sum(map(len, epochs))
    optimiser = _optimiser(network, plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, total, plan.warm))
    network.train()
    for number, batches in enumerate(epochs):
        began, sums = time.time(), {}
        for step, batch in enumerate(batches):
            _learn(network, batch, optimiser, plan.low, sums)
            schedule.step()
            if step % 25 == 24:
                means = "  ".join(f"{head} {value / 25:.3f}" for head, value in sums.items())
                print(f"epoch {number} step {step + 1}/{len(batches)} {time.time() - began:.0f}s  {means}", flush=True)
                sums.clear()
            if step == len(batches) // 2:
                torch.save(network.state_dict(), save)
        torch.save(network.state_dict(), save)
        report(number)


def _batches(material: Material, plan: Plan, rng: random.Random) -> list[Batch]:
    lessons = [lesson for lesson in material.lessons if rng.random() < plan.share]
    sources = (
        epoch(material.gold, material.specials, rng),
        epoch(material.side, material.specials, rng, plan.share),
        lessons,
    )
    batches = [batch for source in sources for batch in batched(source, material.specials, plan.batch, rng)]
    rng.shuffle(batches)
    return batches


def _learn(network: Network, batch: Batch, optimiser: torch.optim.Optimizer, low: bool, sums: dict[str, float]) -> None:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=low):
        logits, near = network.answer(batch)
    losses = loss(logits, batch)
    if near is not None:
        losses["states"] = near
    optimiser.zero_grad(set_to_none=True)
    sum(losses.values(), torch.zeros(())).backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimiser.step()
    for head, value in losses.items():
        sums[head] = sums.get(head, 0.0) + value.item()


def _optimiser(network: Network, plan: Plan) -> torch.optim.Optimizer:
    body = [
        weight for name, weight in network.named_parameters() if name.startswith("encoder.") and weight.requires_grad
    ]
    heads = [weight for name, weight in network.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": body, "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def _rate(step: int, total: int, warm: float) -> float:
    rise = max(1, int(total * warm))
    return (step + 1) / rise if step < rise else max(0.0, (total - step) / max(1, total - rise))
