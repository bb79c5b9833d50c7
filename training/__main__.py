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
from training.chains import marked_pages
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
MARKED_PLAN = Plan(epochs=2, rate=3e-5, head_rate=2e-4, batch=3, share=0.4, seed=SEED + 1)
STUDENT_PLAN = Plan(epochs=4, rate=2e-4, head_rate=6e-4, batch=4, share=0.5, seed=SEED)
SHARD = 100
MARKED_TEACHER = "teacher-marked.pt"


@dataclass(frozen=True, slots=True)
class Tests:
    """What every epoch is measured on: documents that no training sees, and newswire with its order marked."""

    gold: list[Page]
    marked: list[Page]


@dataclass(frozen=True, slots=True)
class Stage:
    """One run of `fit`: pages that each epoch sees whole, those it sees in part, a teacher's lessons, where it ends."""

    weights: Path
    plan: Plan
    whole: list[Page]
    part: list[Page]
    save: Path
    lessons: Sequence[Window] = ()
    start: Path | None = None


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, print the held-out figures after every epoch, and write the model to --out."""
    options = _options(arguments)
    torch.set_num_threads(options.threads)
    corpora = corpora_path(options.corpora)
    train, test = gold_pages(corpora, options.without)
    marked, marked_test = marked_pages(corpora)
    side, tests = storyline_pages(corpora), Tests(test, marked_test)
    work: Path = options.work
    work.mkdir(parents=True, exist_ok=True)
    lessons: list[Window] = []
    if options.documents:
        teacher, first = teacher_weights(work), work / "teacher.pt"
        _train(Stage(teacher, TEACHER_PLAN, train, side, first), tests)
        _train(Stage(teacher, MARKED_PLAN, marked, train, work / MARKED_TEACHER, start=first), tests)
        texts = itertools.islice(read_unlabelled(corpora), options.documents)
        lessons = _lessons(teacher, work, [*((page.id, page.text) for page in [*train, *side]), *texts])
    stage = Stage(student_weights(), STUDENT_PLAN, [*train, *marked], side, work / "student.pt", lessons)
    _ship(_train(stage, tests), tests, options.out, options)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("corpora", nargs="?", help="folder of the corpora; by default TIMELINE_CORPORA")
    parser.add_argument("--out", type=Path, default=Path("timeline/models"))
    parser.add_argument("--work", type=Path, default=Path("out/training"), help="checkpoints and the teacher's answers")
    parser.add_argument("--documents", type=int, default=2000, help="unlabelled articles to distil on; 0: gold only")
    parser.add_argument("--without", choices=["AQUAINT", "TimeBank"], help="a corpus that no training sees")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args(arguments)


def _tokenizer(weights: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _train(stage: Stage, tests: Tests) -> Network:
    """The network that a stage ends with, or the one that an earlier run left there."""
    torch.manual_seed(stage.plan.seed)
    lessons = stage.lessons
    width = lessons[0].states.shape[1] if lessons and lessons[0].states is not None else 0
    network = Network(stage.weights, teacher=width)
    done = stage.save.is_file()
    if done or stage.start is not None:
        network.load_state_dict(torch.load(stage.save if done else stage.start))
    if done:
        return network
    tokenizer = _tokenizer(stage.weights)
    specials = Specials.of(tokenizer)
    cut: Callable[[Iterable[Page]], list[Cutter]] = lambda group: [Cutter(page, tokenizer) for page in group]  # noqa: E731
    held_out = {"gold": cut(tests.gold), "marked": cut(tests.marked)}

    def report(number: int) -> None:
        for name, test in held_out.items():
            found = figures(answers(network, test, specials, stage.plan.low))
            print(f"== epoch {number}, {name}: {show(found)}", flush=True)

    partial = stage.save.with_suffix(".part")
    fit(network, Material(cut(stage.whole), cut(stage.part), specials, lessons), stage.plan, partial, report)
    partial.rename(stage.save)
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
                network.load_state_dict(torch.load(work / MARKED_TEACHER))
                teacher = Teacher(network, own, student)
            torch.save(list(teacher.lessons(bare_pages(texts[at : at + SHARD]), student)), shard)
            print(f"lessons {at + SHARD}/{len(texts)}", flush=True)
        found += torch.load(shard, weights_only=False)
    return found


def _ship(network: Network, tests: Tests, folder: Path, options: argparse.Namespace) -> None:
    tokenizer = _tokenizer(student_weights())
    found = answers(network, [Cutter(page, tokenizer) for page in tests.gold], Specials.of(tokenizer), low=False)
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
