"""One run of `fit` after another: what each learns from, what is measured after every epoch, what ships at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from training.batches import Cutter, Specials, Window
from training.calibrate import crossed_error, temperatures
from training.evaluate import answers, figures, show
from training.export import export
from training.fit import Material, Plan, fit
from training.gold import Page
from training.network import Network


@dataclass(frozen=True, slots=True)
class Tests:
    """What every epoch is measured on: documents that no training sees, and newswire with its order marked."""

    gold: list[Page]
    marked: list[Page]


@dataclass(frozen=True, slots=True)
class Stage:
    """One run of `fit`: pages that each epoch sees whole, those it sees in part, a teacher's lessons, where it ends."""

    plan: Plan
    whole: list[Page]
    part: list[Page]
    save: Path
    lessons: Sequence[Window] = ()


def read_tokenizer(file: Path) -> Tokenizer:
    """The tokenizer of a model's file, for texts of any length."""
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def train(network: Network, tokenizer: Tokenizer, stage: Stage, tests: Tests) -> None:
    """Train `network`, printing the held-out figures after every epoch, or load what an earlier run ended with."""
    if stage.save.is_file():
        network.load_state_dict(torch.load(stage.save))
        return
    specials = Specials.of(tokenizer)
    cut: Callable[[Iterable[Page]], list[Cutter]] = lambda group: [Cutter(page, tokenizer) for page in group]  # noqa: E731
    held_out = {"gold": cut(tests.gold), "marked": cut(tests.marked)}

    def report(number: int) -> None:
        for name, test in held_out.items():
            found = figures(answers(network, test, specials, stage.plan.low))
            print(f"== epoch {number}, {name}: {show(found)}", flush=True)

    partial = stage.save.with_suffix(".part")
    material = Material(cut(stage.whole), cut(stage.part), specials, stage.lessons)
    fit(network, material, stage.plan, partial, report)
    partial.rename(stage.save)


def ship(network: Network, tokenizer: Path, tests: Tests, folder: Path, about: dict[str, Any]) -> None:
    """Print the held-out figures, and write the int8 model with its temperatures to `folder`."""
    reader = read_tokenizer(tokenizer)
    found = answers(network, [Cutter(page, reader) for page in tests.gold], Specials.of(reader), low=False)
    print(f"held out: {show(figures(found))}  matres ece (crossed) {crossed_error(*found['matres']):.3f}")
    export(network, tokenizer, folder, temperatures(found), about)
    print(f"wrote {folder}")
