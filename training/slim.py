"""`python -m training.slim CORPORA`: a trained model with fewer attention heads and narrower layers.

The model in --model teaches its slimmer self: what each attention head and each unit of the wide layers is worth to the
gold's loss is measured, the least of them are cut out, and what is left learns from gold, marks and the model's own
answers before: for four epochs, for one at half the rate, and for one more with gold whole and marks in part. What
ships is the mean of the weights before and after that last one. Needs no other teacher, and no checkpoint: an int8 file
as it ships is where it starts.
"""

from __future__ import annotations

import argparse
import itertools
import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import nn

from training.batches import Batch, Cutter, Specials, batched, epoch
from training.chains import marked_pages
from training.corpora import corpora_path, read_unlabelled
from training.distil import Teacher, bare_pages
from training.fit import Plan
from training.network import Network, loss
from training.restore import restore
from training.rounding import rounded
from training.sources import gold_pages, storyline_pages
from training.stages import Stage, Tests, read_tokenizer, ship, train

SEED = 20261130
PLAN = Plan(epochs=4, rate=1.5e-4, head_rate=3e-4, batch=4, share=0.3, seed=SEED)
ON = Plan(epochs=1, rate=8e-5, head_rate=1.6e-4, batch=4, share=0.3, seed=SEED + 1)
GOLD = Plan(epochs=1, rate=4e-5, head_rate=8e-5, batch=4, share=0.3, seed=SEED + 2)
HEADS = 8
UNITS = 768
MEASURED = 200  # batches of gold that a head's worth is taken over


def main(arguments: Sequence[str] | None = None) -> None:
    """Cut, train, print the held-out figures after every epoch, and write the model to --out."""
    options = _options(arguments)
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    corpora = corpora_path(options.corpora)
    gold, test = gold_pages(corpora, None)
    marked, marked_test = marked_pages(corpora)
    side, tests = storyline_pages(corpora), Tests(test, marked_test)
    options.work.mkdir(parents=True, exist_ok=True)
    vocabulary = options.model / "tokenizer.json"
    tokenizer, network = read_tokenizer(vocabulary), restore(options.model)
    texts = itertools.islice(read_unlabelled(corpora), options.documents)
    pages = bare_pages([*((page.id, page.text) for page in [*gold, *side]), *texts])
    lessons = list(Teacher(network, tokenizer, tokenizer).lessons(pages, tokenizer))
    print(f"{len(lessons)} windows of lessons", flush=True)
    rng, specials = random.Random(SEED), Specials.of(tokenizer)
    windows = epoch([Cutter(page, tokenizer) for page in [*gold, *marked]], specials, rng)
    slim(network, batched(windows, specials, PLAN.batch, rng)[:MEASURED], options.heads, options.units)
    network.expect_states()
    with rounded(network.encoder):
        train(network, tokenizer, Stage(PLAN, [*gold, *marked], side, options.work / "slim.pt", lessons), tests)
        train(network, tokenizer, Stage(ON, [*gold, *marked], side, options.work / "on.pt", lessons), tests)
        one = {name: weight.clone() for name, weight in network.state_dict().items()}
        train(network, tokenizer, Stage(GOLD, gold, [*side, *marked], options.work / "gold.pt", lessons), tests)
    network.load_state_dict(mean(one, network.state_dict()))
    about = {"base": "all-MiniLM-L6-v2", "teacher": "all-mpnet-base-v2", "slimmed": True, "without": None, "seed": SEED}
    ship(network, vocabulary, tests, options.out, about)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.slim", description=__doc__)
    parser.add_argument("corpora", nargs="?", help="folder of the corpora; by default TIMELINE_CORPORA")
    parser.add_argument("--model", type=Path, default=Path("out/whole"), help="the model to slim")
    parser.add_argument("--out", type=Path, default=Path("timeline/models"))
    parser.add_argument("--work", type=Path, default=Path("out/training"), help="where the checkpoint goes")
    parser.add_argument("--documents", type=int, default=2400, help="unlabelled articles to learn its answers on")
    parser.add_argument("--heads", type=int, default=HEADS, help="attention heads a layer, of 12")
    parser.add_argument("--units", type=int, default=UNITS, help="units of a layer's wide part, of 1,536")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args(arguments)


