"""The encoder with its heads, in torch."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from torch.nn import functional
from transformers import AutoConfig, AutoModel

from timeline.events.labels import DENSE, HEADS, MATRES, WORD_HEADS
from timeline.events.windows import PIECE_GAPS, SENTENCE_GAPS
from training.batches import Batch

PAIR_HIDDEN = 256
TIME_HIDDEN = 128
VAGUE = {"matres": MATRES.index("VAGUE"), "dense": DENSE.index("v"), "time": DENSE.index("v"), "dct": DENSE.index("v")}
LOSS_WEIGHTS = {
    "class": 2.0,
    "tense": 0.3,
    "aspect": 0.2,
    "polarity": 0.2,
    "modality": 0.2,
    "dct": 0.4,
    "matres": 1.0,
    "dense": 0.7,
    "time": 0.4,
}

STATES_WEIGHT = 2.0


class PairHead(nn.Module):
    """Two states, their product and how far apart they stand, through one hidden layer.

    The states enter by one matrix each, so that at run time those products are paid once a word, not once a pair.
    """

    def __init__(self, width: int, hidden: int, outputs: int, dropout: float) -> None:
        super().__init__()
        self.first = nn.Linear(width, hidden)
        self.second = nn.Linear(width, hidden, bias=False)
        self.product = nn.Linear(width, hidden, bias=False)
        self.sentences = nn.Embedding(2 * len(SENTENCE_GAPS), hidden)
        self.steps = nn.Embedding(len(PIECE_GAPS), hidden)
        self.output = nn.Linear(hidden, outputs)
        self.dropout = nn.Dropout(dropout)
        nn.init.normal_(self.sentences.weight, std=0.02)
        nn.init.normal_(self.steps.weight, std=0.02)

    def forward(self, one: torch.Tensor, two: torch.Tensor, gaps: torch.Tensor) -> torch.Tensor:
        mixed = self.first(one) + self.second(two) + self.product(one * two)
        mixed = mixed + self.sentences(gaps[:, 0]) + self.steps(gaps[:, 1])
        return self.output(self.dropout(functional.relu(mixed)))


class Network(nn.Module):
    """One pass over a batch of windows; logits of every head for the rows the batch asks about."""

    def __init__(self, weights: Path, dropout: float = 0.1, pretrained: bool = True, teacher: int = 0) -> None:
        super().__init__()
        config = AutoConfig.from_pretrained(weights)
        config.attention_probs_dropout_prob = 0.0
        config.hidden_dropout_prob = dropout
        if pretrained:
            self.encoder = AutoModel.from_pretrained(weights, config=config, add_pooling_layer=False)
        else:
            self.encoder = AutoModel.from_config(config, add_pooling_layer=False)
        # The words themselves stay as they were: a small corpus would only bend those it happens to contain.
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        self.width = width = config.hidden_size
        self.words = nn.ModuleDict({_key(head): nn.Linear(width, len(names)) for head, names in WORD_HEADS.items()})
        self.pair = PairHead(width, PAIR_HIDDEN, len(MATRES) + len(DENSE), dropout)
        self.time = PairHead(width, TIME_HIDDEN, len(DENSE), dropout)
        self.bridge = nn.Linear(width, teacher) if teacher else None

    def expect_states(self) -> None:
        """Learn the states of a teacher of the same build: the bridge to them starts as no change at all."""
        self.bridge = nn.Linear(self.width, self.width)
        nn.init.eye_(self.bridge.weight)
        nn.init.zeros_(self.bridge.bias)

    def states(self, ids: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        """Token states (windows, pieces, width), normalised. No mask: nothing is padded."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return functional.layer_norm(hidden, (self.width,))

    def forward(self, batch: Batch) -> dict[str, torch.Tensor]:
        return self.answer(batch)[0]

    def answer(self, batch: Batch) -> tuple[dict[str, torch.Tensor], torch.Tensor | None]:
        """Logits by head, and how far the states are from the teacher's where the batch brings them."""
        flat = self.states(batch.ids, batch.mask).flatten(0, 1)
        logits = {head: self.logits(head, flat, table) for head, table in batch.tables.items()}
        if self.bridge is None or batch.states is None:
            return logits, None
        guessed = self.bridge(flat[batch.mask.flatten().bool()])
        return logits, STATES_WEIGHT * functional.mse_loss(guessed.float(), batch.states)

    def logits(self, head: str, flat: torch.Tensor, table: dict[str, torch.Tensor]) -> torch.Tensor:
        places = table["places"]
        one = flat[places[:, 0]]
        if head in WORD_HEADS:
            found: torch.Tensor = self.words[_key(head)](one)
        elif head == "time":
            found = self.time(one, (flat[places[:, 1]] + flat[places[:, 2]]) / 2, table["gaps"])
        else:
            both = self.pair(one, flat[places[:, 1]], table["gaps"])
            found = both[:, : len(MATRES)] if head == "matres" else both[:, len(MATRES) :]
        return found.float()


def _key(head: str) -> str:
    """`class` is taken in a ModuleDict's namespace."""
    return f"{head}_"


def loss(logits: dict[str, torch.Tensor], batch: Batch) -> dict[str, torch.Tensor]:
    """Cross-entropy against the target distribution, by head, each already weighted for the sum."""
    losses = {}
    for head in HEADS:
        if head not in logits:
            continue
        table, scores = batch.tables[head], logits[head]
        if head in VAGUE:
            away = torch.zeros_like(scores)
            away[table["closed"], VAGUE[head]] = -1e4
            scores = scores + away
        each = -(table["targets"] * functional.log_softmax(scores, dim=-1)).sum(dim=-1)
        losses[head] = LOSS_WEIGHTS[head] * (each * table["weights"]).sum() / _norm(head, table)
    return losses


# A window with three pairs should not count each of them as much as one with sixty does: fixed norms, a batch being
# a few windows, keep every row's weight the same.
_TYPICAL = {"matres": 24.0, "dense": 24.0, "dct": 6.0, "time": 6.0}


def _norm(head: str, table: dict[str, torch.Tensor]) -> torch.Tensor:
    total = table["weights"].sum()
    typical = _TYPICAL.get(head)
    return total.clamp(min=1.0) if typical is None else total.clamp(min=typical)
