"""`python -m training CORPORA`: teacher, lessons, student, int8 model. Finished steps in --work are not run again."""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.batches import Cutter, Specials, Window
from training.calibrate import crossed_error, temperatures
from training.corpora import corpora_path, read_unlabelled
from training.distil import Teacher, bare_pages
from training.evaluate import answers, figures, show
from training.export import export
from training.fit import Material, Plan, fit
from training.gold import Page
from training.network import Network
from training.sources import gold_pages, storyline_pages
from training.weights import student_weights, teacher_weights

SEED = 20240401
TEACHER_PLAN = Plan(epochs=4, rate=4e-5, head_rate=3e-4, batch=3, share=0.5, seed=SEED)
STUDENT_PLAN = Plan(epochs=4, rate=2e-4, head_rate=6e-4, batch=4, share=0.5, seed=SEED)
SHARD = 100


@dataclass(frozen=True, slots=True)
class Pages:
    train: list[Page]
    test: list[Page]
    side: list[Page]


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, print the held-out figures after every epoch, and write the model to --out."""
    options = _options(arguments)
    torch.set_num_threads(options.threads)
    corpora = corpora_path(options.corpora)
    train, test = gold_pages(corpora, options.without)
    pages = Pages(train, test, storyline_pages(corpora))
    work: Path = options.work
    work.mkdir(parents=True, exist_ok=True)
    lessons: list[Window] = []
    if options.documents:
        teacher = teacher_weights(work)
        _train(teacher, pages, TEACHER_PLAN, work / "teacher.pt", ())
        texts = itertools.islice(read_unlabelled(corpora), options.documents)
        lessons = _lessons(teacher, work, [*((page.id, page.text) for page in [*train, *pages.side]), *texts])
    student = _train(student_weights(), pages, STUDENT_PLAN, work / "student.pt", lessons)
    _ship(student, pages, options.out, options)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("corpora", nargs="?", help="folder of the corpora; by default TIMELINE_CORPORA")
    parser.add_argument("--out", type=Path, default=Path("timeline/models"))
    parser.add_argument("--work", type=Path, default=Path("out/training"), help="checkpoints and the teacher's answers")
    parser.add_argument("--documents", type=int, default=545, help="unlabelled articles to distil on; 0: gold only")
    parser.add_argument("--without", choices=["AQUAINT", "TimeBank"], help="a corpus that no training sees")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args(arguments)


def _tokenizer(weights: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _train(weights: Path, pages: Pages, plan: Plan, save: Path, lessons: Sequence[Window]) -> Network:
    """The network trained by `plan`, or the one that an earlier run left at `save`."""
    torch.manual_seed(plan.seed)
    width = lessons[0].states.shape[1] if lessons and lessons[0].states is not None else 0
    network = Network(weights, teacher=width)
    if save.is_file():
        network.load_state_dict(torch.load(save))
        return network
    tokenizer = _tokenizer(weights)
    specials = Specials.of(tokenizer)
    cut: Callable[[Iterable[Page]], list[Cutter]] = lambda group: [Cutter(page, tokenizer) for page in group]  # noqa: E731
    test = cut(pages.test)

    def report(number: int) -> None:
        print(f"== epoch {number}: {show(figures(answers(network, test, specials, plan.low)))}", flush=True)

    partial = save.with_suffix(".part")
    fit(network, Material(cut(pages.train), cut(pages.side), specials, lessons), plan, partial, report)
    partial.rename(save)
    return network


def _lessons(weights: Path, work: Path, texts: Sequence[tuple[str, str]]) -> list[Window]:
    """What the teacher in `work` says of `texts`, kept in shards of a hundred texts."""
    found: list[Window] = []
    teacher: Teacher | None = None
    own, student = _tokenizer(weights), _tokenizer(student_weights())
    for number, at in enumerate(range(0, len(texts), SHARD)):
        shard = work / f"lessons-{number:03d}.pt"
        if not shard.is_file():
            if teacher is None:
                network = Network(weights)
                network.load_state_dict(torch.load(work / "teacher.pt"))
                teacher = Teacher(network, own, student)
            torch.save(list(teacher.lessons(bare_pages(texts[at : at + SHARD]), student)), shard)
            print(f"lessons {at + SHARD}/{len(texts)}", flush=True)
        found += torch.load(shard, weights_only=False)
    return found


def _ship(network: Network, pages: Pages, folder: Path, options: argparse.Namespace) -> None:
    tokenizer = _tokenizer(student_weights())
    found = answers(network, [Cutter(page, tokenizer) for page in pages.test], Specials.of(tokenizer), low=False)
    print(f"held out: {show(figures(found))}  matres ece (crossed) {crossed_error(*found['matres']):.3f}")
    about = {
        "base": "all-MiniLM-L6-v2",
        "teacher": "all-mpnet-base-v2" if options.documents else None,
        "without": options.without,
        "seed": SEED,
    }
    export(network, student_weights() / "tokenizer.json", folder, temperatures(found), about)
    print(f"wrote {folder}")


if __name__ == "__main__":
    main()