def slim(network: Network, batches: Iterable[Batch], heads: int, units: int) -> None:
    """Cut each layer to its `heads` attention heads and `units` hidden units that the loss on `batches` feels most."""
    layers = list(network.encoder.encoder.layer)
    worth = _worth(network, layers, batches)
    for layer, (of_heads, of_units) in zip(layers, worth, strict=True):
        _cut_heads(layer.attention, _best(of_heads, heads))
        _cut_units(layer, _best(of_units, units))


def mean(one: Mapping[str, torch.Tensor], other: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Halfway between two states of one network: better on each one's own test than the other is."""
    return {name: (weight + other[name]) / 2 if weight.is_floating_point() else weight for name, weight in one.items()}


def _worth(
    network: Network, layers: Sequence[Any], batches: Iterable[Batch]
) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """By layer, what shutting each head and each unit would do to the loss: its gate's gradients, squared and summed.

    A gate is a factor of 1 on what a head or a unit hands on (Michel et al. 2019 weigh heads so).
    """
    gates = []
    for layer in layers:
        attention = layer.attention.self
        of_heads, of_units = torch.ones(attention.num_attention_heads), torch.ones(layer.output.dense.in_features)
        _gate(layer.attention.output.dense, of_heads, attention.attention_head_size)
        _gate(layer.output.dense, of_units, 1)
        gates.append((of_heads, of_units))
    flat = [gate.requires_grad_() for pair in gates for gate in pair]
    sums = [torch.zeros_like(gate) for gate in flat]
    network.eval()
    for batch in batches:
        total = sum(loss(network(batch), batch).values(), torch.zeros(()))
        for told, slope in zip(sums, torch.autograd.grad(total, flat), strict=True):
            told += slope**2
    for layer in layers:
        for dense in (layer.attention.output.dense, layer.output.dense):
            dense._forward_pre_hooks.clear()
    return list(zip(sums[0::2], sums[1::2], strict=True))


def _gate(dense: nn.Linear, gate: torch.Tensor, each: int) -> None:
    dense.register_forward_pre_hook(lambda _, inputs: (inputs[0] * gate.repeat_interleave(each),))


def _best(worth: torch.Tensor, keep: int) -> torch.Tensor:
    """The numbers of the `keep` largest, in rising order."""
    return worth.argsort(descending=True, stable=True)[:keep].sort().values


def _cut_heads(attention: Any, keep: torch.Tensor) -> None:
    inner = attention.self
    size = inner.attention_head_size
    rows = (keep[:, None] * size + torch.arange(size)).flatten()
    for name in ("query", "key", "value"):
        setattr(inner, name, _rows(getattr(inner, name), rows))
    attention.output.dense = _columns(attention.output.dense, rows)
    inner.num_attention_heads, inner.all_head_size = len(keep), len(rows)


def _cut_units(layer: Any, keep: torch.Tensor) -> None:
    layer.intermediate.dense = _rows(layer.intermediate.dense, keep)
    layer.output.dense = _columns(layer.output.dense, keep)


def _rows(dense: nn.Linear, keep: torch.Tensor) -> nn.Linear:
    return _linear(dense.weight[keep], dense.bias[keep])


def _columns(dense: nn.Linear, keep: torch.Tensor) -> nn.Linear:
    return _linear(dense.weight[:, keep], dense.bias)


def _linear(weight: torch.Tensor, bias: torch.Tensor) -> nn.Linear:
    made = nn.Linear(weight.shape[1], weight.shape[0])
    made.weight, made.bias = (nn.Parameter(part.detach().clone()) for part in (weight, bias))
    return made


if __name__ == "__main__":
    main()
